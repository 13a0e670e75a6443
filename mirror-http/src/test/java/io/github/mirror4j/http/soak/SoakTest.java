package io.github.mirror4j.http.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.fixture.FaultProcess;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Every feature at once, in a process of its own: no caller notices, and all counts agree. */
class SoakTest {

  @TempDir Path evidence;

  @Test
  void forSomeSeconds() throws Exception {
    assertThat(soak(8, 60)).contains("ok: 480 requests");
  }

  /**
   * {@code -Dmirror4j.soak=3600} gives the seconds, {@code -Dmirror4j.soak.rate=100} the requests a
   * second. Prints a line for each minute. The heap must be flat.
   */
  @Test
  @EnabledIfSystemProperty(named = "mirror4j.soak", matches = "[0-9]+")
  void forAsLongAsIsAskedFor() throws Exception {
    int seconds = Integer.getInteger("mirror4j.soak");
    int perSecond = Integer.getInteger("mirror4j.soak.rate", 40);
    String said = soak(seconds, perSecond);

    System.out.println(said);
    assertThat(said).contains("ok: " + seconds * perSecond + " requests");
  }

  private String soak(int seconds, int perSecond) throws Exception {
    Duration patience = Duration.ofSeconds(2L * seconds + 180);
    return FaultProcess.run(
        SoakProcess.class, patience, "-Xmx256m", "" + seconds, "" + perSecond, "" + evidence);
  }
}
