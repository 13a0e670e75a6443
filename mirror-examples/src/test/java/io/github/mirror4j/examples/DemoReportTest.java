package io.github.mirror4j.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The report starts with the verdict, in a few lines; each thing that went wrong has one. */
class DemoReportTest {

  private static final String V1 = "200 by v1";
  private static final CopyCounts WELL = new CopyCounts(2, 2, 0, 0, 0, 0);
  private static final CopyCounts HUNG = new CopyCounts(2, 0, 0, 1, 1, 0);
  private static final CopyCounts PROBES = new CopyCounts(2, 1, 0, 1, 0, 0);
  private static final CopyCounts ALL = new CopyCounts(8, 5, 0, 2, 1, 0);
  private static final Ending GOOD = new Ending(ALL, 0, 0, 5, 5, "r -> v2: selected 8");

  @Test
  void allIsWell() {
    DemoRun run = print(results(V1, WELL, HUNG, PROBES, GOOD));

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .isEqualToNormalizingNewlines(
            """

            OK  v1 served all 8 callers, also while v2 hung.
            OK  v2 hung and came back. Copies meanwhile: 1 dropped, 1 timed out.
                All copies sent before and after arrived, with the method, target and body of their primaries.
            OK  All 8 copies are accounted for: 5 completed, 2 dropped, 1 timed out.

            The client's stats():
              r -> v2: selected 8
            """);
  }

  static Stream<Arguments> faults() {
    CopyCounts short1 = new CopyCounts(2, 1, 1, 0, 0, 0);
    CopyCounts unhurt = new CopyCounts(2, 2, 0, 0, 0, 0);
    CopyCounts noProbe = new CopyCounts(2, 0, 0, 2, 0, 0);
    CopyCounts lost = new CopyCounts(8, 4, 0, 2, 1, 0);
    return Stream.of(
        Arguments.of(
            results("200 by v2", WELL, HUNG, PROBES, GOOD),
            "v2 is well: callers should have got responses from v1 only, with status 200, but got 2"
                + " x 200 by v2"),
        Arguments.of(
            results(V1, short1, HUNG, PROBES, GOOD),
            "v2 is well: v2 should have got a copy of each of 2 requests, but of 2 copies: 1"
                + " completed, 1 completed with another status than 2xx"),
        Arguments.of(
            results(V1, WELL, unhurt, PROBES, GOOD),
            "v2 hangs: that should have cost copies, but: 2 completed"),
        Arguments.of(
            results(V1, WELL, HUNG, noProbe, new Ending(ALL, 0, 0, 4, 4, "")),
            "v2 is back: a probe should have found out, but: 2 dropped"),
        Arguments.of(
            results(V1, WELL, HUNG, PROBES, new Ending(lost, 0, 0, 5, 5, "")),
            "each of the 8 selected copies should have ended once, but 7 ended (4 completed, 2"
                + " dropped, 1 timed out) and 0 are in flight"),
        Arguments.of(
            results(V1, WELL, HUNG, PROBES, new Ending(ALL, 1, 0, 5, 5, "")),
            "each of the 8 selected copies should have ended once, but 8 ended (5 completed, 2"
                + " dropped, 1 timed out) and 1 are in flight"),
        Arguments.of(
            results(V1, WELL, HUNG, PROBES, new Ending(ALL, 0, 3, 5, 5, "")),
            "the library had internal errors: 3"),
        Arguments.of(
            results(V1, WELL, HUNG, PROBES, new Ending(ALL, 0, 0, 6, 6, "")),
            "v2 should have got 5 copies, but got 6"),
        Arguments.of(
            results(V1, WELL, HUNG, PROBES, new Ending(ALL, 0, 0, 3, 5, "")),
            "2 of 5 copies arrived at v2 otherwise than they were sent to v1"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void eachFaultIsTold(Results results, String problem) {
    DemoRun run = print(results);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).doesNotContain("OK");
    assertThat(run.err().lines()).contains("FAILED " + problem);
  }

  private static Results results(
      String response, CopyCounts healthy, CopyCounts hung, CopyCounts probing, Ending ending) {
    Results results = new Results(Options.parse(List.of()));
    results.check.add(Call.of(0), V1);
    fill(results.healthy, response, healthy);
    fill(results.hung, V1, hung);
    fill(results.probing, V1, probing);
    fill(results.back, V1, WELL);
    return results.end(ending);
  }

  private static void fill(Phase phase, String response, CopyCounts copies) {
    phase.add(Call.of(1), response);
    phase.add(Call.of(2), response);
    phase.add(copies);
  }

  private static DemoRun print(Results results) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode =
        new DemoReport(results)
            .print(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
    return new DemoRun(exitCode, out.toString(UTF_8), err.toString(UTF_8));
  }
}
