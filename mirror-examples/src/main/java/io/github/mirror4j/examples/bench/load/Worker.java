package io.github.mirror4j.examples.bench.load;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A process that measures one variant: carries out each line of its input and replies to it. */
final class Worker {

  private final Variant variant;
  private final WorkerSettings settings;
  private @Nullable Session session;

  private Worker(Variant variant, WorkerSettings settings) {
    this.variant = variant;
    this.settings = settings;
  }

  /**
   * Works until there is no more input.
   *
   * @param args the variant and the settings
   * @throws Exception if the pipe breaks or a measurement fails
   */
  public static void main(String[] args) throws Exception {
    Worker worker = new Worker(Variant.valueOf(args[0]), Line.read(args[1], WorkerSettings.class));
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println(Line.of(worker.obey(Line.readOrder(line))));
    }
    // Copies that hang must not keep it.
    Runtime.getRuntime().halt(0);
  }

  private Object obey(Order order) throws Exception {
    return switch (order) {
      case Order.Open open -> {
        if (session != null) {
          session.close();
        }
        session = new Session(variant, settings, open);
        yield "open";
      }
      case Order.Run run -> Objects.requireNonNull(session).run(run);
      case Order.Hold hold -> HeldCopies.measure(variant, settings, hold);
    };
  }
}
