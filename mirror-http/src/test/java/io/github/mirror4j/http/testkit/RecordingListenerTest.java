package io.github.mirror4j.http.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.FailureCause;
import io.github.mirror4j.http.stats.Outcome;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.MirrorId;
import io.github.mirror4j.rule.RouteRule;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The listener keeps what it is told, and waits for it. */
class RecordingListenerTest {

  private final RecordingListener listener = new RecordingListener();

  @Test
  void endsAreKeptByMirror() throws Exception {
    try (RecordingMirror primary = RecordingMirror.start();
        RecordingMirror good = RecordingMirror.start().respond(202);
        FaultMirror bad = FaultMirror.of(Fault.CLOSES);
        MirroringHttpClient client =
            MirroringHttpClient.builder(HttpClient.newHttpClient())
                .rules(
                    RouteRule.builder("both")
                        .destination("*")
                        .mirror(Mirror.to(good.uri()).name("good"))
                        .mirror(Mirror.to(bad.uri()).name("bad"))
                        .build())
                .listener(listener)
                .build()) {
      client.send(HttpRequest.newBuilder(primary.uri()).build(), BodyHandlers.discarding());

      assertThat(listener.awaitOutcomes(2, Client.PATIENCE)).hasSize(2);
      assertThat(listener.outcomesOf("good"))
          .extracting(RecordedOutcome::outcome)
          .containsExactly(new Outcome.Completed(202));
      assertThat(
              listener.awaitOutcome(
                  ended -> ended.outcome() instanceof Outcome.Failed, Client.PATIENCE))
          .satisfies(
              ended -> assertThat(ended.id().rule()).isEqualTo("both"),
              ended -> assertThat(ended.id().mirror()).isEqualTo("bad"),
              ended -> assertThat(ended.duration()).isPositive(),
              ended ->
                  assertThat(ended.outcome())
                      .isEqualTo(new Outcome.Failed(FailureCause.CONNECTION_LOST)));
    }
  }

  @Test
  void dropsAreCounted() throws Exception {
    try (RecordingMirror primary = RecordingMirror.start();
        MirroringHttpClient client =
            MirroringHttpClient.builder(HttpClient.newHttpClient())
                .rules(
                    RouteRule.builder("all")
                        .destination("*")
                        .mirror(Mirror.to(primary.uri()))
                        .build())
                .listener(listener)
                .build()) {
      client.engine().pause();
      for (int i = 0; i < 3; i++) {
        client.send(HttpRequest.newBuilder(primary.uri()).build(), BodyHandlers.discarding());
      }
      assertThat(listener.awaitDrops(DropReason.PAUSED, 3, Client.PATIENCE)).isEqualTo(3);
      assertThat(listener.drops()).containsOnlyKeys(DropReason.PAUSED);
      assertThat(listener.outcomes()).isEmpty();

      listener.reset();
      assertThat(listener.drops()).isEmpty();
    }
  }

  @Test
  void whatIsNotToldIsSaid() {
    listener.copyEnded(new MirrorId("r", "m"), new Outcome.TimedOut(), Duration.ofSeconds(1));
    listener.copiesDropped(new MirrorId("r", "m"), DropReason.LANE_FULL, 1);
    assertThatThrownBy(() -> listener.awaitOutcomes(2, Duration.ZERO))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            """
            outcomes: 1 (expected: 2 within PT0S)
              RecordedOutcome[id=r -> m, outcome=TimedOut[], duration=PT1S]
              dropped: {LANE_FULL=1}""");
    assertThatThrownBy(
            () ->
                listener.awaitOutcome(
                    ended -> ended.outcome() instanceof Outcome.Completed, Duration.ZERO))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith(
            "outcome: none of 1 (expected: one that passes the test within PT0S)");
    assertThatThrownBy(() -> listener.awaitDrops(DropReason.PAUSED, 1, Duration.ZERO))
        .isInstanceOf(AssertionError.class)
        .hasMessageStartingWith("dropped PAUSED: 0 (expected: 1 within PT0S)");
  }
}
