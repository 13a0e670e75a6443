package io.github.mirror4j.select.pattern;

import java.util.List;

/**
 * A node of a parsed pattern. Captures and preferences are left out, since they do not affect a
 * full match.
 */
sealed interface PatternNode {

  /** One character of a set. */
  record One(CharSet set) implements PatternNode {}

  /** A sequence; an empty one matches the empty text. */
  record Sequence(List<PatternNode> parts) implements PatternNode {}

  /** An alternation. */
  record Choice(List<PatternNode> ways) implements PatternNode {}

  /** A repetition; {@code most} is negative if there is no limit. */
  record Repeat(PatternNode part, int least, int most) implements PatternNode {}

  /** Matches only at the start of the text. */
  record Start() implements PatternNode {}

  /** Matches only at the end of the text. */
  record End() implements PatternNode {}
}
