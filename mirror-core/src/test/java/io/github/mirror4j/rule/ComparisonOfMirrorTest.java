package io.github.mirror4j.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A comparison has to fit its mirror. */
class ComparisonOfMirrorTest {

  private static final URI V2 = URI.create("http://orders-v2");

  private final Mirror mirror = Mirror.to(V2);
  private final Comparison comparison = Comparison.withBaseline(10).build();

  @Test
  void aFittingOneIsTaken() {
    assertDoesNotThrow(() -> rule(mirror.percentage(5).methods("GET").compare(comparison)));
    assertDoesNotThrow(() -> rule(mirror.percentage(0).compare(comparison)));
  }

  @Test
  void methodsThatAreNotCopiedCannotBeCompared() {
    Comparison posts = Comparison.withoutBaseline().methods("POST").build();
    assertThat(problems(mirror.methods("GET", "PUT").compare(posts)))
        .containsExactly(
            "mirror[0].comparison.methods: \"POST\" (expected: methods that the mirror copies:"
                + " [GET, PUT])");
  }

  @Test
  void aMirrorOfWritesAloneNeedsToNameThemAndHasNoBaseline() {
    assertThat(problems(mirror.methods("POST").compare(comparison)))
        .containsExactly(
            "mirror[0].comparison.methods: GET, HEAD, OPTIONS (expected: a method that the mirror"
                + " copies: [POST] (Comparison.methods))",
            "mirror[0].comparison.baseline: 10 % (expected: none (Comparison.withoutBaseline()),"
                + " since the mirror copies only [POST], and a baseline is only sent for GET, HEAD,"
                + " OPTIONS)");
    Comparison posts = Comparison.withoutBaseline().methods("POST").build();
    assertDoesNotThrow(() -> rule(mirror.methods("POST").compare(posts)));
  }

  @Test
  void theBaselineIsTheOldVersion() {
    Comparison atItself = Comparison.withBaselineAt(new MirrorTarget.ToUri(V2), 10).build();
    assertThat(problems(mirror.compare(atItself)))
        .containsExactly(
            "mirror[0].comparison.baseline: http://orders-v2 (expected: the old version, not the"
                + " mirror itself)");
  }

  @Test
  void nestedSharesLeaveAtLeastOneRequestInAMillion() {
    Comparison few = Comparison.withBaseline(100).percentage(0.001).build();
    assertThat(problems(mirror.percentage(0.1).compare(few)))
        .containsExactly(
            "mirror[0].comparison.percentage: 0.001 % (expected: a share of which one request in a"
                + " million is left, of copies of 0.1 %)");
    Comparison fewBaselines = Comparison.withBaseline(0.001).build();
    assertThat(problems(mirror.percentage(0.1).compare(fewBaselines)))
        .containsExactly(
            "mirror[0].comparison.baseline.percentage: 0.001 % (expected: a share of which one"
                + " request in a million is left)");
  }

  /** Which is why a mirror that changes it begins its evidence anew. */
  @Test
  void itSaysWhetherItsPrimariesAreChosenAndItsCopiesEdited() {
    Mirror plain = mirror.compare(comparison);

    assertThat(List.of(plain, plain.afterResponse()))
        .extracting(each -> each.comparison().orElseThrow())
        .containsOnly(comparison);
    assertThat(comparison.isOfChosenPrimaries()).isFalse();
    assertThat(comparison.isOfEditedCopies()).isFalse();

    Comparison ofChosen = plain.onlyAfter(PrimaryOutcome.status(404)).comparison().orElseThrow();
    assertThat(ofChosen.isOfChosenPrimaries()).isTrue();
    assertThat(ofChosen.isOfEditedCopies()).isFalse();

    Comparison ofEdited = plain.edit(draft -> draft).comparison().orElseThrow();
    assertThat(ofEdited.isOfChosenPrimaries()).isFalse();
    assertThat(ofEdited.isOfEditedCopies()).isTrue();

    assertThat(List.of(comparison.text(), ofChosen.text(), ofEdited.text()))
        .doesNotHaveDuplicates();
    assertThat(List.of(comparison, ofChosen, ofEdited)).doesNotHaveDuplicates();
  }

  private static List<String> problems(Mirror mirror) {
    InvalidConfigurationException e =
        assertThrows(InvalidConfigurationException.class, () -> rule(mirror));
    return e.problems().stream().map(Problem::toString).toList();
  }

  private static RouteRule rule(Mirror mirror) {
    return RouteRule.builder("orders").destination("orders").mirror(mirror).build();
  }
}
