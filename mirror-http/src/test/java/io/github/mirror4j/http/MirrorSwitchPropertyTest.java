package io.github.mirror4j.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.fixture.FaultProcess;
import io.github.mirror4j.http.settings.SwitchProperty;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A system property says how the process starts. */
class MirrorSwitchPropertyTest {

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"true", "TRUE"})
  void on(String said) {
    assertThat(SwitchProperty.isOn(said)).isTrue();
    assertThat(SwitchProperty.problems(said)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "False"})
  void off(String said) {
    assertThat(SwitchProperty.isOn(said)).isFalse();
    assertThat(SwitchProperty.problems(said)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"flase", "", " false", "0", "off"})
  void anythingElseIsOffAndRefused(String said) {
    assertThat(SwitchProperty.isOn(said)).isFalse();
    assertThat(SwitchProperty.problems(said))
        .extracting(Object::toString)
        .containsExactly("mirror4j.enabled: \"" + said + "\" (expected: true or false)");
  }

  @Test
  void aProcessThatStartsSwitchedOff() throws Exception {
    List<String> lines = linesOf("-Dmirror4j.enabled=false");
    assertThat(lines)
        .contains("on at first: false", "copies switched off: 1, completed: 1", "on at last: true")
        .filteredOn(line -> line.contains("WARN"))
        .hasSize(2)
        .anyMatch(
            line ->
                line.endsWith(
                    "Mirroring is switched off in this process, by mirror4j.enabled or"
                        + " MirrorSwitch.off(): no copies are sent until MirrorSwitch.on()"))
        .anyMatch(line -> line.endsWith("is switched on again, for all clients of this process"));
  }

  @Test
  void aProcessThatStartsSwitchedOn() throws Exception {
    assertThat(linesOf("-Dmirror4j.enabled=true"))
        .contains("on at first: true", "copies switched off: 0, completed: 2", "on at last: true")
        .noneMatch(line -> line.contains("WARN"));
  }

  @Test
  void aMisspeltPropertyIsRefusedTogetherWithOtherSettings() throws Exception {
    assertThat(linesOf("-Dmirror4j.enabled=flase"))
        .contains(
            "on at first: false",
            "mirroring client: 2 problems",
            "  bodyLimit: -1 (expected: 0 to 1073741824)",
            "  mirror4j.enabled: \"flase\" (expected: true or false)");
  }

  private static List<String> linesOf(String property) throws Exception {
    return FaultProcess.run(MirrorSwitchProcess.class, Duration.ofSeconds(60), property)
        .lines()
        .toList();
  }
}
