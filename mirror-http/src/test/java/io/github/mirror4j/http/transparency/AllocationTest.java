package io.github.mirror4j.http.transparency;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.fixture.FaultProcess;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * What mirroring allocates on a caller's thread. The process interprets, so that each call takes
 * all the bytes that the code asks for, and the same each time.
 */
class AllocationTest {

  /** Measured on JDK 25; other versions of the JDK take a few bytes more or less of their own. */
  private static final Map<String, Long> LIMITS =
      Map.of(
          "UNTOUCHED GET", 80L,
          "UNTOUCHED POST", 80L,
          "LANE_FULL GET", 376L,
          "LANE_FULL POST", 376L,
          "PAUSED GET", 376L,
          "PAUSED POST", 376L,
          "DISPATCHED GET", 1256L,
          "DISPATCHED POST", 3400L);

  @Test
  void settingsThatAreNotUsedCostNoByte() throws Exception {
    Map<String, Long> bytes = new TreeMap<>();
    FaultProcess.run(AllocationProcess.class, Duration.ofSeconds(120), "-Xint")
        .lines()
        .filter(line -> line.matches("[A-Z_]+ [A-Z]+ (elsewhere )?-?[0-9]+"))
        .forEach(
            line -> {
              int end = line.lastIndexOf(' ');
              bytes.put(line.substring(0, end), Long.valueOf(line.substring(end + 1)));
            });

    assertThat(bytes).as("bytes for each request").hasSize(16);
    LIMITS.forEach(
        (name, limit) -> {
          assertThat(bytes.get(name)).as(name + " of " + bytes).isLessThanOrEqualTo(limit);
          assertThat(bytes.get(name + " elsewhere")).as(name).isEqualTo(bytes.get(name));
        });
  }
}
