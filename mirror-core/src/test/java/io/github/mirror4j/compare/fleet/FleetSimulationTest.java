package io.github.mirror4j.compare.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mirror4j.compare.CheckResult;
import io.github.mirror4j.compare.ComparisonReport;
import io.github.mirror4j.compare.EndpointResult;
import io.github.mirror4j.compare.FleetReport;
import io.github.mirror4j.compare.HistoryPoint;
import io.github.mirror4j.compare.Verdict;
import io.github.mirror4j.compare.fleet.FleetProcess.Step;
import io.github.mirror4j.rule.Check;
import io.github.mirror4j.rule.Comparison;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * 200 processes with wrong clocks, restarts, and files that are late, double, torn or lost: the
 * merged verdict is that of one process that saw all that survived.
 */
class FleetSimulationTest {

  private static final int PROCESSES = 200;
  private static final Instant START = Instant.parse("2026-11-27T08:00:00Z");
  private static final Instant LATER = START.plus(Duration.ofDays(1));
  private static final List<String> ENDPOINTS = List.of("/orders", "/stock", "/prices");

  /** How wrong a clock may be. */
  private static final Duration CLOCKS = Duration.ofSeconds(300);

  /** The longest time between two rows of a history: requests come once a minute, at any second. */
  private static final Duration SPACING = Duration.ofMinutes(4);

  private final Random random = new Random(16);
  private final Comparison settings =
      Comparison.withBaseline(100)
          .warmUp(Duration.ZERO, 0)
          .minimumSpan(Duration.ofMinutes(30))
          .margin(Check.CONTENT, 1)
          .endpoint("/orders")
          .endpoint("/stock")
          .endpoint("/prices")
          .buildHeader("X-Build")
          .build();
  private final List<String> files = new ArrayList<>();
  private final List<Step> survived = new ArrayList<>();
  private long requests;

  /** How often v2 and the baseline differ from the primary. */
  private record World(double worse, double noise, int requestsOfEach) {}

  @Test
  void aHealthyVersionIsSafe() throws IOException {
    run("2.0", new World(0, 0.003, 45));

    assertAsOneProcess("2.0", Verdict.State.SAFE);
  }

  @Test
  void aFaultyVersionIsNotSafe() throws IOException {
    run("2.0", new World(0.03, 0.003, 20));

    assertAsOneProcess("2.0", Verdict.State.NOT_SAFE);
  }

  @Test
  void tooFewRequestsDecideNothing() throws IOException {
    run("2.0", new World(0, 0.003, 3));

    assertAsOneProcess("2.0", Verdict.State.UNDECIDED);
  }

  @Test
  void buildsThatAlternateAreNeverMixed() throws IOException {
    run("2.0", new World(0.03, 0.003, 20));
    List<Step> ofOld = List.copyOf(survived);
    survived.clear();
    run("2.1", new World(0, 0.003, 45));

    assertAsOneProcess("2.1", Verdict.State.SAFE);
    survived.clear();
    survived.addAll(ofOld);
    assertAsOneProcess("2.0", Verdict.State.NOT_SAFE);

    FleetReport both = read().report(FleetQuestion.builder().build(), LATER);
    assertEquals(Verdict.State.UNDECIDED, both.verdict().state(), both::toText);
    assertTrue(both.verdict().because().contains("2.0, 2.1"), both::toText);
    FleetReport any = read().report(FleetQuestion.builder().anyBuild().build(), LATER);
    assertEquals(Verdict.State.NOT_SAFE, any.verdict().state(), any::toText);
  }

  /** Processes that each see little prove little: their own verdicts do not add up. */
  @Test
  void noProcessAloneKnows() throws IOException {
    run("2.0", new World(0, 0.003, 45));

    FleetEvidence one = new FleetEvidence();
    add(one, files.get(0));
    FleetReport report = one.report(FleetQuestion.builder().build(), LATER);
    assertEquals(Verdict.State.UNDECIDED, report.verdict().state(), report::toText);
  }

  private void run(String build, World world) {
    for (int i = 0; i < PROCESSES; i++) {
      Duration shift = Duration.ofSeconds(random.nextInt(-300, 301));
      boolean restarts = random.nextInt(4) == 0;
      runProcess(build + " process " + i, build, world, shift);
      if (restarts) {
        runProcess(build + " process " + i + " again", build, world, shift);
      }
    }
    Collections.shuffle(files, random);
  }

  private void runProcess(String name, String build, World world, Duration shift) {
    FleetProcess process = new FleetProcess(name, settings, shift);
    List<Step> all = new ArrayList<>();
    String early = null;
    int earlySteps = 0;
    for (int i = 0; i < world.requestsOfEach(); i++) {
      Step step = step(build, world, i);
      process.compare(step);
      all.add(step);
      if (random.nextInt(20) == 0) {
        early = process.file();
        earlySteps = all.size();
      }
    }
    String last = process.file();
    switch (random.nextInt(10)) {
      case 0 -> {} // Lost.
      case 1 -> { // Torn, and perhaps there is an earlier one.
        files.add(last.substring(0, random.nextInt(last.length() - 1)));
        if (early != null) {
          files.add(early);
          survived.addAll(all.subList(0, earlySteps));
        }
      }
      case 2 -> { // Late and double.
        if (early != null) {
          files.add(early);
        }
        files.add(last);
        files.add(last);
        survived.addAll(all);
      }
      default -> {
        files.add(last);
        survived.addAll(all);
      }
    }
  }

  private Step step(String build, World world, int i) {
    Instant at = START.plus(Duration.ofMinutes(i)).plusSeconds(random.nextInt(60));
    return new Step(
        at,
        ++requests,
        ENDPOINTS.get(random.nextInt(ENDPOINTS.size())),
        build,
        random.nextDouble() < world.worse(),
        new FleetProcess.Noise(
            random.nextDouble() < world.noise(), random.nextDouble() < world.noise()));
  }

  private FleetEvidence read() throws IOException {
    FleetEvidence evidence = new FleetEvidence();
    for (String file : files) {
      add(evidence, file);
    }
    return evidence;
  }

  private static void add(FleetEvidence evidence, String file) throws IOException {
    evidence.add("file", new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
  }

  private void assertAsOneProcess(String build, Verdict.State expected) throws IOException {
    FleetReport fleet = read().report(FleetQuestion.builder().v2(build).build(), LATER);
    FleetProcess one = new FleetProcess("one", settings, Duration.ZERO);
    survived.stream().sorted(Comparator.comparing(Step::at)).forEach(one::compare);
    ComparisonReport alone = one.evidence().report();
    ComparisonReport merged = fleet.mirrors().get(0);

    assertEquals(expected, fleet.verdict().state(), fleet::toText);
    assertEquals(alone.verdict().state(), fleet.verdict().state(), fleet::toText);
    assertEquals(alone.pairs(), merged.pairs());
    assertEquals(alone.key().triples(), merged.key().triples());
    assertEquals(alone.key().distinct(), merged.key().distinct());
    assertEquals(alone.key().coverage(), merged.key().coverage());
    assertEquals(
        sorted(alone.key().endpoints()).toString(), sorted(merged.key().endpoints()).toString());
    assertEquals(alone.key().latency(), merged.key().latency());
    assertSameHistory(alone.key().history(), merged.key().history());
    List<CheckResult> checks = merged.key().checks();
    assertFalse(checks.isEmpty());
    for (CheckResult check : alone.key().checks()) {
      if (check.threshold() == null) { // Where a threshold goes live differs.
        assertTrue(checks.stream().anyMatch(other -> isSame(check, other)), check::toString);
      }
    }
  }

  /** No sum is ahead of what was counted, but for wrong clocks, or far behind it. */
  private static void assertSameHistory(List<HistoryPoint> alone, List<HistoryPoint> merged) {
    HistoryPoint last = merged.getLast();
    assertEquals(
        alone.getLast(),
        new HistoryPoint(alone.getLast().at(), last.n(), last.b(), last.c(), last.failed()));
    assertTrue(merged.size() <= 65 && merged.size() > 2, () -> "rows: " + merged.size());
    for (HistoryPoint point : merged.subList(0, merged.size() - 1)) {
      long most = countedBy(point.at().plus(CLOCKS).plus(SPACING), alone);
      long least = countedBy(point.at().minus(CLOCKS).minus(SPACING), alone);
      assertTrue(
          least <= point.n() && point.n() <= most, () -> least + " <= " + point + " <= " + most);
    }
  }

  private static long countedBy(Instant time, List<HistoryPoint> points) {
    return points.stream()
        .filter(point -> !point.at().isAfter(time))
        .mapToLong(HistoryPoint::n)
        .max()
        .orElse(0);
  }

  private static List<EndpointResult> sorted(List<EndpointResult> endpoints) {
    return endpoints.stream().sorted(Comparator.comparing(EndpointResult::name)).toList();
  }

  /** Endpoints may have another rank, and so another level, where clocks are wrong. */
  private static boolean isSame(CheckResult one, CheckResult other) {
    boolean isSum = one.endpoint() == null;
    return String.valueOf(one.endpoint()).equals(String.valueOf(other.endpoint()))
        && one.check() == other.check()
        && one.n() == other.n()
        && one.b() == other.b()
        && one.c() == other.c()
        && one.d() == other.d()
        && one.upper() == other.upper()
        && (!isSum || one.lower() == other.lower());
  }
}
