package io.github.mirror4j.examples.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;

/**
 * A time: an instant, or how long ago it was.
 *
 * @param instant the instant; null if it is relative
 * @param ago how long ago it was; zero if it is not relative
 */
record SinceOption(@Nullable Instant instant, Duration ago) {

  static SinceOption parse(String text) {
    try {
      return text.startsWith("P")
          ? new SinceOption(null, Duration.parse(text))
          : new SinceOption(Instant.parse(text), Duration.ZERO);
    } catch (DateTimeException e) {
      throw new TypeConversionException(
          "'" + text + "' (expected: a time like 2026-11-27T08:00:00Z, or PT2H for 2 h ago)");
    }
  }

  Instant at(Instant now) {
    return instant == null ? now.minus(ago) : instant;
  }
}
