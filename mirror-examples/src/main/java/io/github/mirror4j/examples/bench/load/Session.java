package io.github.mirror4j.examples.bench.load;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** One client with one mirror, and its rounds. */
final class Session implements AutoCloseable {

  /** For copies of the last requests to end, so that they count in their round. */
  private static final int AFTERMATH_MILLIS = 50;

  private final WorkerSettings settings;
  private final CallerClient client;
  private final Callers callers;

  Session(Variant variant, WorkerSettings settings, Order.Open open) {
    this.settings = settings;
    client = client(variant, settings, open);
    HttpRequest request = request(open, settings.bodyBytes());
    callers = new Callers(settings.callers(), () -> client.send(request));
  }

  static CallerClient client(Variant variant, WorkerSettings settings, Order.Open open) {
    Supplier<HttpClient> clients = () -> CallerClient.newClient(settings.virtualExecutor());
    return switch (variant) {
      case PLAIN, PLAIN_AGAIN, NGINX_OFF, NGINX -> new PlainClient(clients.get());
      case UNTOUCHED -> Mirror4jClient.untouched(clients.get(), open.mirror());
      case MIRROR4J -> Mirror4jClient.copying(clients.get(), open.mirror());
      case COMPARED -> Mirror4jClient.comparing(clients.get(), open.mirror());
      case AFTER_RESPONSE -> Mirror4jClient.afterResponse(clients.get(), open.mirror());
      case SECOND_CLIENT -> new SecondClient(clients.get(), open.mirror());
      case BARE_SOCKETS -> new BareSocketClient(clients.get(), open.mirror());
      case RUN_ASYNC -> new HandWrittenClient(clients.get(), clients, true, open.mirror());
      case SEND_ASYNC -> new HandWrittenClient(clients.get(), clients, false, open.mirror());
      case OKHTTP -> OkHttpCaller.plain(settings);
      case OKHTTP_MIRROR4J -> OkHttpCaller.mirroring(settings, open.mirror());
      case APACHE -> ApacheCaller.plain(settings);
      case APACHE_MIRROR4J -> ApacheCaller.mirroring(settings, open.mirror());
    };
  }

  private static HttpRequest request(Order.Open open, int bodyBytes) {
    HttpRequest.Builder builder = HttpRequest.newBuilder(open.primary().resolve("/orders/4711"));
    return bodyBytes == 0
        ? builder.build()
        : builder.POST(BodyPublishers.ofByteArray(new byte[bodyBytes])).build();
  }

  Round run(Order.Run order) throws InterruptedException {
    Tally ramp = callers.run(order.mode(), settings.rate(), order.rampSeconds());
    ProcessUse.resetPeaks();
    Map<String, Long> copiesBefore = client.copies();
    ProcessUse before = ProcessUse.now();
    Tally tally = callers.run(order.mode(), settings.rate(), order.seconds());
    Thread.sleep(AFTERMATH_MILLIS);
    ProcessUse use = ProcessUse.now().since(before);
    Map<String, Long> copies = difference(client.copies(), copiesBefore);
    int threads = ProcessUse.peakThreads();
    long descriptors = ProcessUse.descriptors();
    long heap = order.withHeap() ? ProcessUse.liveHeap() : 0;
    client.settle();
    double requests = Math.max(1, tally.requests());
    return new Round(
        tally.requests(),
        tally.unsent(),
        ramp.errors() + tally.errors(),
        ramp.errors() > 0 ? ramp.firstError() : tally.firstError(),
        tally.seconds(),
        tally.micros(50),
        tally.micros(99),
        tally.micros(99.9),
        tally.sentMicros(50),
        use.cpuNanos() / 1e3 / requests,
        use.allocatedBytes() / requests,
        heap,
        threads,
        descriptors,
        copies);
  }

  private static Map<String, Long> difference(Map<String, Long> now, Map<String, Long> before) {
    Map<String, Long> difference = new TreeMap<>();
    now.forEach((name, count) -> difference.put(name, count - before.getOrDefault(name, 0L)));
    return difference;
  }

  @Override
  public void close() {
    client.close();
  }
}
