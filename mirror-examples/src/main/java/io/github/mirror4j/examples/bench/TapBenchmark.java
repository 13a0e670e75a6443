package io.github.mirror4j.examples.bench;

import io.github.mirror4j.http.MirroringHttpClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What reading a body along costs its caller's thread, beyond the plain call. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(jvmArgsAppend = "-Xmx2g")
public class TapBenchmark {

  private static final int MAX_BODY = 10 << 20;

  /** Body size in bytes. */
  @Param({"1024", "102400", "10485760"})
  public int body;

  private final HttpClient plain = new InstantClient();
  private HttpRequest request = HttpRequest.newBuilder(URI.create("http://orders/list")).build();
  private MirroringHttpClient tapped =
      MirroringHttpClient.builder(plain)
          .rules(Rules.to("orders"))
          .mirrorClient(new InstantClient())
          .maxConcurrentCopies(10_000)
          .maxConcurrentCopiesInTotal(10_000)
          .bodyLimit(MAX_BODY)
          .bodyMemory(50L * MAX_BODY)
          .build();

  /** Makes the request. */
  @Setup
  public void build() {
    request =
        HttpRequest.newBuilder(request.uri())
            .POST(BodyPublishers.ofByteArray(new byte[body]))
            .build();
  }

  /** Copies that were dropped cost less than those that are meant. */
  @TearDown(Level.Iteration)
  public void tell() {
    Drops.tell(tapped);
  }

  /** The floor. */
  @Benchmark
  public HttpResponse<Void> plain() throws IOException, InterruptedException {
    return plain.send(request, BodyHandlers.discarding());
  }

  /** Body read along and handed off; the copy itself reads it and ends. */
  @Benchmark
  public HttpResponse<Void> tapped() throws IOException, InterruptedException {
    return tapped.send(request, BodyHandlers.discarding());
  }
}
