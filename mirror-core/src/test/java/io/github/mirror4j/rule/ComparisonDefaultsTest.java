package io.github.mirror4j.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ComparisonDefaultsTest {

  private final Comparison comparison = Comparison.withBaseline(20).build();

  @Test
  void everyCopyIsComparedAndTheShareOfTheBaselineIsGiven() {
    assertEquals(1_000_000, comparison.millionths());
    assertEquals(
        Optional.of(new Comparison.Baseline(Optional.empty(), 200_000)), comparison.baseline());
  }

  @Test
  void theBaselineMayHaveADeploymentOfItsOwnOrBeLeftOut() {
    MirrorTarget second = new MirrorTarget.ToUri(URI.create("http://orders-v1b:8080"));
    assertEquals(
        Optional.of(new Comparison.Baseline(Optional.of(second), 1_000_000)),
        Comparison.withBaselineAt(second, 100).build().baseline());
    assertEquals(Optional.empty(), Comparison.withoutBaseline().build().baseline());
  }

  @Test
  void onlySafeMethodsAreComparedAndOnlyTheyEverHaveABaseline() {
    assertEquals(Set.of("GET", "HEAD", "OPTIONS"), comparison.methods());
    Comparison posts = Comparison.withBaseline(20).methods("POST").build();
    assertEquals(Set.of("GET", "HEAD", "OPTIONS", "POST"), posts.methods());
    assertTrue(posts.hasBaseline("GET"));
    assertFalse(posts.hasBaseline("POST"));
    assertFalse(Comparison.withoutBaseline().build().hasBaseline("GET"));
  }

  @Test
  void nothingIsIgnoredExpectedOrShown() {
    assertEquals(List.of(), comparison.endpoints());
    assertEquals(List.of(), comparison.ignored());
    assertEquals(List.of(), comparison.unordered());
    assertEquals(Map.of(), comparison.keys());
    assertEquals(Map.of(), comparison.expected());
    assertEquals(Set.of(), comparison.shown());
    assertFalse(comparison.countsAdditions());
  }

  @Test
  void valuesMayBeShownByTheirPaths() {
    Comparison shown = Comparison.withBaseline(20).show("$.b").show("$.a").build();

    assertEquals(Set.of(FieldPath.of("$.a"), FieldPath.of("$.b")), shown.shown());
    assertNotEquals(comparison, shown);
  }

  @Test
  void settingsThatDifferHaveDifferentHashCodes() {
    assertNotEquals(
        Comparison.withoutBaseline().build().hashCode(),
        Comparison.withoutBaseline().ignore("$.a").build().hashCode());
    assertNotEquals(0, comparison.hashCode());
  }

  @Test
  void theHeadersThatCarryMeaningAreCompared() {
    assertEquals(
        List.of(
            "cache-control",
            "content-type",
            "etag",
            "location",
            "retry-after",
            "vary",
            "www-authenticate"),
        comparison.headers());
    assertEquals(List.of(), comparison.buildHeaders());
    assertEquals(
        List.of(
            "cache-control",
            "content-type",
            "etag",
            "location",
            "retry-after",
            "www-authenticate",
            "x-total"),
        Comparison.withBaseline(20).header("X-Total").ignoreHeader("Vary").build().headers());
  }

  @Test
  void marginsAreFractions() {
    assertEquals(OptionalDouble.of(0.005), comparison.margin(Check.CONTENT));
    assertEquals(OptionalDouble.of(0.001), comparison.margin(Check.PERSISTENT));
    assertEquals(OptionalDouble.of(0.001), comparison.margin(Check.ERRORS));
    assertEquals(OptionalDouble.empty(), comparison.margin(Check.SLOWER));
    assertEquals(
        OptionalDouble.of(0.007),
        Comparison.withBaseline(20).margin(Check.CONTENT, 0.7).build().margin(Check.CONTENT));
  }

  @Test
  void withoutABaselineThereAreNoMarginsForChecksThatNeedOne() {
    Comparison without = Comparison.withoutBaseline().build();
    assertEquals(OptionalDouble.of(0.005), without.margin(Check.CONTENT));
    assertEquals(OptionalDouble.empty(), without.margin(Check.PERSISTENT));
    assertEquals(OptionalDouble.of(0.001), without.margin(Check.ERRORS));
    assertEquals(OptionalDouble.empty(), without.margin(Check.SLOWER));
  }

  @Test
  void safeNeedsEnoughRequestsTimeAndCoverage() {
    assertEquals(
        new Comparison.Minimums(400, Duration.ofHours(1), 0.95, 0.95), comparison.minimums());
    assertEquals(0.05, comparison.level());
  }

  @Test
  void timesAndSizesHaveDefaults() {
    assertEquals(Duration.ofMinutes(1), comparison.warmUpTime());
    assertEquals(100, comparison.warmUpPairs());
    assertEquals(Duration.ofMinutes(10), comparison.repeatAfter());
    assertEquals(Duration.ofSeconds(1), comparison.confirmAfterMin());
    assertEquals(Duration.ofSeconds(5), comparison.confirmAfterMax());
    assertEquals(262_144, comparison.responseLimit());
    assertEquals(Duration.ofSeconds(60), comparison.maxCopyTime());
    assertEquals(List.of(), comparison.slowerThan());
  }
}
