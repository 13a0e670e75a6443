package io.github.mirror4j.examples.integration;

import static io.github.mirror4j.examples.integration.Servers.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.MirrorCounts;
import io.github.mirror4j.rule.Match;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.StringMatch;
import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;

/**
 * One call of one library, made without mirroring and with it: the primary's server sees the same
 * bytes.
 *
 * @param library what makes the call, and what stands before or behind the mirroring client
 * @param body what is sent
 * @param copied whether there is a copy, or it is dropped since the request cannot be rebuilt
 * @param call the call
 */
record WireRow(String library, String body, boolean copied, Call call) {

  /** Makes the call through the engine, or without mirroring where there is none. */
  @FunctionalInterface
  interface Call {
    void to(URI server, @Nullable MirrorEngine engine) throws Exception;
  }

  /** What differs from call to call, with or without mirroring. */
  private static final Pattern BY_CHANCE =
      Pattern.compile("(?m)^traceparent: \\S+|(?<=\"id\":\")[0-9a-f]{8}");

  DynamicTest test() {
    return DynamicTest.dynamicTest(
        "%s, %s: %s".formatted(library, body, copied ? "copied" : "not copied"), this::run);
  }

  @SuppressWarnings("try") // closes the engine before the end, to see what then happens
  private void run() throws Exception {
    try (WireRecorder primary = new WireRecorder();
        WireRecorder mirror = new WireRecorder();
        MirrorEngine engine = MirrorEngine.builder().rules(copyAllTo(mirror)).build()) {
      WireRecorder.Request plain = seen(primary, null);
      WireRecorder.Request mirrored = seen(primary, engine);
      assertThat(wire(mirrored)).as("mirrored").isEqualTo(wire(plain));
      assertCopied(engine, mirror, mirrored);

      engine.pause();
      assertThat(wire(seen(primary, engine))).as("paused").isEqualTo(wire(plain));

      engine.close();
      assertThat(wire(seen(primary, engine))).as("closed").isEqualTo(wire(plain));
    }
  }

  private WireRecorder.Request seen(WireRecorder primary, @Nullable MirrorEngine engine)
      throws Exception {
    call.to(primary.uri("/orders?q=a%2Fb"), engine);
    return primary.take();
  }

  private void assertCopied(MirrorEngine engine, WireRecorder mirror, WireRecorder.Request primary)
      throws Exception {
    assertThat(engine.awaitIdle(PATIENCE)).isTrue();
    MirrorCounts counts = engine.stats().total();
    assertThat(counts.selected()).as("selected").isEqualTo(1);
    assertThat(engine.stats().internalErrors()).as("internal errors").isZero();
    if (copied) {
      assertThat(counts.completedInTotal()).as("copies").isEqualTo(1);
      assertThat(mirror.take().body()).as("the copy's body").isEqualTo(primary.body());
    } else {
      assertThat(counts.dropped(DropReason.NOT_REBUILDABLE)).as("dropped").isEqualTo(1);
    }
  }

  private static RouteRule copyAllTo(WireRecorder mirror) {
    return RouteRule.builder("copy-all")
        .destination("*")
        .match(Match.builder().method(StringMatch.exact("POST")).build())
        .match(Match.builder().uri(StringMatch.prefix("/orders")).build())
        .mirror(Mirror.to(mirror.uri("")))
        .build();
  }

  private static String wire(WireRecorder.Request request) {
    return BY_CHANCE.matcher(request.raw()).replaceAll("...");
  }
}
