package io.github.mirror4j.http.stats;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/**
 * The copies of one mirror, or of all, counted since the client was built.
 *
 * <p>At any quiet moment {@code selected} is the sum of all the others. Immutable and thread-safe.
 *
 * @param rule the rule's name, as {@code namespace/name} unless the namespace is {@code default};
 *     {@code *} where all mirrors are counted together
 * @param mirror the mirror's name; {@code *} where all mirrors are counted together
 * @param state what the mirror's lane does with copies at present
 * @param selected copies that rules selected
 * @param inFlight copies that were selected and have not ended
 * @param dropped copies that were not sent, by reason; reasons that never occurred are absent
 * @param completed copies that the mirror answered, by class of status: 2 stands for 200 to 299
 * @param failed copies that the mirror did not answer, by cause; causes that never occurred are
 *     absent
 * @param timedOut copies that took longer than their timeout
 * @since 0.1.0
 */
public record MirrorCounts(
    String rule,
    String mirror,
    LaneState state,
    long selected,
    long inFlight,
    Map<DropReason, Long> dropped,
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
   * Copies that were not sent, for whatever reason.
   *
   * @return the sum over all reasons
   */
  public long droppedInTotal() {
    return sum(dropped);
  }

  /**
   * Copies that were not sent for this reason.
   *
   * @param reason the reason
   * @return their number
   */
  public long dropped(DropReason reason) {
    return dropped.getOrDefault(reason, 0L);
  }

  /**
   * Copies that the mirror answered, whatever the status.
   *
   * @return the sum over all classes of status
   */
  public long completedInTotal() {
    return sum(completed);
  }

  /**
   * Copies that the mirror answered with a status of this class.
   *
   * @param statusClass the first digit of the status: 2 stands for 200 to 299
   * @return their number
   */
  public long completed(int statusClass) {
    return completed.getOrDefault(statusClass, 0L);
  }

  /**
   * Copies that the mirror did not answer, for whatever cause but a timeout.
   *
   * @return the sum over all causes
   */
  public long failedInTotal() {
    return sum(failed);
  }

  /**
   * Copies that failed for this cause.
   *
   * @param cause the cause
   * @return their number
   */
  public long failed(FailureCause cause) {
    return failed.getOrDefault(cause, 0L);
  }

  /**
   * Copies that have ended, in whatever way.
   *
   * @return the sum over all outcomes
   */
  public long ended() {
    return droppedInTotal() + completedInTotal() + failedInTotal() + timedOut;
  }

  /**
   * What was counted since an earlier snapshot of the same mirror; in flight is what it is now.
   *
   * @param earlier the earlier snapshot
   * @return the differences
   */
  public MirrorCounts since(MirrorCounts earlier) {
    return new MirrorCounts(
        rule,
        mirror,
        state,
        selected - earlier.selected,
        inFlight,
        difference(dropped, earlier.dropped),
        difference(completed, earlier.completed),
        difference(failed, earlier.failed),
        timedOut - earlier.timedOut);
  }

  /** The counts on one line; what never occurred is left out. */
  @Override
  public String toString() {
    StringJoiner text = new StringJoiner(", ", rule + " -> " + mirror + ": ", "");
    text.add("selected " + selected);
    completed.forEach((status, count) -> text.add(status + "xx " + count));
    failed.forEach((cause, count) -> text.add("failed " + cause + " " + count));
    if (timedOut > 0) {
      text.add("timed out " + timedOut);
    }
    dropped.forEach((reason, count) -> text.add("dropped " + reason + " " + count));
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
