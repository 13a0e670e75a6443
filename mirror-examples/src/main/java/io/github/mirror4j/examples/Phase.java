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
  private final Map<String, Long> responses = new ConcurrentSkipListMap<>();
  private CopyCounts copies = CopyCounts.NONE;

  Phase(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  /** One call ended; the response is a status and a version, or what went wrong. */
  void add(Call call, String response) {
    calls.add(call);
    responses.merge(response, 1L, Long::sum);
  }

  void add(CopyCounts more) {
    copies = copies.plus(more);
  }

  List<Call> calls() {
    return new ArrayList<>(calls);
  }

  /** How many callers got which response. */
  Map<String, Long> responses() {
    return responses;
  }

  String responsesAsText() {
    return responses.entrySet().stream()
        .map(response -> response.getValue() + " x " + response.getKey())
        .collect(Collectors.joining(", "));
  }

  CopyCounts copies() {
    return copies;
  }
}
