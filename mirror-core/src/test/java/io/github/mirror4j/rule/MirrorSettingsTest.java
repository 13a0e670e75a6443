package io.github.mirror4j.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A mirror says what was set, and what holds if nothing was. */
class MirrorSettingsTest {

  @Test
  void nothingIsSet() {
    Mirror mirror = Mirror.to("v2");

    assertThat(mirror.millionths()).isEqualTo(1_000_000);
    assertThat(mirror.methods()).isEmpty();
    assertThat(mirror.copies("POST")).isTrue();
    assertThat(mirror.credentials()).isEqualTo(Credentials.SAME_SERVICE);
    assertThat(mirror.host()).isEqualTo(CopyHost.MIRROR);
    assertThat(mirror.timeout()).isEmpty();
    assertThat(mirror.bodyLimit()).isEmpty();
    assertThat(mirror.rateLimit()).isEmpty();
    assertThat(mirror.editor()).isEmpty();
    assertThat(mirror.pathRewrite()).isEmpty();
    assertThat(mirror.headerEdits()).isEmpty();
    assertThat(mirror.primaryOutcome()).isEmpty();
    assertThat(mirror.isAfterResponse()).isFalse();
    assertThat(mirror.hasPrimaryHeaders()).isFalse();
    assertThat(mirror.comparison()).isEmpty();
  }

  @Test
  void everythingIsSet() {
    CopyEditor editor = draft -> draft;
    Mirror mirror =
        Mirror.to("v2")
            .percentage(10)
            .methods("GET", "HEAD")
            .credentials(Credentials.KEEP)
            .host(CopyHost.ORIGINAL)
            .timeout(Duration.ofSeconds(1))
            .bodyLimit(5)
            .maxPerSecond(2)
            .edit(editor)
            .rewritePath(PathRewrite.full("/a"))
            .removeHeader("x")
            .afterResponse()
            .primaryHeaders();

    assertThat(mirror.millionths()).isEqualTo(100_000);
    assertThat(mirror.methods()).containsExactlyInAnyOrder("GET", "HEAD");
    assertThat(mirror.copies("HEAD")).isTrue();
    assertThat(mirror.copies("POST")).isFalse();
    assertThat(mirror.credentials()).isEqualTo(Credentials.KEEP);
    assertThat(mirror.host()).isEqualTo(CopyHost.ORIGINAL);
    assertThat(mirror.timeout()).contains(Duration.ofSeconds(1));
    assertThat(mirror.bodyLimit()).hasValue(5);
    assertThat(mirror.rateLimit()).contains(RateLimit.of(2));
    assertThat(mirror.editor()).contains(editor);
    assertThat(mirror.pathRewrite()).contains(PathRewrite.full("/a"));
    assertThat(mirror.headerEdits()).containsExactly(new HeaderEdit.Remove("x"));
    assertThat(mirror.isAfterResponse()).isTrue();
    assertThat(mirror.hasPrimaryHeaders()).isTrue();
  }
}
