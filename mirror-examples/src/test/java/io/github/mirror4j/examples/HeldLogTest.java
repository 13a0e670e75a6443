package io.github.mirror4j.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Log lines come after the report, however early they were logged. */
@ResourceLock(Resources.SYSTEM_ERR)
class HeldLogTest {

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, UTF_8);

  @Test
  void linesWaitForTheEnd() {
    PrintStream before = System.err;
    HeldLog log = HeldLog.start();
    System.err.println("WARN one");
    out.println("the report");
    System.err.println("WARN two");
    log.end(out);

    assertThat(System.err).isSameAs(before).isSameAs(log.standardError());
    assertThat(printed.toString(UTF_8))
        .isEqualToNormalizingNewlines(
            """
            the report

            Logged meanwhile:
              WARN one
              WARN two
            """);
  }

  @Test
  void noLinesNoHeading() {
    HeldLog log = HeldLog.start();
    log.end(out);

    assertThat(printed.size()).isZero();
  }
}
