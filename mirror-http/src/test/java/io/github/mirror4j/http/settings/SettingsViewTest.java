package io.github.mirror4j.http.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirrorSettingsBuilder;
import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FakeClient;
import io.github.mirror4j.rule.CredentialHeaders;
import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.Source;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The status shows the settings in force, under their names in the builder. */
class SettingsViewTest {

  /** Where a setting is kept under another name than the one it has in the builder. */
  private static final Map<String, String> NAMES_IN_BUILDER =
      Map.of(
          "listeners",
          "listener",
          "stripsTraceHeaders",
          "traceHeaders",
          "perSecond",
          "maxBaselinesPerSecond",
          "share",
          "maxBaselineShare",
          "folder",
          "evidenceFolder",
          "interval",
          "evidenceInterval");

  @Test
  void theDefaults() {
    Map<String, Object> shown = shown(builder());
    assertThat(shown)
        .containsEntry("source", "unknown")
        .containsEntry("maxConcurrentCopies", 64)
        .containsEntry("maxConcurrentCopiesInTotal", 256)
        .containsEntry("bodyLimit", 1L << 20)
        .containsEntry("copyTimeout", "PT10S")
        .containsEntry("responseLimit", 65536L)
        .containsEntry("responseBodyTimeout", "PT1S")
        .containsEntry("backOff", "PT1S to PT1M")
        .containsEntry("evidenceFolder", "none")
        .containsEntry("evidenceInterval", "none")
        .containsEntry("slowStart", "PT10S")
        .containsEntry("maxWaitingCopies", 1_024)
        .containsEntry("maxWaitingTime", "PT1M")
        .containsEntry("closeGrace", "PT1S")
        .containsEntry("copyHeader", "X-Mirror4J")
        .containsEntry("forwardedHost", true)
        .containsEntry("credentialHeaders", List.copyOf(CredentialHeaders.DEFAULT.names()))
        .containsEntry("mirrorClient", false)
        .containsEntry("mirrorSslContext", false)
        .containsEntry("traceHeaders", "KEEP")
        .containsEntry("copyTaskDecorator", false)
        .containsEntry("listener", 0);
    assertThat((Long) shown.get("bodyMemory")).isBetween(1L << 20, 64L << 20);
  }

  @Test
  void whatWasSet() {
    try (HttpClient own = HttpClient.newHttpClient()) {
      assertThat(
              shown(
                  builder()
                      .source(Source.of("frontend", Labels.of("version", "v1")))
                      .maxConcurrentCopies(3)
                      .copyTimeout(Duration.ofMillis(1500))
                      .withoutBackOff()
                      .forwardedHost(false)
                      .credentialHeaders("X-B", "X-A")
                      .mirrorClient(own)
                      .listener((id, outcome, duration) -> {})))
          .containsEntry("source", "frontend{version=v1}")
          .containsEntry("maxConcurrentCopies", 3)
          .containsEntry("copyTimeout", "PT1.5S")
          .containsEntry("backOff", "none")
          .containsEntry("forwardedHost", false)
          .containsEntry("credentialHeaders", List.of("x-a", "x-b"))
          .containsEntry("mirrorClient", true)
          .containsEntry("listener", 1);
    }
  }

  @Test
  void noSettingIsForgotten() {
    assertThat(settings(Settings.class))
        .hasSizeGreaterThan(15)
        .map(name -> NAMES_IN_BUILDER.getOrDefault(name, name))
        .filteredOn(name -> !List.of("random", "nanoTime").contains(name))
        .isSubsetOf(shown(builder()).keySet());
    assertThat(shown(builder()).keySet())
        .isSubsetOf(
            Stream.of(MirrorSettingsBuilder.class.getMethods())
                .map(method -> method.getName())
                .toList());
  }

  /** The names of all settings, also of those in records of settings. */
  private static Stream<String> settings(Class<?> type) {
    return Stream.of(type.getRecordComponents())
        .flatMap(
            component ->
                component.getType().getPackageName().startsWith("io.github.mirror4j.http")
                        && component.getType() != BackOffRange.class
                    ? settings(component.getType())
                    : Stream.of(component.getName()));
  }

  private static Map<String, Object> shown(MirroringHttpClient.Builder builder) {
    try (MirroringHttpClient client = builder.build()) {
      return client.engine().status().settings();
    }
  }

  private static MirroringHttpClient.Builder builder() {
    return MirroringHttpClient.builder(new FakeClient());
  }
}
