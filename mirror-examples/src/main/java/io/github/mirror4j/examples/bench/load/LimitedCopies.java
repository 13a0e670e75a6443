package io.github.mirror4j.examples.bench.load;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;

/** Copies on virtual threads, as many at a time as this library allows by default. */
final class LimitedCopies {

  private static final int MAX_AT_A_TIME = 64;

  /** One copy's exchange. */
  interface Exchange {
    void run() throws IOException, InterruptedException;
  }

  private final Exchange exchange;
  private final Semaphore permits = new Semaphore(MAX_AT_A_TIME);
  private final LongAdder selected = new LongAdder();
  private final LongAdder sent = new LongAdder();
  private final LongAdder ended = new LongAdder();

  LimitedCopies(Exchange exchange) {
    this.exchange = exchange;
  }

  /** Starts a copy, unless too many are under way. */
  void start() {
    selected.increment();
    if (permits.tryAcquire()) {
      sent.increment();
      Thread.startVirtualThread(this::copy);
    }
  }

  private void copy() {
    try {
      exchange.run();
    } catch (IOException | InterruptedException e) {
      // The mirror's fault, and only its own; or the end.
    } finally {
      ended.increment();
      permits.release();
    }
  }

  Map<String, Long> counts() {
    return Map.of("selected", selected.sum(), "sent", sent.sum());
  }

  long held() {
    return sent.sum() - ended.sum();
  }
}
