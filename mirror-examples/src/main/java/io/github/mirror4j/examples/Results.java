package io.github.mirror4j.examples;

import io.github.mirror4j.http.MirrorStats;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the demo saw, phase by phase. */
final class Results {

  private final Options options;
  private final DemoRules rules;
  private final Httpbin localV2;
  private @Nullable MirrorStats stats;

  final Phase warmUp = new Phase("warm-up");
  final Phase plain = new Phase("without mirroring");
  final Phase mirrored = new Phase("with mirroring");
  final Phase hung = new Phase("v2 hanging");
  final Phase probing = new Phase("probing v2");
  final Phase back = new Phase("v2 is back");

  Results(Options options, DemoRules rules, Httpbin localV2) {
    this.options = options;
    this.rules = rules;
    this.localV2 = localV2;
  }

  Options options() {
    return options;
  }

  DemoRules rules() {
    return rules;
  }

  /** The server in this process, which hangs for a while; it is v2 unless a URL was given. */
  Httpbin localV2() {
    return localV2;
  }

  boolean isV2Local() {
    return options.v2().isEmpty();
  }

  List<Phase> phases() {
    return List.of(warmUp, plain, mirrored, hung, probing, back);
  }

  /** The phases in which every copy has to arrive. */
  List<Phase> healthyPhases() {
    return List.of(warmUp, mirrored, back);
  }

  Results end(MirrorStats atTheEnd) {
    stats = atTheEnd;
    return this;
  }

  MirrorStats stats() {
    if (stats == null) {
      throw new IllegalStateException("the demo has not ended");
    }
    return stats;
  }

  /** Whether all callers of a phase were answered 200 by v1. */
  boolean isGood(Phase phase) {
    return phase.answers().keySet().stream().allMatch(this::isGood);
  }

  /** A foreign httpbin does not tell its version. */
  private boolean isGood(String answer) {
    return answer.equals("200 by v1") || (options.v1().isPresent() && answer.equals("200"));
  }
}
