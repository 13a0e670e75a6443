package io.github.mirror4j.http.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.fault.HungMonitorProcess.Trap;
import io.github.mirror4j.http.fixture.FaultProcess;
import io.github.mirror4j.http.fixture.SideBySide;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.ThrowingConsumer;

/**
 * Code of the user's that hangs inside a monitor stops no virtual thread of the process, though
 * before JDK 24 a virtual thread in a monitor keeps its carrier, and here there is only one.
 */
class HungMonitorTest {

  private static final int AT_ONCE = 3;
  private static final EnumSet<Trap> USUAL = EnumSet.of(Trap.LISTENER, Trap.REGISTRY);
  private static final List<String> ALL_IS_WELL =
      List.of("served: 150", "deadlines fire", "served again: 4", "closing ends copies");

  @TestFactory
  Stream<DynamicTest> callersAreServedAndCopiesEnd() {
    return tests(EnumSet.allOf(Trap.class), trap -> assertAllIsWell(trap, "warn"));
  }

  /** With pairs whose primaries have ended and whose copies hang. */
  @TestFactory
  Stream<DynamicTest> alsoWhereEachResponseIsCompared() {
    return tests(USUAL, HungMonitorTest::assertPairsSettle);
  }

  /** With copies that have waited for their primaries, and that are edited. */
  @TestFactory
  Stream<DynamicTest> alsoWhereCopiesWait() {
    return tests(USUAL, trap -> assertAllIsWell(trap, "warn", "waiting"));
  }

  @TestFactory
  @Tag("full")
  Stream<DynamicTest> alsoWhereCopiesWaitWithAnyTrap() {
    return tests(EnumSet.complementOf(USUAL), trap -> assertAllIsWell(trap, "warn", "waiting"));
  }

  /** While the log hangs, no client with a comparison can be built: it says what SAFE needs. */
  @TestFactory
  @Tag("full")
  Stream<DynamicTest> alsoWhereEachResponseIsComparedWithAnyTrap() {
    EnumSet<Trap> others = EnumSet.complementOf(USUAL);
    others.removeAll(EnumSet.of(Trap.LOG, Trap.DECORATOR));
    return tests(others, HungMonitorTest::assertPairsSettle);
  }

  @TestFactory
  Stream<DynamicTest> alsoWhereEverythingIsLogged() {
    return tests(EnumSet.of(Trap.LOG, Trap.REGISTRY), trap -> assertAllIsWell(trap, "debug"));
  }

  /** Each has a process of its own. */
  private static Stream<DynamicTest> tests(Set<Trap> traps, ThrowingConsumer<Trap> test) {
    return SideBySide.run(AT_ONCE, DynamicTest.stream(traps.stream(), Trap::name, test));
  }

  private static void assertAllIsWell(Trap trap, String level, String... kind) throws Exception {
    assertThat(run(trap, level, kind)).containsAll(ALL_IS_WELL);
  }

  private static void assertPairsSettle(Trap trap) throws Exception {
    assertThat(run(trap, "warn", "compared")).containsAll(ALL_IS_WELL).contains("pairs settled");
  }

  private static List<String> run(Trap trap, String level, String... kind) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-Djdk.virtualThreadScheduler.parallelism=1",
                "-Djdk.virtualThreadScheduler.maxPoolSize=1",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=" + level,
                trap.name()));
    arguments.addAll(List.of(kind));
    return FaultProcess.run(
            HungMonitorProcess.class, Duration.ofSeconds(90), arguments.toArray(String[]::new))
        .lines()
        .filter(line -> !line.contains("] "))
        .toList();
  }
}
