package io.github.mirror4j.compare.evidence;

import io.github.mirror4j.compare.diff.PrimaryReading;
import io.github.mirror4j.compare.diff.ReceivedBody;
import io.github.mirror4j.compare.diff.ReceivedResponse;
import io.github.mirror4j.compare.diff.ResponseDiffer;
import io.github.mirror4j.compare.diff.TimeWindow;
import io.github.mirror4j.compare.pair.BuildIds;
import io.github.mirror4j.compare.pair.BuildKey;
import io.github.mirror4j.compare.pair.Leg;
import io.github.mirror4j.compare.pair.Leg.Responded;
import io.github.mirror4j.compare.pair.Observation.Contrast;
import io.github.mirror4j.compare.pair.TripleReader;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether what differed the first time differs again. Needs no lock.
 *
 * @param builds finds the builds that responses come from
 */
record Confirmation(ResponseDiffer differ, BuildIds builds) {

  /**
   * Compares responses to a request that was sent again. A response that is missing, was given up
   * by this library or comes from another build confirms nothing.
   *
   * @param now the time at which the last of them was there
   * @return what differs again; null if that is not known
   */
  @Nullable Contrast of(
      Compared.Open open, Leg primaryAgain, Leg baselineAgain, Leg candidateAgain, Instant now) {
    if (!(primaryAgain instanceof Responded primary)
        || !(baselineAgain instanceof Responded baseline)
        || !(candidateAgain instanceof Responded candidate)
        || !(read(open, primary, candidate, baseline, now)
            instanceof PrimaryReading.Usable readable)
        || isGivenUp(baseline)
        || isGivenUp(candidate)
        || !isOf(open.key().key(), primary, baseline, candidate)) {
      return null;
    }
    Contrast first = open.first();
    return new Contrast(
        first.candidate() && differs(readable, candidate.response(), open.noisy()),
        first.baseline() && differs(readable, baseline.response(), open.noisy()));
  }

  private PrimaryReading read(
      Compared.Open open, Responded primary, Responded candidate, Responded baseline, Instant now) {
    TimeWindow window = TripleReader.window(primary, candidate, baseline, now);
    return differ.read(primary.response(), open.request(), window);
  }

  private static boolean isGivenUp(Responded leg) {
    return leg.response().body() instanceof ReceivedBody.Missing(ReceivedBody.Reason reason)
        && reason.isGivenUp();
  }

  /** Returns whether responses came from the builds of a key, as far as they name them. */
  private boolean isOf(BuildKey key, Responded primary, Responded baseline, Responded candidate) {
    return builds.mayBe(key.v1(), primary)
        && builds.mayBe(key.v1(), baseline)
        && builds.mayBe(key.v2(), candidate);
  }

  private static boolean differs(
      PrimaryReading.Usable primary, ReceivedResponse other, Set<String> noisy) {
    return primary.compare(other, noisy).count();
  }
}
