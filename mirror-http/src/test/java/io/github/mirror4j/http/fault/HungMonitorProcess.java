package io.github.mirror4j.http.fault;

import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.BareClient;
import io.github.mirror4j.http.fixture.FaultEcho;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RawServer;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.FailureCause;
import io.github.mirror4j.http.stats.MirrorCounts;
import io.github.mirror4j.http.stats.MirrorListener;
import io.github.mirror4j.http.stats.Outcome;
import io.github.mirror4j.registry.Endpoint;
import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.MirrorId;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Callers on virtual threads, while code of the user's hangs inside a monitor. */
public final class HungMonitorProcess {

  private static final int CALLERS = 150;

  /** The code that hangs. */
  enum Trap {
    LISTENER,
    LOG,
    DECORATOR,
    DECORATOR_AROUND,
    REGISTRY,
    PROXY,
    MIRROR_CLIENT,
    EDITOR,
    PUBLISHER,
    RESOURCE;

    private final CountDownLatch never = new CountDownLatch(1);
    private volatile boolean armed;

    void hang() {
      if (armed) {
        synchronized (this) {
          try {
            never.await();
          } catch (InterruptedException e) {
            hang(); // It is as deaf as a lock.
          }
        }
      }
    }

    void around(Runnable task) {
      synchronized (this) {
        task.run();
      }
    }
  }

  private HungMonitorProcess() {}

  /** Says how many callers were served, and what became of the copies. */
  public static void main(String[] arguments) throws Exception {
    Trap trap = Trap.valueOf(arguments[0]);
    List<String> kinds = List.of(arguments);
    boolean isDecorator = trap == Trap.DECORATOR;
    FaultEcho primary = new FaultEcho();
    RawServer mirror = RawServer.hanging();
    if (trap == Trap.LOG) {
      System.setErr(new HungLog());
    }

    MirroringHttpClient client = client(trap, mirror.uri(), kinds, Duration.ofMillis(200));
    if (trap == Trap.PUBLISHER) {
      describe(client.engine(), primary.uri("/"));
    }
    System.out.println("served: " + call(client, primary.uri("/"), CALLERS));
    boolean idle = isDecorator || client.engine().awaitIdle(Duration.ofSeconds(10));
    MirrorCounts total = client.engine().stats().total();
    boolean any = isDecorator || total.timedOut() + total.failed(FailureCause.EDITOR_TIMED_OUT) > 0;
    System.out.println(idle && any ? "deadlines fire" : client.engine().stats());

    MirroringHttpClient patient = client(trap, mirror.uri(), kinds, Duration.ofHours(1));
    patient.engine().onClose(trap == Trap.RESOURCE ? trap::hang : () -> {});
    if (trap == Trap.PUBLISHER) {
      describe(patient.engine(), primary.uri("/"));
    }
    System.out.println("served again: " + call(patient, primary.uri("/"), 4));
    Thread closing = Thread.ofVirtual().start(patient::close);
    boolean closed = closing.join(Duration.ofSeconds(10));
    boolean ended = isDecorator || patient.engine().awaitIdle(Duration.ofSeconds(10));
    System.out.println(closed && ended ? "closing ends copies" : patient.engine().stats());
    if (!isDecorator) {
      System.out.println(Fixtures.pairsSettled(patient.engine(), Fixtures.PATIENCE));
    }
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }

  /** A request of another client, whose body is not in memory: reading it may block. */
  private static void describe(MirrorEngine engine, URI uri) {
    BodyPublisher body = BodyPublishers.fromPublisher(subscriber -> Trap.PUBLISHER.hang(), CALLERS);
    var unused =
        engine.mirror(
            HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(1)).POST(body).build());
  }

  private static int call(MirroringHttpClient client, URI uri, int callers) throws Exception {
    CountDownLatch served = new CountDownLatch(callers);
    for (int i = 0; i < callers; i++) {
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  if (client.send(Fixtures.get(uri), BodyHandlers.discarding()).statusCode()
                      == 200) {
                    served.countDown();
                  }
                } catch (IOException | InterruptedException e) {
                  System.out.println("failed: " + e);
                }
              });
    }
    boolean unused = served.await(10, TimeUnit.SECONDS);
    return callers - (int) served.getCount();
  }

  private static MirroringHttpClient client(
      Trap trap, URI mirror, List<String> kinds, Duration timeout) {
    ServiceRegistry registry =
        service -> {
          trap.hang();
          return List.of(new Endpoint(mirror, Labels.none()));
        };
    HttpClient.Builder plain = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
    if (trap == Trap.PROXY) {
      plain.proxy(new HungSelector(trap, mirror.getPort()));
    }
    MirroringHttpClient.Builder builder =
        MirroringHttpClient.builder(plain.build())
            .rules(Fixtures.copyAll(mirror(trap, mirror, kinds)))
            .maxWaitingTime(Duration.ofSeconds(2))
            .maxBaselinesPerSecond(1_000_000)
            .registry(trap == Trap.REGISTRY ? registry : fixed(mirror))
            .maxConcurrentCopies(16)
            .closeGrace(Duration.ofMillis(20))
            .withoutBackOff()
            .copyTimeout(timeout);
    switch (trap) {
      case LISTENER -> builder.listener(new HungListener(trap));
      case DECORATOR ->
          builder.copyTaskDecorator(
              task ->
                  () -> {
                    trap.hang();
                    task.run();
                  });
      case DECORATOR_AROUND -> builder.copyTaskDecorator(task -> () -> trap.around(task));
      case MIRROR_CLIENT -> builder.mirrorClient(new HungClient(trap));
      default -> {}
    }
    trap.armed = false;
    MirroringHttpClient client = builder.build();
    trap.armed = true;
    return client;
  }

  private static Mirror mirror(Trap trap, URI mirror, List<String> kinds) {
    Mirror to = Mirror.to("v2");
    if (kinds.contains("waiting")) {
      to = Fixtures.afterAnyEnd(to);
    }
    if (kinds.contains("compared")) {
      to = to.compare(Fixtures.comparison(Fixtures.twinOf(mirror))); // Its baselines hang, too.
    }
    if (trap == Trap.EDITOR) {
      to =
          to.edit(
              draft -> {
                trap.hang();
                return draft;
              });
    }
    return to;
  }

  private static ServiceRegistry fixed(URI mirror) {
    return ServiceRegistry.builder().endpoint("v2", mirror).build();
  }

  private record HungListener(Trap trap) implements MirrorListener {

    @Override
    public void copyEnded(MirrorId id, Outcome outcome, Duration duration) {
      trap.hang();
    }

    @Override
    public void copiesDropped(MirrorId id, DropReason reason, long count) {
      trap.hang();
    }
  }

  private static final class HungSelector extends ProxySelector {

    private final Trap trap;
    private final int port;

    HungSelector(Trap trap, int port) {
      this.trap = trap;
      this.port = port;
    }

    @Override
    public List<java.net.Proxy> select(URI uri) {
      if (uri.getPort() == port) {
        trap.hang();
      }
      return List.of(java.net.Proxy.NO_PROXY);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
  }

  private static final class HungClient extends BareClient {

    private final Trap trap;

    HungClient(Trap trap) {
      this.trap = trap;
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) {
      return sendAsync(request, handler).join();
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
        HttpRequest request, BodyHandler<T> handler) {
      trap.hang();
      return new CompletableFuture<>();
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
        HttpRequest request, BodyHandler<T> handler, PushPromiseHandler<T> pushPromiseHandler) {
      return sendAsync(request, handler);
    }
  }

  private static final class HungLog extends PrintStream {

    HungLog() {
      super(OutputStream.nullOutputStream());
    }

    @Override
    public void println(String line) {
      Trap.LOG.hang();
    }
  }
}
