package io.github.mirror4j.rule;

import static io.github.mirror4j.rule.Comparisons.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonValidationTest {

  @Test
  void allProblemsAreListedAtOnce() {
    assertThat(
            problems(
                Comparison.withBaseline(0)
                    .ignore("items")
                    .percentage(101)
                    .methods("GE T")
                    .endpoint("orders")
                    .header("Set-Cookie")
                    .margin(Check.CONTENT, 0)
                    .level(50)
                    .warmUp(Duration.ofHours(2), -1)
                    .responseLimit(0)))
        .containsExactly(
            "ignore: \"items\" (expected: a path such as $.items[*].price, $['a.b'] or $.**.id,"
                + " which starts with $)",
            "percentage: 101.0 (expected: 0.0001 to 100; leave the comparison out to compare"
                + " nothing)",
            "baseline.percentage: 0 (expected: 0.0001 to 100; Comparison.withoutBaseline() for"
                + " none)",
            "methods: \"GE T\" (expected: HTTP methods other than CONNECT, such as \"POST\")",
            "endpoints: \"orders\" (expected: a raw path such as \"/orders/{id}\", whose parameters"
                + " are whole segments, without a query, at most 500 characters)",
            "headers: \"set-cookie\" (expected: a header without credentials)",
            "margins.CONTENT: 0 (expected: more than 0, less than 100)",
            "level: 50 (expected: 0.01 to 20)",
            "warmUp.time: PT2H (expected: PT0S to PT1H)",
            "warmUp.pairs: -1 (expected: 0 to 100000)",
            "responseLimit: 0 (expected: 1024 to 16777216)");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, 0, 0.00001, 100.1, Double.NaN, Double.POSITIVE_INFINITY})
  void sharesAreMoreThanNone(double percent) {
    assertThat(problems(c -> c.percentage(percent)))
        .singleElement()
        .asString()
        .startsWith("percentage: ");
    assertThat(problems(Comparison.withBaseline(percent)))
        .singleElement()
        .asString()
        .startsWith("baseline.percentage: ");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.5, 0, 100, 250, Double.NaN})
  void aMarginLiesBetweenNoneAndAll(double percent) {
    assertThat(problems(c -> c.margin(Check.ERRORS, percent)))
        .singleElement()
        .asString()
        .startsWith("margins.ERRORS: ")
        .endsWith("(expected: more than 0, less than 100)");
  }

  @Test
  void withoutABaselineThereIsNothingToBeSlowerThanAndNothingToConfirm() {
    assertThat(
            problems(
                Comparison.withoutBaseline()
                    .margin(Check.PERSISTENT, 1)
                    .margin(Check.SLOWER, 1)
                    .slowerThan(Duration.ofMillis(100))))
        .containsExactly(
            "margins.PERSISTENT: 1 (expected: no margin, since there is no baseline that this check"
                + " needs)",
            "margins.SLOWER: 1 (expected: no margin, since there is no baseline that this check"
                + " needs)",
            "slowerThan: [PT0.1S] (expected: no time, since there is no baseline to be slower"
                + " than)");
  }

  @Test
  void theChecksThatNeedNoBaselineMayHaveAMarginWithoutOne() {
    assertDoesNotThrow(
        () ->
            Comparison.withoutBaseline().margin(Check.CONTENT, 1).margin(Check.ERRORS, 1).build());
  }

  /** As by somebody who corrects one setting after another. */
  @Test
  void aBuilderThatIsUsedAgainNamesNoProblemTwice() {
    Comparison.Builder builder =
        Comparison.withBaseline(10).ignore("$.a").ignore("$.a").header("Set-Cookie").level(50);
    List<String> problems = problems(builder);

    assertThat(problems).hasSize(3);
    assertThat(problems(builder)).isEqualTo(problems);
    assertThat(problems(builder.level(5))).hasSize(2);
  }

  @Test
  void theBaselinesTargetIsCheckedAsAMirrorsTarget() {
    MirrorTarget ftp = new MirrorTarget.ToUri(URI.create("ftp://orders"));
    assertThat(problems(Comparison.withBaselineAt(ftp, 10)))
        .singleElement()
        .asString()
        .startsWith("baseline.uri: \"ftp://orders\"");
  }

  @Test
  void minimumsHaveRanges() {
    assertThat(
            problems(
                c ->
                    c.minimumRequests(0)
                        .minimumSpan(Duration.ofDays(31))
                        .minimumCompared(100.5)
                        .minimumJudged(-1)
                        .level(0)))
        .containsExactly(
            "level: 0 (expected: 0.01 to 20)",
            "minimums.requests: 0 (expected: 1 to 65536)",
            "minimums.span: PT744H (expected: PT0S to PT720H)",
            "minimums.compared: 100.5 (expected: 0 to 100)",
            "minimums.judged: -1 (expected: 0 to 100)");
  }

  @Test
  void timesHaveRanges() {
    assertThat(
            problems(
                c ->
                    c.repeatAfter(Duration.ZERO)
                        .confirmAfter(Duration.ofSeconds(5), Duration.ofSeconds(4))
                        .maxCopyTime(Duration.ofHours(2))
                        .slowerThan(Duration.ofNanos(1))))
        .containsExactly(
            "slowerThan: PT0.000000001S (expected: PT0.001S to PT1H)",
            "repeatAfter: PT0S (expected: PT1S to PT24H)",
            "confirmAfter.max: PT4S (expected: at least confirmAfter.min, PT5S)",
            "maxCopyTime: PT2H (expected: PT1S to PT1H)");
  }

  @Test
  void aTimeIsNotTakenTwice() {
    assertThat(
            problems(c -> c.slowerThan(Duration.ofMillis(100)).slowerThan(Duration.ofMillis(100))))
        .containsExactly("slowerThan: PT0.1S (expected: each time once)");
    Comparison.Builder many = Comparison.withBaseline(1);
    IntStream.rangeClosed(1, 33).forEach(i -> many.slowerThan(Duration.ofMillis(i)));
    assertThat(problems(many)).containsExactly("slowerThan: 33 entries (expected: at most 32)");
  }

  @Test
  void theEndsOfRangesAreInThem() {
    assertDoesNotThrow(
        () ->
            Comparison.withBaseline(100)
                .percentage(0.0001)
                .margin(Check.CONTENT, 99.99)
                .level(0.01)
                .minimumRequests(65_536)
                .minimumSpan(Duration.ZERO)
                .minimumCompared(0)
                .minimumJudged(100)
                .warmUp(Duration.ZERO, 0)
                .repeatAfter(Duration.ofSeconds(1))
                .confirmAfter(Duration.ofMinutes(1), Duration.ofMinutes(1))
                .responseLimit(16 * 1024 * 1024)
                .maxCopyTime(Duration.ofHours(1))
                .slowerThan(Duration.ofMillis(1))
                .build());
  }
}
