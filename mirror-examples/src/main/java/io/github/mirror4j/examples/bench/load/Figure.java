package io.github.mirror4j.examples.bench.load;

/** What is measured in each round. */
enum Figure {
  P50("p50"),
  P99("p99"),
  P999("p99.9"),
  SENT_P50("p50 since sent"),
  THROUGHPUT("throughput"),
  CPU("CPU"),
  ALLOCATION("allocation"),
  HEAP("live heap"),
  THREADS("threads"),
  DESCRIPTORS("descriptors");

  private final String label;

  Figure(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  /** Whether it rests on few of a round's requests. */
  boolean isTail() {
    return this == P99 || this == P999;
  }

  boolean isBetterIfMore() {
    return this == THROUGHPUT;
  }

  double of(Round round) {
    return switch (this) {
      case P50 -> round.p50();
      case P99 -> round.p99();
      case P999 -> round.p999();
      case SENT_P50 -> round.sentP50();
      case THROUGHPUT -> round.throughput();
      case CPU -> round.cpuMicros();
      case ALLOCATION -> round.bytes();
      case HEAP -> round.heapBytes();
      case THREADS -> round.threads();
      case DESCRIPTORS -> round.descriptors();
    };
  }
}
