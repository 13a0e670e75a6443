package io.github.mirror4j.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;

/** What callers saw during one phase of the demo; many threads write, one reads afterwards. */
final class Phase {

  private final String name;
  private final Queue<Call> calls = new ConcurrentLinkedQueue<>();
  private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();
  private final Map<String, Long> answers = new ConcurrentSkipListMap<>();
  private CopyCounts copies = CopyCounts.NONE;

  Phase(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  /** One call ended; the answer is a status and a version, or what went wrong. */
  void add(Call call, String answer, long tookNanos) {
    calls.add(call);
    answers.merge(answer, 1L, Long::sum);
    nanos.add(tookNanos);
  }

  void add(CopyCounts more) {
    copies = copies.plus(more);
  }

  List<Call> calls() {
    return new ArrayList<>(calls);
  }

  /** How many callers got which answer. */
  Map<String, Long> answers() {
    return answers;
  }

  String answersAsText() {
    return answers.entrySet().stream()
        .map(answer -> answer.getValue() + " x " + answer.getKey())
        .collect(Collectors.joining(", "));
  }

  CopyCounts copies() {
    return copies;
  }

  /** The latency that so many percent of the callers did not exceed, in milliseconds. */
  double latencyMillis(int percent) {
    long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    int rank = (int) Math.ceil(sorted.length * percent / 100.0);
    return sorted.length == 0 ? 0 : sorted[Math.max(rank, 1) - 1] / 1e6;
  }
}
