package io.github.mirror4j.http;

import java.time.Duration;

/**
 * How long a failing mirror is left alone.
 *
 * @param first at first
 * @param longest at most
 */
record BackOffRange(Duration first, Duration longest) {

  @Override
  public String toString() {
    return first + " to " + longest;
  }
}
