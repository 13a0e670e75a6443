package io.github.mirror4j.examples.bench.load;

import java.util.Map;

/**
 * What one round of one variant came to.
 *
 * @param requests requests that got a response and were counted
 * @param unsent requests whose time came and went while their caller still waited; they count in
 *     the percentiles with the time they had waited until the round's end
 * @param errors requests that failed or got another status than 200
 * @param error the first such error; empty if there was none
 * @param seconds how long it took
 * @param p50 latency in microseconds, from the time at which the request was due
 * @param p99 the same
 * @param p999 the same
 * @param sentP50 latency in microseconds, from the time at which the request was sent
 * @param cpuMicros CPU of the process for each request, copies and all
 * @param bytes allocated for each request, copies and all
 * @param heapBytes live heap after the round
 * @param threads most platform threads at a time
 * @param descriptors open descriptors at the end
 * @param copies what became of the copies, by the variant's own account
 */
record Round(
    long requests,
    long unsent,
    long errors,
    String error,
    double seconds,
    double p50,
    double p99,
    double p999,
    double sentP50,
    double cpuMicros,
    double bytes,
    long heapBytes,
    int threads,
    long descriptors,
    Map<String, Long> copies) {

  double throughput() {
    return requests / seconds;
  }

  /** The same with CPU that was spent outside the process. */
  Round plusCpu(double micros) {
    return new Round(
        requests,
        unsent,
        errors,
        error,
        seconds,
        p50,
        p99,
        p999,
        sentP50,
        cpuMicros + micros / Math.max(1, requests),
        bytes,
        heapBytes,
        threads,
        descriptors,
        copies);
  }
}
