package io.github.mirror4j.examples.bench.load;

import java.util.Locale;

/**
 * When callers send: at times fixed beforehand, or each as soon as the last one has its response.
 */
enum Mode {
  PACED,
  CLOSED;

  /** The word for it on the command line and in the results. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
