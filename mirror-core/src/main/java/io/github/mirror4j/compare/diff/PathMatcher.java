package io.github.mirror4j.compare.diff;

import io.github.mirror4j.rule.FieldPath;
import io.github.mirror4j.rule.FieldPath.Name;
import io.github.mirror4j.rule.FieldPath.Segment;
import io.github.mirror4j.rule.FieldPath.Wildcard;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Follows a path while a body is read. A position is how many of the path's segments are behind;
 * several are possible at once behind {@code **}, so positions are the bits of a long.
 */
final class PathMatcher {

  private final List<Segment> segments;

  PathMatcher(FieldPath path) {
    segments = path.segments();
    if (segments.size() >= Long.SIZE) {
      throw new IllegalArgumentException("path: " + path + " (expected: at most 63 segments)");
    }
  }

  /** Returns the positions at the body as a whole. */
  long start() {
    return skipDepth(1, 0);
  }

  /**
   * Returns the positions behind a field.
   *
   * @param name the field's name; null stands for one that no path names
   */
  long field(long positions, @Nullable String name) {
    return next(positions, name, Wildcard.ANY_FIELD);
  }

  /** Returns the positions behind the step into an array. */
  long element(long positions) {
    return next(positions, null, Wildcard.ANY_ELEMENT);
  }

  boolean isAtEnd(long positions) {
    return (positions & (1L << segments.size())) != 0;
  }

  private long next(long positions, @Nullable String name, Wildcard any) {
    long next = 0;
    for (int i = 0; i < segments.size(); i++) {
      if ((positions & (1L << i)) == 0) {
        continue;
      }
      Segment segment = segments.get(i);
      if (segment == Wildcard.ANY_DEPTH) {
        next = skipDepth(next | (1L << i), i);
      } else if (segment == any || (segment instanceof Name(String own) && own.equals(name))) {
        next = skipDepth(next | (1L << (i + 1)), i + 1);
      }
    }
    return next;
  }

  /** Adds the positions behind the {@code **} at a position, for they may stand for nothing. */
  private long skipDepth(long positions, int position) {
    long all = positions;
    for (int i = position; i < segments.size() && segments.get(i) == Wildcard.ANY_DEPTH; i++) {
      all |= 1L << (i + 1);
    }
    return all;
  }
}
