package io.github.mirror4j.http.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.fixture.FaultProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Code of the user's that hangs inside a monitor stops no virtual thread of the process, though
 * before JDK 24 a virtual thread in a monitor keeps its carrier, and here there is only one.
 */
class HungMonitorTest {

  private static final List<String> ALL_IS_WELL =
      List.of("served: 150", "deadlines fire", "served again: 4", "closing ends copies");

  @ParameterizedTest
  @EnumSource
  void callersAreServedAndCopiesEnd(HungMonitorProcess.Trap trap) throws Exception {
    assertThat(run(trap, "warn")).containsAll(ALL_IS_WELL);
  }

  /** With pairs whose primaries have ended and whose copies hang. */
  @ParameterizedTest
  @EnumSource(names = {"LISTENER", "REGISTRY"})
  void alsoWhereEachResponseIsCompared(HungMonitorProcess.Trap trap) throws Exception {
    assertThat(run(trap, "warn", "compared")).containsAll(ALL_IS_WELL).contains("pairs settled");
  }

  /** With copies that have waited for their primaries, and that are edited. */
  @ParameterizedTest
  @EnumSource(names = {"LISTENER", "REGISTRY"})
  void alsoWhereCopiesWait(HungMonitorProcess.Trap trap) throws Exception {
    assertThat(run(trap, "warn", "waiting")).containsAll(ALL_IS_WELL);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"LISTENER", "REGISTRY"})
  @Tag("full")
  void alsoWhereCopiesWaitWithAnyTrap(HungMonitorProcess.Trap trap) throws Exception {
    alsoWhereCopiesWait(trap);
  }

  /** While the log hangs, no client with a comparison can be built: it says what SAFE needs. */
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"LOG", "DECORATOR"})
  @Tag("full")
  void alsoWhereEachResponseIsComparedWithAnyTrap(HungMonitorProcess.Trap trap) throws Exception {
    alsoWhereEachResponseIsCompared(trap);
  }

  @ParameterizedTest
  @EnumSource(names = {"LOG", "REGISTRY"})
  void alsoWhereEverythingIsLogged(HungMonitorProcess.Trap trap) throws Exception {
    assertThat(run(trap, "debug")).containsAll(ALL_IS_WELL);
  }

  private static List<String> run(HungMonitorProcess.Trap trap, String level, String... kind)
      throws Exception {
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
