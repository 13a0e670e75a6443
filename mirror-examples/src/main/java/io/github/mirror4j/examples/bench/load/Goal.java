package io.github.mirror4j.examples.bench.load;

/**
 * Something that this library wants to reach, and whether it did.
 *
 * @param text what it is about
 * @param measured what came out
 * @param expected what was hoped for
 * @param met whether it was reached
 * @param close whether noise may have decided
 */
record Goal(String text, String measured, String expected, boolean met, boolean close) {

  static Goal atMost(String text, Spread measured, double limit) {
    return new Goal(
        text,
        measured.toString(),
        "at most " + Spread.number(limit),
        measured.median() <= limit,
        measured.straddles(limit));
  }

  /** A line of the table. */
  @Override
  public String toString() {
    String verdict = (met ? "met" : "NOT MET") + (close ? " (within noise)" : "");
    return "| %s | %s | %s | %s |".formatted(text, measured, expected, verdict);
  }
}
