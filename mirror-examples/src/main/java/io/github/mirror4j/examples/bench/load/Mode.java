package io.github.mirror4j.examples.bench.load;

import java.util.Locale;

/** When callers send: at times fixed beforehand, or as fast as they are answered. */
enum Mode {
  PACED,
  CLOSED;

  /** The word for it on the command line and in the results. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
