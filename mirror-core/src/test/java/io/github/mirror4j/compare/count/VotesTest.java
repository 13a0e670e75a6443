package io.github.mirror4j.compare.count;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mirror4j.compare.bound.Counts;
import io.github.mirror4j.compare.count.Votes.Vote;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request votes once, and again after some time. */
class VotesTest {

  private Instant now = Instant.parse("2026-11-27T08:00:00Z");
  private final Votes votes = new Votes(Duration.ofMinutes(10), () -> now);

  @Test
  void aRequestVotesOnce() {
    assertEquals(Vote.FIRST, votes.offer(7, false));
    assertEquals(Vote.REPEATED, votes.offer(7, false));
    now = now.plusSeconds(599);
    assertEquals(Vote.REPEATED, votes.offer(7, false));
  }

  @Test
  void itVotesAgainAfterTenMinutes() {
    votes.offer(7, false);
    now = now.plusSeconds(600);

    assertEquals(Vote.AGAIN, votes.offer(7, false));
    assertEquals(Vote.REPEATED, votes.offer(7, false));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 600, 601, 3_600, 86_400})
  void itNeverVotesAgainTooEarlyAndSoonAfterwards(int seconds) {
    Votes each = new Votes(Duration.ofSeconds(seconds), () -> now);
    for (int first = 0; first < 400; first++) {
      now = now.plusSeconds(1);
      Instant voted = now;
      assertEquals(Vote.FIRST, each.offer(first, false));
      now = voted.plusSeconds(seconds - 1);
      assertEquals(Vote.REPEATED, each.offer(first, false));
      now = voted.plusSeconds(seconds + seconds / 200);
      assertEquals(Vote.AGAIN, each.offer(first, false));
      now = voted;
    }
  }

  @Test
  void aRequestThatWasLostVotesOnItsContentLater() {
    assertEquals(Vote.FIRST, votes.offer(7, true));
    assertEquals(Vote.REPEATED, votes.offer(7, true));
    assertEquals(Vote.CONTENT, votes.offer(7, false));
    assertEquals(Vote.REPEATED, votes.offer(7, false));
    assertEquals(Vote.REPEATED, votes.offer(7, true));
    now = now.plusSeconds(600);
    assertEquals(Vote.AGAIN, votes.offer(7, true));
    assertEquals(Vote.CONTENT, votes.offer(7, false));
  }

  @Test
  void aRepeatedRequestCountsOnceForEachVoteByAllThatItShowed() {
    Repeats repeats = new Repeats();
    votes.offer(7, false);
    votes.repeat(7, false, false, repeats);
    votes.repeat(7, false, false, repeats);
    assertEquals(new Counts(1, 0, 0, 0), repeats.counts());
    votes.repeat(7, true, false, repeats);
    votes.repeat(7, false, false, repeats);
    assertEquals(new Counts(1, 1, 0, 0), repeats.counts());
    votes.repeat(7, false, true, repeats);
    assertEquals(new Counts(0, 0, 0, 1), repeats.counts());

    now = now.plusSeconds(600);
    votes.offer(7, true);
    votes.repeat(7, false, true, repeats);
    assertEquals(Vote.CONTENT, votes.offer(7, false), "still known to be lost");
    votes.repeat(7, false, false, repeats);
    assertEquals(new Counts(1, 0, 1, 1), repeats.counts());
    votes.repeat(8, true, false, repeats);
    assertEquals(new Counts(1, 0, 1, 1), repeats.counts(), "one that never voted");
  }

  @Test
  void sixtyThousandRequestsAreTold() {
    SplittableRandom random = new SplittableRandom(1);
    int told = 0;
    for (int i = 0; i < 50_000; i++) {
      told += votes.offer(random.nextLong(), false) == Vote.FIRST ? 1 : 0;
    }
    assertTrue(told > 48_000, "told: " + told);
  }

  @Test
  void whoeverFindsNoPlaceDoesNotVote() {
    SplittableRandom random = new SplittableRandom(1);
    int full = 0;
    for (int i = 0; i < 200_000; i++) {
      full += votes.offer(random.nextLong(), false) == Vote.FULL ? 1 : 0;
    }
    assertTrue(full > 100_000, "full: " + full);

    now = now.plusSeconds(600);
    assertEquals(Vote.FIRST, votes.offer(random.nextLong(), false), "the places are free again");
  }
}
