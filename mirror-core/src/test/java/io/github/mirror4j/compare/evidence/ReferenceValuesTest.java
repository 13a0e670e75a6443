package io.github.mirror4j.compare.evidence;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mirror4j.compare.bound.Bounds;
import io.github.mirror4j.compare.bound.Counts;
import io.github.mirror4j.compare.bound.Mixture;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Evidence and limits equal those of an implementation of the formulas in numpy. */
class ReferenceValuesTest {

  private static final double TOLERANCE = 1e-9;

  @Test
  void theTableIsThere() {
    assertTrue(lines().size() > 300);
  }

  @TestFactory
  List<DynamicTest> valuesEqualTheTable() {
    return lines().stream().map(line -> DynamicTest.dynamicTest(line, () -> check(line))).toList();
  }

  private static void check(String line) {
    String[] cells = line.split(" ");
    Counts counts =
        new Counts(Long.parseLong(cells[0]), Long.parseLong(cells[1]), Long.parseLong(cells[2]), 0);
    double level = Double.parseDouble(cells[3]);
    double margin = Double.parseDouble(cells[4]);
    assertAll(
        () -> near("above", cells[5], counts.log(Mixture.above(margin))),
        () -> near("below", cells[6], counts.log(Mixture.below(margin))),
        () -> near("lower", cells[7], Bounds.lower(counts, level)),
        () -> near("upper", cells[8], Bounds.upper(counts, level)));
  }

  private static void near(String what, String expected, double actual) {
    double value = Double.parseDouble(expected);
    assertEquals(value, actual, TOLERANCE * Math.max(1, Math.abs(value)), what);
  }

  private static List<String> lines() {
    try (var table = ReferenceValuesTest.class.getResourceAsStream("/compare/evidence.txt");
        var reader = new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
      return reader.lines().filter(line -> !line.startsWith("#")).toList();
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
