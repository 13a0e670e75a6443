package io.github.mirror4j.rule;

import static io.github.mirror4j.rule.Comparisons.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be said about the fields of bodies, and what contradicts itself. */
class ComparedFieldsTest {

  @Test
  void aPathIsGivenOnce() {
    assertThat(
            problems(
                c ->
                    c.ignore("$.a")
                        .ignore("$['a']")
                        .unordered("$.b")
                        .unordered("$.b")
                        .key("$.c", "id")
                        .key("$.c", "name")
                        .expect("$.d", Change.ADDED)
                        .expect("$.d", Change.VALUE, Change.ADDED)
                        .show("$.e")
                        .show("$.e")))
        .containsExactlyInAnyOrder(
            "ignore: \"$.a\" (expected: each path once)",
            "unordered: \"$.b\" (expected: each path once)",
            "keys: \"$.c\" (expected: each path once)",
            "expect.$.d: \"ADDED\" (expected: each change once)",
            "show: \"$.e\" (expected: each path once)");
  }

  @Test
  void aRuleAboutAnIgnoredFieldWouldNeverApply() {
    assertThat(
            problems(
                c ->
                    c.ignore("$.meta")
                        .ignore("$.meta.time")
                        .expect("$.meta", Change.VALUE)
                        .unordered("$.meta.tags")
                        .key("$.meta.items", "id")
                        .show("$.meta.x[*].y")))
        .containsExactlyInAnyOrder(
            "ignore: \"$.meta.time\" (expected: a path that is not ignored; ignore has $.meta)",
            "expect: \"$.meta\" (expected: a path that is not ignored; ignore has $.meta)",
            "unordered: \"$.meta.tags\" (expected: a path that is not ignored; ignore has $.meta)",
            "keys: \"$.meta.items\" (expected: a path that is not ignored; ignore has $.meta)",
            "show: \"$.meta.x[*].y\" (expected: a path that is not ignored; ignore has $.meta)");
  }

  @Test
  void anIgnoredFieldWithinAnOrderedOneIsNoContradiction() {
    assertDoesNotThrow(
        () ->
            Comparison.withBaseline(1)
                .ignore("$.items[*].time")
                .key("$.items", "id")
                .expect("$.items", Change.ADDED)
                .build());
  }

  @Test
  void aKeyAlreadyMeansThatTheOrderDoesNotCount() {
    assertThat(problems(c -> c.unordered("$.items").key("$.items", "id")))
        .containsExactly(
            "keys: \"$.items\" (expected: a path that is not also unordered; a key implies that)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"$.*", "$.**", "$[*]", "$[*].*", "$.**[*]"})
  void wildcardsAloneWouldHideOrShowEveryBody(String path) {
    String expected =
        "\"%s\" (expected: a path with the name of a field, or $ for the body as a whole)"
            .formatted(path);
    assertThat(problems(c -> c.ignore(path))).containsExactly("ignore: " + expected);
    assertThat(problems(c -> c.expect(path, Change.VALUE))).containsExactly("expect: " + expected);
    assertThat(problems(c -> c.show(path))).containsExactly("show: " + expected);
  }

  @Test
  void aBodyAsAWholeMayBeIgnoredOnPurposeAndArraysNeedNoName() {
    assertDoesNotThrow(() -> Comparison.withBaseline(1).ignore("$").build());
    assertDoesNotThrow(() -> Comparison.withBaseline(1).unordered("$").unordered("$[*]").build());
    assertDoesNotThrow(() -> Comparison.withBaseline(1).key("$", "id").build());
  }

  @Test
  void aKeyIsTheNameOfAFieldAndAnExpectationHasAChange() {
    String name =
        "(expected: the name of a field, 1 to 253 characters, none of them a control character)";
    assertThat(problems(c -> c.key("$.items", "").key("$.b", "i\nd").expect("$.a")))
        .containsExactly(
            "keys.$.items: \"\" " + name,
            "keys.$.b: \"i\\u000ad\" " + name,
            "expect: \"$.a\" (expected: at least one Change)");
  }

  @Test
  void changesOfOnePathAddUp() {
    Comparison comparison =
        Comparison.withBaseline(1)
            .expect("$.a", Change.VALUE)
            .expect("$.a", Change.ADDED, Change.TYPE)
            .build();
    assertEquals(
        Map.of(FieldPath.of("$.a"), Set.of(Change.ADDED, Change.VALUE, Change.TYPE)),
        comparison.expected());
  }

  @Test
  void aWrongPathIsNamedWithTheListThatItIsIn() {
    assertThat(
            problems(
                c ->
                    c.ignore("a")
                        .unordered("b")
                        .key("c", "id")
                        .expect("d", Change.ADDED)
                        .show("e")))
        .extracting(problem -> problem.substring(0, problem.indexOf(" (")))
        .containsExactly(
            "ignore: \"a\"", "unordered: \"b\"", "keys: \"c\"", "expect: \"d\"", "show: \"e\"");
  }

  @Test
  void thereAreAtMostTwoHundredPathsInAll() {
    Comparison.Builder many = Comparison.withBaseline(1);
    IntStream.rangeClosed(1, 200).forEach(i -> many.ignore("$.a" + i));
    assertDoesNotThrow(many::build);
    many.show("$.b");
    assertThat(problems(many))
        .containsExactly(
            "paths: 201 paths (expected: at most 200 in all; a path may have *, [*] and **)");
  }
}
