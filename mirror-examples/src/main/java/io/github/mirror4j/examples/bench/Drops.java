package io.github.mirror4j.examples.bench;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.stats.MirrorCounts;

/** Says when a benchmark did not measure what it meant to, because copies were dropped. */
final class Drops {

  private static final int MAX_PERCENT = 1;

  private Drops() {}

  static void tell(MirroringHttpClient client) {
    MirrorCounts total = client.engine().stats().total();
    long dropped = total.droppedInTotal();
    if (dropped * 100 > total.selected() * MAX_PERCENT) {
      System.out.printf("[%,d of %,d copies dropped] ", dropped, total.selected());
    }
  }
}
