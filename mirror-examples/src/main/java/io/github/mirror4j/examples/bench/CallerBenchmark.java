package io.github.mirror4j.examples.bench;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.MirroringHttpClientBuilder;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What the decorator costs its caller's thread, beyond the plain call through a client that does
 * nothing.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CallerBenchmark {

  private static final URI MIRROR = URI.create("http://localhost:1");

  /** Body size in bytes; 0 is a GET. */
  @Param({"0", "1024", "102400"})
  public int body;

  private final HttpClient plain = new InstantClient();
  private HttpRequest request = HttpRequest.newBuilder(URI.create("http://orders/list")).build();
  private HttpClient untouched = plain;
  private HttpClient mirrored = plain;
  private HttpClient paused = plain;

  /** Builds the clients. */
  @Setup
  public void build() {
    if (body > 0) {
      request =
          HttpRequest.newBuilder(request.uri())
              .POST(BodyPublishers.ofByteArray(new byte[body]))
              .build();
    }
    List<RouteRule> others = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      others.add(rule("other-" + i));
    }
    untouched = MirroringHttpClient.builder(plain).rules(others).build();
    mirrored = client().build();
    MirroringHttpClient switchedOff = client().build();
    switchedOff.pause();
    paused = switchedOff;
  }

  /** The floor. */
  @Benchmark
  public HttpResponse<Void> plain() throws IOException, InterruptedException {
    return plain.send(request, BodyHandlers.discarding());
  }

  /** 10,000 rules, none for this host. */
  @Benchmark
  public HttpResponse<Void> untouched() throws IOException, InterruptedException {
    return untouched.send(request, BodyHandlers.discarding());
  }

  /** Body read along, permit taken, virtual thread started; the copy itself ends at once. */
  @Benchmark
  public HttpResponse<Void> mirrored() throws IOException, InterruptedException {
    return mirrored.send(request, BodyHandlers.discarding());
  }

  /** Selected, then dropped and counted. */
  @Benchmark
  public HttpResponse<Void> dropped() throws IOException, InterruptedException {
    return paused.send(request, BodyHandlers.discarding());
  }

  private MirroringHttpClientBuilder client() {
    return MirroringHttpClient.builder(plain)
        .rules(rule("orders"))
        .maxConcurrentCopies(10_000)
        .maxConcurrentCopiesInTotal(10_000)
        .mirrorClient(new InstantClient());
  }

  private static RouteRule rule(String host) {
    return RouteRule.builder(host).destination(host).mirror(Mirror.to(MIRROR)).build();
  }
}
