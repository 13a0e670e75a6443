package io.github.mirror4j.http.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.fixture.FaultProcess;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A process with little heap, large bodies and a mirror that hangs stays healthy. */
class BudgetHeapTest {

  @Test
  void threeThousandBodiesAsFastAsTheyGoIn64Megabytes() throws Exception {
    String said =
        FaultProcess.run(BudgetSoak.class, Duration.ofSeconds(120), "-Xmx64m", "3000", "0");

    assertThat(said).contains("ok: 3000 primaries").doesNotContain("OutOfMemoryError");
  }

  /** {@code -Dmirror4j.soak=60} gives the seconds. */
  @Test
  @EnabledIfSystemProperty(named = "mirror4j.soak", matches = "[0-9]+")
  void aThousandASecondIn256Megabytes() throws Exception {
    int seconds = Integer.getInteger("mirror4j.soak");
    String requests = String.valueOf(1_000 * seconds);
    Duration patience = Duration.ofSeconds(10L * seconds + 60);
    String said = FaultProcess.run(BudgetSoak.class, patience, "-Xmx256m", requests, "1000");

    System.out.println(said);
    assertThat(said).contains("ok: " + requests).doesNotContain("OutOfMemoryError");
  }
}
