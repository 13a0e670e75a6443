package io.github.mirror4j.http.stats;

import io.github.mirror4j.rule.MirrorId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/**
 * The copies of one mirror, or of all, counted since the engine was built.
 *
 * <p>While no copy changes state, {@code selected} is the sum of all other counts. Immutable and
 * thread-safe.
 *
 * @param id the mirror; {@code * -> *} if all mirrors are counted together
 * @param state the current state of the mirror's lane
 * @param selected copies that rules selected
 * @param waiting selected copies that wait for the end of their primary ({@link
 *     io.github.mirror4j.rule.Mirror#afterResponse})
 * @param inFlight selected copies that have neither ended nor wait
 * @param dropped copies that were not sent, by reason; reasons that never occurred are absent
 * @param withheld copies that were not wanted: their primary did not end in the way that they are
 *     about, an editor withheld them, or a measurement of the overhead left them out. They are no
 *     loss
 * @param completed copies that received a response, by status class: 2 means 200 to 299
 * @param failed copies that received no response, by cause; causes that never occurred are absent
 * @param timedOut copies that exceeded their timeout
 * @since 0.1.0
 */
public record MirrorCounts(
    MirrorId id,
    LaneState state,
    long selected,
    long waiting,
    long inFlight,
    Map<DropReason, Long> dropped,
    long withheld,
    Map<Integer, Long> completed,
    Map<FailureCause, Long> failed,
    long timedOut) {

  /** Copies the maps. */
  public MirrorCounts {
    dropped = Collections.unmodifiableMap(new LinkedHashMap<>(dropped));
    completed = Collections.unmodifiableMap(new LinkedHashMap<>(completed));
    failed = Collections.unmodifiableMap(new LinkedHashMap<>(failed));
  }

  /**
   * Returns the number of copies that were not sent.
   *
   * @return the sum over all reasons
   */
  public long droppedInTotal() {
    return sum(dropped);
  }

  /**
   * Returns the number of copies that were not sent for a reason.
   *
   * @param reason the reason
   * @return the number of copies
   */
  public long dropped(DropReason reason) {
    return dropped.getOrDefault(reason, 0L);
  }

  /**
   * Returns the number of copies that received a response, with any status.
   *
   * @return the sum over all status classes
   */
  public long completedInTotal() {
    return sum(completed);
  }

  /**
   * Returns the number of copies that received a response of a status class.
   *
   * @param statusClass the first digit of the status: 2 means 200 to 299
   * @return the number of copies
   */
  public long completed(int statusClass) {
    return completed.getOrDefault(statusClass, 0L);
  }

  /**
   * Returns the number of copies that received no response, except those that timed out.
   *
   * @return the sum over all causes
   */
  public long failedInTotal() {
    return sum(failed);
  }

  /**
   * Returns the number of copies that failed for a cause.
   *
   * @param cause the cause
   * @return the number of copies
   */
  public long failed(FailureCause cause) {
    return failed.getOrDefault(cause, 0L);
  }

  /**
   * Returns the number of copies that have ended, with any outcome, or were withheld.
   *
   * @return the sum over all outcomes and {@link #withheld()}
   */
  public long ended() {
    return droppedInTotal() + withheld + completedInTotal() + failedInTotal() + timedOut;
  }

  /**
   * Returns the counts since an earlier snapshot of the same mirror. The numbers of copies that
   * wait or are in flight are those of this snapshot.
   *
   * @param earlier the earlier snapshot
   * @return the differences
   */
  public MirrorCounts since(MirrorCounts earlier) {
    return new MirrorCounts(
        id,
        state,
        selected - earlier.selected,
        waiting,
        inFlight,
        difference(dropped, earlier.dropped),
        withheld - earlier.withheld,
        difference(completed, earlier.completed),
        difference(failed, earlier.failed),
        timedOut - earlier.timedOut);
  }

  /** Returns the counts on one line, without those that never occurred. */
  @Override
  public String toString() {
    StringJoiner text = new StringJoiner(", ", id + ": ", "");
    text.add("selected " + selected);
    completed.forEach((status, count) -> text.add(status + "xx " + count));
    failed.forEach((cause, count) -> text.add("failed " + cause + " " + count));
    if (timedOut > 0) {
      text.add("timed out " + timedOut);
    }
    dropped.forEach((reason, count) -> text.add("dropped " + reason + " " + count));
    if (withheld > 0) {
      text.add("withheld " + withheld);
    }
    if (waiting > 0) {
      text.add("waiting " + waiting);
    }
    text.add("in flight " + inFlight);
    return state == LaneState.SENDING ? text.toString() : text.add(state.toString()).toString();
  }

  private static <K> Map<K, Long> difference(Map<K, Long> now, Map<K, Long> earlier) {
    Map<K, Long> difference = new LinkedHashMap<>();
    now.forEach(
        (key, count) -> {
          long added = count - earlier.getOrDefault(key, 0L);
          if (added != 0) {
            difference.put(key, added);
          }
        });
    return difference;
  }

  private static long sum(Map<?, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
