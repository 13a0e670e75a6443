package io.github.mirror4j.http.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.fixture.FaultProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * An {@link OrderService} in a process of its own. It reads the fault that it shall have from its
 * input, and it ends when its input ends.
 */
public final class OrderProcess implements AutoCloseable {

  /** Else some responses of the JDK's server take 40 ms, which is noise where latency counts. */
  private static final String NO_DELAY = "-Dsun.net.httpserver.nodelay=true";

  private static final String AT = "order service at ";
  private static final String FAULT = "order service has fault ";
  private static final long PATIENCE_SECONDS = 30;

  private final Process process;
  private final BufferedReader lines;
  private final PrintStream input;
  private final CompletableFuture<URI> uri;

  private OrderProcess(Process process) {
    this.process = process;
    lines = process.inputReader(StandardCharsets.UTF_8);
    input = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
    uri = next(AT).thenApply(URI::create);
  }

  /** Does not wait until the process listens. */
  static OrderProcess start(String build, long seed) throws Exception {
    return new OrderProcess(
        FaultProcess.start(OrderProcess.class, NO_DELAY, build, Long.toString(seed)));
  }

  /** Waits until the process listens. */
  URI uri() throws Exception {
    return uri.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /** From now on the service has this fault. */
  void become(PlantedFault fault) throws Exception {
    uri();
    input.println(fault);
    assertThat(next(FAULT).get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo(fault.name());
  }

  @Override
  public void close() {
    try {
      input.close();
      assertThat(process.onExit()).as("ends").succeedsWithin(Duration.ofSeconds(PATIENCE_SECONDS));
    } finally {
      process.destroyForcibly();
    }
  }

  /** Gives what follows this in the next line that begins with it. */
  private CompletableFuture<String> next(String beginning) {
    return CompletableFuture.supplyAsync(() -> read(beginning), Thread::startVirtualThread);
  }

  private String read(String beginning) {
    StringBuilder others = new StringBuilder();
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(beginning)) {
          return line.substring(beginning.length());
        }
        others.append(line).append('\n');
      }
    } catch (IOException e) {
      others.append(e);
    }
    throw new IllegalStateException("the process ended: " + others);
  }

  /** Arguments: the build and the seed of the noise. */
  public static void main(String[] arguments) throws Exception {
    PrintStream output = System.out;
    try (OrderService service =
            OrderService.of(arguments[0], PlantedFault.NONE, Long.parseLong(arguments[1]));
        BufferedReader faults =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      output.println(AT + service.uri());
      for (String fault = faults.readLine(); fault != null; fault = faults.readLine()) {
        service.become(PlantedFault.valueOf(fault));
        output.println(FAULT + fault);
      }
    }
  }
}
