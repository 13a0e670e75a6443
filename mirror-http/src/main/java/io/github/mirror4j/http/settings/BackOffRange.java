package io.github.mirror4j.http.settings;

import java.time.Duration;

/**
 * How long a failing mirror is left alone.
 *
 * @param first at first
 * @param longest at most
 */
@SuppressWarnings("doclint:missing") // for this module only
public record BackOffRange(Duration first, Duration longest) {

  @Override
  public String toString() {
    return first + " to " + longest;
  }
}
