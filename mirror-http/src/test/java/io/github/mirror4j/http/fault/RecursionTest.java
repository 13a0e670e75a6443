package io.github.mirror4j.http.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.fixture.FaultProcess;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * A stack that was used up once, while classes were used for the first time, breaks nothing for
 * good: neither the caller's requests nor stack traces of the process.
 */
class RecursionTest {

  @Test
  void callersGoOnAfterADecoratorThatCalledItselfWithoutEnd() throws Exception {
    String said = FaultProcess.run(RecursionProcess.class, Duration.ofSeconds(60));

    assertThat(said.lines()).contains("sent", "traced").noneMatch(line -> line.contains("thrown"));
    assertThat(said).doesNotContain("BootstrapMethodError", "NoClassDefFoundError");
  }
}
