package io.github.mirror4j.examples.bench.load;

import java.util.Set;

/**
 * What is to be measured, and how long.
 *
 * @param forks how often everything is measured, each time with new processes
 * @param rounds cycles, in each fork, in which each variant has one round, and this library with
 *     its defaults more
 * @param seconds length of a paced round; others take half of it
 * @param worker what is the same for all variants
 * @param states the mirror's states
 * @param variants the variants that send copies
 * @param modes when callers send
 * @param parts what else is measured
 */
record Plan(
    int forks,
    int rounds,
    double seconds,
    WorkerSettings worker,
    Set<MirrorState> states,
    Set<Variant> variants,
    Set<Mode> modes,
    Set<Part> parts) {

  /** Size of a held copy's body. */
  static final int HELD_BODY = 100 << 10;

  static final int HELD_COPIES = 128;

  private static final long WARM_UP_REQUESTS = 100_000;

  /** What the results consist of. */
  enum Part {
    /** Variants that copy everything, by the state of the mirror. */
    MIRRORS,
    /** Rules that match nothing, and the noise between two processes that are the same. */
    UNTOUCHED,
    /** What a copy costs at least. */
    FLOOR,
    /** Memory of copies that hang. */
    HEAP,
    /** Requests of other clients; only if they are asked for. */
    CLIENTS
  }

  int rounds(Mode mode) {
    return mode == Mode.PACED ? rounds : (rounds + 1) / 2;
  }

  Order.Run counted(Mode mode) {
    return new Order.Run(mode, Math.min(0.5, seconds / 2), secondsOf(mode), true);
  }

  /** A round that is not counted: it makes code warm and brings clients into their later state. */
  Order.Run uncounted(Mode mode) {
    return new Order.Run(mode, 0, secondsOf(mode), false);
  }

  /**
   * How many requests make a new process warm: counted, not timed, since on a busy machine a
   * process may do little in its time.
   */
  long warmUpRequests() {
    return (long) (WARM_UP_REQUESTS * Math.min(1, seconds));
  }

  /** A part of the warm-up. */
  Order.Run warmUp() {
    return new Order.Run(Mode.CLOSED, 0, seconds, false);
  }

  private double secondsOf(Mode mode) {
    return mode == Mode.PACED ? seconds : seconds / 2;
  }
}
