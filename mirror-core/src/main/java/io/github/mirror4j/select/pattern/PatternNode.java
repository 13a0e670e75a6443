package io.github.mirror4j.select.pattern;

import java.util.List;

/** A pattern, read. What it captures and what it prefers play no role in a full match. */
sealed interface PatternNode {

  /** One character of a set. */
  record One(CharSet set) implements PatternNode {}

  /** One after the other; of none, the empty text. */
  record Sequence(List<PatternNode> parts) implements PatternNode {}

  /** One of several. */
  record Choice(List<PatternNode> ways) implements PatternNode {}

  /** So many times; {@code most} is negative where there is no limit. */
  record Repeat(PatternNode part, int least, int most) implements PatternNode {}

  /** Only at the start of the text. */
  record Start() implements PatternNode {}

  /** Only at the end of the text. */
  record End() implements PatternNode {}
}
