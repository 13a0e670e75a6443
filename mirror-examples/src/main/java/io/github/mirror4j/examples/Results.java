package io.github.mirror4j.examples;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the demo saw, phase by phase, and at its end. */
final class Results {

  private final Options options;
  private @Nullable Ending ending;

  /** One call to v1 without mirroring, to see whether v1 will do. */
  final Phase check = new Phase("check of v1");

  final Phase healthy = new Phase("v2 is well");
  final Phase hung;
  final Phase probing = new Phase("v2 is back, first copies");
  final Phase back = new Phase("v2 is back");

  Results(Options options) {
    this.options = options;
    hung = new Phase(hanging() + " hangs");
  }

  /** The server in this process hangs; it is v2 unless a URL was given. */
  boolean isV2Local() {
    return options.v2().isEmpty();
  }

  /** Who hangs. */
  String hanging() {
    return isV2Local() ? "v2" : "a second mirror";
  }

  /** The phases with a mirror. */
  List<Phase> phases() {
    return List.of(healthy, hung, probing, back);
  }

  /** The phases in which every copy has to arrive. */
  List<Phase> healthyPhases() {
    return List.of(healthy, back);
  }

  long callers() {
    return phases().stream().mapToLong(phase -> phase.calls().size()).sum();
  }

  Results end(Ending how) {
    ending = how;
    return this;
  }

  Ending ending() {
    if (ending == null) {
      throw new IllegalStateException("the demo has not ended");
    }
    return ending;
  }

  /** Whether v1 served all callers of a phase, with status 200. */
  boolean isGood(Phase phase) {
    return phase.responses().keySet().stream().allMatch(this::isGood);
  }

  /** A foreign httpbin does not tell its version. */
  private boolean isGood(String response) {
    return response.equals("200 by v1") || (options.v1().isPresent() && response.equals("200"));
  }
}
