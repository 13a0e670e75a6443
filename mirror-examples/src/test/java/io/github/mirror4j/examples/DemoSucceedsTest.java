package io.github.mirror4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The demo comes to its good end, with servers of its own and with given ones. */
class DemoSucceedsTest {

  @Test
  void withServersOfItsOwn() {
    DemoRun run = DemoRun.of("--requests", "40");

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("1. v2 is well ... 40 requests, 40 copies: 40 completed")
        .containsPattern("2. v2 hangs ... 40 requests, 40 copies: .*[1-9][0-9]* timed out")
        .containsPattern("3. v2 is back ... 4[1-9] requests, 4[1-9] copies: 41 completed")
        .containsPattern("OK  v1 served all 12[1-9] callers, also while v2 hung.")
        .containsPattern("OK  All 12[1-9] copies are accounted for: 81 completed, ")
        .containsPattern("NOT_SAFE  v2, wrong in one field of one in fifty, after [0-9,]+ requests")
        .containsPattern("\\$\\.url differs in [0-9,]+ of [0-9,]+ responses of v2, and in 0 of v1")
        .containsPattern("SAFE      v2.1, which is mended, after [0-9,]+ requests");
    List<String> headings =
        Pattern.compile("The page: (\\S+)")
            .matcher(run.out())
            .results()
            .map(found -> heading(Path.of(found.group(1))))
            .toList();
    assertThat(headings).containsExactly("NOT SAFE: do not release v2", "SAFE: v2 may be released");
  }

  private static String heading(Path page) {
    try {
      String html = Files.readString(page);
      Files.delete(page);
      String heading = html.substring(html.indexOf("<h1>"), html.indexOf("</h1>"));
      return heading.replaceAll("<[^>]*>", "").strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void showsDropsWhenMoreCopiesHangThanALaneTakes() {
    DemoRun run = DemoRun.of("--requests", "100", "--concurrency", "4");

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("dropped LANE_FULL");
  }

  @Test
  void withGivenServersWhereASecondMirrorHangs() {
    try (Httpbin v1 = Httpbin.start("v1");
        Httpbin v2 = Httpbin.start("v2")) {
      DemoRun run =
          DemoRun.of(
              "--requests", "20", "--v1", v1.uri().toString(), "--v2", v2.uri().toString() + "/");

      assertThat(run.err()).isEmpty();
      assertThat(run.exitCode()).isZero();
      assertThat(run.out())
          .containsPattern(
              "OK  A second mirror hung and came back. Copies meanwhile: 20 completed, ");
      // A check of v1, then healthy, hanging, a probe, back.
      assertThat(v1.responses()).isEqualTo(1 + 3 * 20 + 1);
      assertThat(v2.responses()).isEqualTo(3 * 20 + 1);
    }
  }
}
