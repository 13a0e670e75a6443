package io.github.mirror4j.http.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.compare.diff.ReceivedBody;
import io.github.mirror4j.compare.diff.ReceivedBody.Reason;
import io.github.mirror4j.http.fixture.ResponseNotes;
import java.net.http.HttpResponse.BodySubscriber;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Responses of random shape, published, read and given up in random ways: the caller sees exactly
 * what was published, the client exactly what the caller asks, what is captured is the body or
 * nothing, and all memory is given back.
 *
 * <p>A failing seed is named; {@code -Dmirror4j.seed=N} replays it alone.
 */
@Timeout(120)
class ResponseTapFuzzTest {

  private static final int SEEDS = 5_000;
  private static final int AMPLE = 1 << 30;

  /** What happens on another thread at the same time. */
  private enum Meanwhile {
    NOTHING,
    GIVEN_UP,
    NOT_WANTED
  }

  @Test
  void whateverIsPublishedArrives() throws Exception {
    Long one = Long.getLong("mirror4j.seed");
    int captured = 0;
    for (long seed = one == null ? 0 : one; seed < (one == null ? SEEDS : one + 1); seed++) {
      try {
        captured += play(new Random(seed)) ? 1 : 0;
      } catch (Throwable e) {
        throw new AssertionError("seed " + seed + "; replay with -Dmirror4j.seed=" + seed, e);
      }
    }
    assertThat(captured).as("captured").isGreaterThan(one == null ? SEEDS / 4 : -1);
  }

  /** Plays one script; gives whether the response was captured. */
  private static boolean play(Random random) throws Exception {
    // A client that repeats a request by itself applies the handler more than once.
    ResponseScript first = random.nextInt(10) == 0 ? new ResponseScript(random) : null;
    ResponseScript script = new ResponseScript(random);
    long limit = random.nextInt(6) == 0 ? random.nextInt(script.size + 2) : AMPLE;
    long memory = random.nextInt(6) == 0 ? random.nextInt(3 * script.size + 20_000) : AMPLE;
    Meanwhile meanwhile =
        Meanwhile.values()[random.nextInt(4) > 0 ? 0 : random.nextInt(Meanwhile.values().length)];
    ResponseNotes notes = new ResponseNotes(limit, memory);
    Iterator<BodySubscriber<String>> readers =
        (first == null ? List.of(script.reader()) : List.of(first.reader(), script.reader()))
            .iterator();
    ResponseTap<String> tap = notes.tap(info -> readers.next());
    Thread other = Thread.ofPlatform().unstarted(() -> disturb(tap, notes, meanwhile));
    if (meanwhile != Meanwhile.NOTHING) {
      other.start();
    }

    if (first != null) {
      publish(tap, first);
      first.assertPassedThrough();
      notes.ends.forEach(CapturedResponse::release); // What was reported of it is void.
      notes.ends.clear();
    }
    publish(tap, script);
    other.join();

    script.assertPassedThrough();
    boolean mayBeMissing = limit < AMPLE || memory < AMPLE || meanwhile != Meanwhile.NOTHING;
    boolean hasNoEnd = notes.ends.isEmpty();
    tap.giveUp();
    boolean isCaptured = assertEnded(notes, script, limit, meanwhile);
    if (!mayBeMissing) {
      boolean mustBeCaptured = script.isWhole() && script.isUndisturbed();
      assertThat(isCaptured).isEqualTo(mustBeCaptured);
      assertThat(hasNoEnd)
          .isEqualTo(script.end == ResponseScript.End.NOTHING && script.isUndisturbed());
    }
    notes.assertNothingIsLeft();
    return isCaptured;
  }

  private static void publish(ResponseTap<String> tap, ResponseScript script) {
    BodySubscriber<String> subscriber = tap.apply(ResponseTapHeadTest.head(200, "A", "b"));
    assertThat(subscriber).isNotNull();
    script.publish(subscriber);
  }

  private static void disturb(ResponseTap<?> tap, ResponseNotes notes, Meanwhile meanwhile) {
    Thread.yield();
    if (meanwhile == Meanwhile.GIVEN_UP) {
      tap.giveUp();
    } else {
      notes.isWanted = false;
    }
  }

  private static boolean assertEnded(
      ResponseNotes notes, ResponseScript script, long limit, Meanwhile meanwhile) {
    @Nullable CapturedResponse end = notes.ends.poll();
    if (end == null) {
      assertThat(meanwhile).as("no end, because").isNotEqualTo(Meanwhile.NOTHING);
      return false;
    }
    ReceivedBody body = end.received().body();
    if (body instanceof ReceivedBody.Bytes whole) {
      assertThat(script.isWhole()).isTrue();
      assertThat(whole.bytes()).isEqualTo(script.bytes());
      assertThat((long) whole.bytes().length).isLessThanOrEqualTo(limit);
    } else if (end.missing().orElseThrow() == Reason.TOO_LARGE) {
      assertThat((long) script.bytes().length).isGreaterThan(limit);
    } else if (end.missing().orElseThrow() == Reason.CANCELLED) {
      assertThat(script.isCancelled()).isTrue();
    }
    end.release();
    return body instanceof ReceivedBody.Bytes;
  }
}
