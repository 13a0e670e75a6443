package io.github.mirror4j.examples.bench.load;

import java.util.Locale;

/** How the mirror does, which its server plays. */
enum MirrorState {
  HEALTHY("healthy"),
  SLOW("slow 200 ms"),
  HUNG("hung"),
  BLACK_HOLED("black-holed"),
  REFUSING("refusing"),
  RESETTING("resetting"),
  HUGE("10 MB responses");

  private final String label;

  MirrorState(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  /** The word for it on the command line. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
