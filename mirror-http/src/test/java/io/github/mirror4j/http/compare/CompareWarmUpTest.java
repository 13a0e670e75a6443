package io.github.mirror4j.http.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.fixture.FaultProcess;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What compares responses is loaded when rules first compare, off the caller's thread: no class of
 * it is initialized by a pair, which may come while the heap is exhausted.
 */
class CompareWarmUpTest {

  private static final Pattern INITIALIZED =
      Pattern.compile(
          "Initializing '((?:io/github/mirror4j/(?:compare|http/compare)|tools/jackson)/[^']+)'");

  @Test
  void noClassIsFirstUsedByAPair() throws Exception {
    List<String> lines =
        FaultProcess.run(
                CompareWarmUpProcess.class, Duration.ofSeconds(90), "-Xlog:class+init=info:stdout")
            .lines()
            .toList();

    assertThat(lines).contains(CompareWarmUpProcess.WARM, CompareWarmUpProcess.DONE, "errors: 0");
    int warm = lines.indexOf(CompareWarmUpProcess.WARM);
    assertThat(initialized(lines.subList(0, warm)))
        .contains(
            "io/github/mirror4j/compare/diff/JsonLockstep",
            "io/github/mirror4j/http/compare/EndedLeg");
    assertThat(initialized(lines.subList(warm, lines.indexOf(CompareWarmUpProcess.DONE))))
        .isEmpty();
  }

  private static List<String> initialized(List<String> lines) {
    return lines.stream()
        .map(INITIALIZED::matcher)
        .filter(matcher -> matcher.find())
        .map(matcher -> matcher.group(1))
        .filter(name -> !name.contains("CompareWarmUpProcess"))
        .toList();
  }
}
