package io.github.mirror4j.examples.bench.load;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.function.Supplier;

/**
 * The memory that a copy with a body takes while it hangs: how live heap grows with their number.
 *
 * @param copies how many copies were held beyond the first few, which pay for what is there once
 * @param bodyBytes size of each body
 * @param bytesPerCopy live heap that each took
 */
record HeldCopies(long copies, int bodyBytes, double bytesPerCopy) {

  private static final int FIRST = 32;
  private static final int TRIES = 100;
  private static final int PAUSE_MILLIS = 100;

  static HeldCopies measure(Variant variant, WorkerSettings settings, Order.Hold order)
      throws Exception {
    try (CallerClient client = client(variant, settings, order)) {
      post(client, order, FIRST);
      long heapOfFew = settledHeap(client, FIRST);
      long few = client.held();
      post(client, order, order.copies());
      long heapOfMany = settledHeap(client, FIRST + order.copies());
      long held = client.held() - few;
      double each = (heapOfMany - heapOfFew) / (double) Math.max(1, held);
      return new HeldCopies(held, order.bodyBytes(), each);
    }
  }

  private static CallerClient client(Variant variant, WorkerSettings settings, Order.Hold order) {
    Supplier<HttpClient> clients = () -> CallerClient.newClient(settings.virtualExecutor());
    if (variant != Variant.MIRROR4J) {
      return Session.client(variant, settings, new Order.Open(order.primary(), order.mirror()));
    }
    int copies = FIRST + order.copies();
    return Mirror4jClient.holding(clients.get(), order.mirror(), copies, order.bodyBytes());
  }

  private static void post(CallerClient client, Order.Hold order, int count) throws Exception {
    for (int i = 0; i < count; i++) {
      HttpRequest request =
          HttpRequest.newBuilder(order.primary().resolve("/orders"))
              .POST(BodyPublishers.ofByteArray(new byte[order.bodyBytes()]))
              .build();
      client.send(request);
    }
  }

  private static long settledHeap(CallerClient client, int copies) throws InterruptedException {
    for (int i = 0; i < TRIES && client.held() < copies; i++) {
      Thread.sleep(PAUSE_MILLIS);
    }
    ProcessUse.liveHeap();
    Thread.sleep(5 * PAUSE_MILLIS);
    return ProcessUse.liveHeap();
  }
}
