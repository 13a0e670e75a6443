package io.github.mirror4j.http;

import io.github.mirror4j.http.body.CapturedBody;
import io.github.mirror4j.http.compare.ComparedCall;
import io.github.mirror4j.http.guard.FailedStep;
import io.github.mirror4j.http.send.Copy;
import io.github.mirror4j.http.stats.DropReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hands the copies of one primary to their lanes, or drops them. */
final class CopyOffers {

  private CopyOffers() {}

  /** Offers the copies with the body. Each of them holds it and releases it. Never throws. */
  static void offer(List<Copy> copies, Lanes lanes, CapturedBody body) {
    for (int i = 0; i < copies.size(); i++) { // An iterator needs memory.
      Copy copy = copies.get(i);
      Lane lane = lanes.of(copy);
      DropReason unfit = unfitness(copies, i, lanes, body);
      if (unfit == null) {
        lane.offer(copy, body);
      } else {
        body.release();
        lane.drop(copy, unfit);
      }
    }
  }

  /** Drops copies that hold no body. */
  static void drop(List<Copy> copies, Lanes lanes, DropReason reason) {
    for (int i = 0; i < copies.size(); i++) {
      Copy copy = copies.get(i);
      lanes.of(copy).drop(copy, reason);
    }
  }

  /** Each copy is settled by itself: an error on the way must not keep the next ones in flight. */
  private static @Nullable DropReason unfitness(
      List<Copy> copies, int place, Lanes lanes, CapturedBody body) {
    try {
      return whyUnfit(copies, place, lanes, body);
    } catch (Throwable e) {
      return lanes.of(copies.get(place)).internalError(FailedStep.LOOK_AT_COPY, e);
    }
  }

  private static @Nullable DropReason whyUnfit(
      List<Copy> copies, int place, Lanes lanes, CapturedBody body) {
    Copy copy = copies.get(place);
    if (body.length() > lanes.of(copy).bodyLimit(copy.mirror())) {
      return DropReason.BODY_TOO_LARGE;
    }
    return isInVain(copies, place, lanes) ? DropReason.NOT_COMPARED : null;
  }

  /** Whether it is a baseline of a candidate that was not sent, or will not be. */
  private static boolean isInVain(List<Copy> copies, int place, Lanes lanes) {
    Copy copy = copies.get(place);
    Copy.Part part = copy.part();
    if (part == null || part.baseline() == null) {
      return false;
    }
    ComparedCall call = part.call();
    if (call != null && call.isOver()) {
      return true;
    }
    return !isCandidateOffered(copies, place, call)
        && lanes.of(copy.mirror()).dropReasonNow(copy.mirror()) != null;
  }

  /** Whether the copy before a baseline is its candidate, which may have taken the last permit. */
  private static boolean isCandidateOffered(
      List<Copy> copies, int place, @Nullable ComparedCall call) {
    Copy.Part before = place == 0 ? null : copies.get(place - 1).part();
    return before != null && before.baseline() == null && before.call() == call;
  }
}
