package io.github.mirror4j.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;

/**
 * Holds back what is logged until the demo has printed its report: the library logs from threads of
 * its own, at any time. The examples' log goes to the standard error.
 */
final class HeldLog {

  private final PrintStream standardError = System.err;
  private final ByteArrayOutputStream held = new ByteArrayOutputStream();

  private HeldLog() {}

  static HeldLog start() {
    HeldLog log = new HeldLog();
    System.setErr(new PrintStream(log.held, true, UTF_8));
    return log;
  }

  /** Where errors go that are not to be held back. */
  PrintStream standardError() {
    return standardError;
  }

  void end(PrintStream out) {
    System.setErr(standardError);
    if (held.size() > 0) {
      out.printf("%nLogged meanwhile:%n  %s%n", held.toString(UTF_8).strip().replace("\n", "\n  "));
    }
  }
}
