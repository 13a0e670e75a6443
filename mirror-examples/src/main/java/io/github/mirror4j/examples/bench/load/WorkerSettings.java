package io.github.mirror4j.examples.bench.load;

/**
 * What is the same for all variants.
 *
 * @param callers callers, each a virtual thread
 * @param rate requests a second of all callers together, where they are paced
 * @param bodyBytes size of a request's body; 0 is a GET
 * @param virtualExecutor whether clients run on virtual threads, not on the JDK's default executor
 */
record WorkerSettings(int callers, int rate, int bodyBytes, boolean virtualExecutor) {}
