package io.github.mirror4j.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The text of a comparison says which evidence may be added up. */
class ComparisonTextTest {

  private static final MirrorTarget SECOND =
      new MirrorTarget.ToUri(URI.create("http://orders-v1b"));

  private final Comparison plain = Comparison.withBaseline(10).build();

  @Test
  void whateverChangesWhatAPairProvesChangesTheText() {
    List<UnaryOperator<Comparison.Builder>> changes =
        List.of(
            c -> c.methods("POST"),
            c -> c.endpoint("/orders/{id}"),
            c -> c.ignore("$.a"),
            c -> c.unordered("$.a"),
            c -> c.key("$.a", "id"),
            c -> c.expect("$.a", Change.ADDED),
            Comparison.Builder::countAdditions,
            c -> c.header("X-Total"),
            c -> c.ignoreHeader("Vary"),
            c -> c.buildHeader("X-Build"),
            c -> c.margin(Check.CONTENT, 1),
            c -> c.margin(Check.SLOWER, 1),
            c -> c.slowerThan(Duration.ofSeconds(1)),
            c -> c.level(1),
            c -> c.minimumRequests(10),
            c -> c.minimumSpan(Duration.ZERO),
            c -> c.minimumCompared(10),
            c -> c.minimumJudged(10),
            c -> c.warmUp(Duration.ZERO, 100),
            c -> c.warmUp(Duration.ofMinutes(1), 0),
            c -> c.repeatAfter(Duration.ofHours(1)),
            c -> c.confirmAfter(Duration.ofSeconds(2), Duration.ofSeconds(5)),
            c -> c.confirmAfter(Duration.ofSeconds(1), Duration.ofSeconds(6)),
            c -> c.responseLimit(2048),
            c -> c.maxCopyTime(Duration.ofSeconds(61)));
    List<String> texts =
        changes.stream().map(c -> c.apply(Comparison.withBaseline(10)).build().text()).toList();
    assertThat(texts).doesNotHaveDuplicates().doesNotContain(plain.text());
    assertNotEquals(plain.text(), Comparison.withBaselineAt(SECOND, 10).build().text());
    assertNotEquals(plain.text(), Comparison.withoutBaseline().build().text());
  }

  @Test
  void sharesAndWhatMayBeShownDoNot() {
    Comparison other = Comparison.withBaseline(20).percentage(5).show("$.status").build();
    assertEquals(plain.text(), other.text());
    assertNotEquals(plain, other);
  }

  @Test
  void theOrderInWhichSettingsAreMadeDoesNot() {
    Comparison one =
        Comparison.withBaseline(10)
            .ignore("$.a")
            .ignore("$.b")
            .key("$.c", "x")
            .key("$.d", "y")
            .methods("PUT", "POST")
            .build();
    Comparison other =
        Comparison.withBaseline(10)
            .methods("POST")
            .methods("PUT")
            .key("$.d", "y")
            .key("$.c", "x")
            .ignore("$.b")
            .ignore("$.a")
            .build();
    assertEquals(one.text(), other.text());
    assertEquals(one, other);
    assertEquals(one.hashCode(), other.hashCode());
  }

  @Test
  void aNameCannotImitateAnotherSetting() {
    assertNotEquals(
        Comparison.withBaseline(10).key("$.a", "x, $.b=y").build().text(),
        Comparison.withBaseline(10).key("$.a", "x").key("$.b", "y").build().text());
  }

  @Test
  void theSummarySaysHowMuchIsCompared() {
    assertEquals("100 % of GET, HEAD, OPTIONS, 10 % of them with baseline", plain.toString());
    assertEquals(
        "12.5 % of GET, HEAD, OPTIONS, POST, without baseline",
        Comparison.withoutBaseline().percentage(12.5).methods("POST").build().toString());
    assertEquals(
        "100 % of GET, HEAD, OPTIONS, 5 % of them with baseline at http://orders-v1b",
        Comparison.withBaselineAt(SECOND, 5).build().toString());
  }
}
