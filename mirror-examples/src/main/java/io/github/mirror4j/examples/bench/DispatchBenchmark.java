package io.github.mirror4j.examples.bench;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.stats.LaneState;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What the decorator costs its caller's thread when a request has no body, beyond the plain call
 * through a client that does nothing.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DispatchBenchmark {

  private static final HttpRequest REQUEST =
      HttpRequest.newBuilder(URI.create("http://orders/list")).build();
  private static final Duration LONG = Duration.ofHours(1);

  private final HttpClient plain = new InstantClient();
  private MirroringHttpClient untouched = client().build();
  private MirroringHttpClient free = client().build();
  private MirroringHttpClient full = client().build();
  private MirroringHttpClient paused = client().build();
  private MirroringHttpClient backedOff = client().build();

  /** Builds the clients and brings each lane into its state. */
  @Setup
  public void build() throws InterruptedException {
    untouched = MirroringHttpClient.builder(plain).rules(Rules.elsewhere(10_000)).build();
    free = client().maxConcurrentCopies(10_000).maxConcurrentCopiesInTotal(10_000).build();
    full =
        client()
            .maxConcurrentCopies(1)
            .copyTimeout(LONG)
            .mirrorClient(InstantClient.thatHangs())
            .build();
    send(full);
    paused = client().build();
    paused.engine().pause();
    backedOff = client().backOff(LONG, LONG).mirrorClient(InstantClient.thatFails()).build();
    while (backedOff.engine().stats().mirrors().getFirst().state() != LaneState.BACKED_OFF) {
      send(backedOff);
      backedOff.engine().awaitIdle(Duration.ofSeconds(1));
    }
  }

  /** Copies that were dropped cost less than those that are meant. */
  @TearDown(Level.Iteration)
  public void tell() {
    Drops.tell(free);
  }

  /** The floor. */
  @Benchmark
  public HttpResponse<Void> plain() throws IOException, InterruptedException {
    return plain.send(REQUEST, BodyHandlers.discarding());
  }

  /** 10,000 rules, none for this host. */
  @Benchmark
  public HttpResponse<Void> untouched() {
    return send(untouched);
  }

  /** Permit taken, virtual thread started; the copy itself ends at once. */
  @Benchmark
  public HttpResponse<Void> laneFree() {
    return send(free);
  }

  /** Selected, then dropped and counted: as many copies in flight as there may be. */
  @Benchmark
  public HttpResponse<Void> laneFull() {
    return send(full);
  }

  /** Selected, then dropped and counted: somebody paused mirroring. */
  @Benchmark
  public HttpResponse<Void> paused() {
    return send(paused);
  }

  /** Selected, then dropped and counted: the mirror keeps failing. */
  @Benchmark
  public HttpResponse<Void> backedOff() {
    return send(backedOff);
  }

  private static HttpResponse<Void> send(HttpClient client) {
    try {
      return client.send(REQUEST, BodyHandlers.discarding());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private MirroringHttpClient.Builder client() {
    return MirroringHttpClient.builder(plain)
        .rules(Rules.to("orders"))
        .mirrorClient(new InstantClient());
  }
}
