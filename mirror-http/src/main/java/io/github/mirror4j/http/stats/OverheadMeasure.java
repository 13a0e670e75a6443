package io.github.mirror4j.http.stats;

/**
 * What an {@linkplain OverheadReport overhead measurement} compares with and without copies.
 *
 * @since 0.1.0
 */
public enum OverheadMeasure {

  /** The median time from the call to the response's head. */
  HEAD_P50("time to the head, p50"),

  /** The time from the call to the response's head that nine of ten calls stay below. */
  HEAD_P90("time to the head, p90"),

  /** The time from the call to the response's head that 99 of 100 calls stay below. */
  HEAD_P99("time to the head, p99"),

  /** The median time of a whole call: until it returns, or its future completes. */
  CALL_P50("time of the call, p50"),

  /** The time of a whole call that nine of ten stay below. */
  CALL_P90("time of the call, p90"),

  /** The time of a whole call that 99 of 100 stay below. */
  CALL_P99("time of the call, p99"),

  /** The CPU time of the whole process, divided by the number of calls. */
  CPU_PER_CALL("CPU time for each call");

  private final String text;

  OverheadMeasure(String text) {
    this.text = text;
  }

  /** Returns what is measured, for people. */
  @Override
  public String toString() {
    return text;
  }
}
