package io.github.mirror4j.compare.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mirror4j.compare.DifferenceKind;
import io.github.mirror4j.compare.Severity;
import io.github.mirror4j.compare.bound.Counts;
import io.github.mirror4j.compare.count.Capacity;
import io.github.mirror4j.compare.diff.Difference;
import io.github.mirror4j.compare.diff.Differences;
import io.github.mirror4j.compare.evidence.FieldCounts.FieldCount;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Examples and paths are bounded, and are not just the first ones. */
class ExamplesTest {

  private static final Differences NONE = new Differences(List.of(), Set.of());

  private final Examples examples = new Examples(new SplittableRandom(5));

  @Test
  void fiveExamplesOfAPlaceAreASampleOfAll() {
    for (int i = 0; i < 1_000; i++) {
      examples.add(0, sample("$.a", "value " + i));
    }

    List<String> after = examples.samples(0).stream().map(s -> s.difference().after()).toList();
    assertEquals(5, after.size());
    assertTrue(
        after.stream().anyMatch(text -> Integer.parseInt(text.substring(6)) > 100),
        after::toString);
  }

  @Test
  void allExamplesAreBounded() {
    for (int i = 0; i < 2_000; i++) {
      examples.add(0, sample("$.field" + i, "x".repeat(500)));
    }

    int characters = examples.samples(0).stream().mapToInt(Examples.Sample::length).sum();
    assertTrue(examples.samples(0).size() <= 500 && characters <= 128 * 1024);
  }

  @Test
  void placesWithoutExampleAreNotKept() {
    for (int i = 0; i < 20_000; i++) {
      examples.add(0, sample("$.field" + i, "x".repeat(2_000)));
    }

    assertTrue(examples.places() <= 500, () -> "places: " + examples.places());
  }

  @Test
  void eachKeyHasItsOwn() {
    examples.add(1, sample("$.a", "old"));
    examples.add(2, sample("$.b", "new"));

    assertEquals(List.of("$.b"), paths(2));
    assertEquals(List.of(), paths(3));
  }

  @Test
  void aNewKeyFindsRoomAndTheOldOneKeepsSome() {
    for (int i = 0; i < 1_000; i++) {
      examples.add(1, sample("$.old" + i, "integer"));
    }
    for (int i = 0; i < 1_000; i++) {
      examples.add(2, sample("$.new" + i, "integer"));
      examples.add(3, sample("$.newer" + i, "integer"));
    }

    List<Integer> sizes = List.of(paths(1).size(), paths(2).size(), paths(3).size());
    assertTrue(sizes.stream().allMatch(size -> size > 150), sizes::toString);
    assertEquals(500, sizes.stream().mapToInt(size -> size).sum());
  }

  private List<String> paths(int key) {
    return examples.samples(key).stream().map(s -> s.difference().path()).toList();
  }

  @Test
  void aPathCountsFromAfterItsFirstAppearance() {
    FieldCounts fields = new FieldCounts(new Capacity(10));
    fields.add(NONE, NONE, NONE);
    fields.add(differ("$.a"), NONE, NONE);
    fields.add(differ("$.a"), NONE, NONE);
    fields.add(NONE, differ("$.a"), differ("$.a"));
    fields.add(differ("$.a"), differ("$.a"), differ("$.a"));

    assertEquals(new Counts(2, 1, 1, 1), only(fields).count());
  }

  @Test
  void pathsBeyondTheBoundAreOne() {
    FieldCounts fields = new FieldCounts(new Capacity(5_000));
    for (int i = 0; i < 300; i++) {
      fields.add(differ("$.field" + i), NONE, NONE);
    }

    assertEquals(201, fields.counts().size());
    assertTrue(fields.counts().stream().anyMatch(f -> f.path().equals(Difference.OTHER)));
  }

  @Test
  void aPathAtWhichTheBaselineMostlyDiffersIsNoisy() {
    FieldCounts fields = new FieldCounts(new Capacity(10));
    for (int i = 0; i < 20; i++) {
      fields.add(NONE, differ("$.at"), differ("$.at"));
      assertEquals(Set.of(), fields.noisy());
    }
    fields.add(NONE, differ("$.at"), differ("$.at"));

    assertEquals(Set.of("$.at"), fields.noisy());
  }

  @Test
  void whatTheCandidateAloneDoesIsNoNoise() {
    FieldCounts fields = new FieldCounts(new Capacity(10));
    for (int i = 0; i < 100; i++) {
      fields.add(differ("$.price"), NONE, NONE);
    }

    assertEquals(Set.of(), fields.noisy());
  }

  private static FieldCount only(FieldCounts fields) {
    assertEquals(1, fields.counts().size());
    return fields.counts().get(0);
  }

  private static Differences differ(String path) {
    return new Differences(List.of(difference(path, "integer")), Set.of());
  }

  private static Examples.Sample sample(String path, String after) {
    return new Examples.Sample(Instant.EPOCH, "/a", "GET", difference(path, after));
  }

  private static Difference difference(String path, String after) {
    return new Difference(path, DifferenceKind.VALUE, Severity.CHANGED, true, "integer", after);
  }
}
