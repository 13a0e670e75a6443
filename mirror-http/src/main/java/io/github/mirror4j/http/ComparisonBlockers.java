package io.github.mirror4j.http;

import io.github.mirror4j.compare.LossReason;
import io.github.mirror4j.rule.MirrorId;
import io.github.mirror4j.select.RuleMirror;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What keeps responses from being compared at present, whatever the rules select. */
final class ComparisonBlockers {

  private ComparisonBlockers() {}

  /** Lines of text; empty if nothing is in the way. */
  static String of(Lanes lanes, List<String> foreignClients) {
    if (!lanes.compare()) {
      return "";
    }
    Stream<String> foreign = foreignClients.stream().map(ComparisonBlockers::foreign);
    return Stream.concat(foreign, resting(lanes)).collect(Collectors.joining());
  }

  private static String foreign(String name) {
    return "at present requests of the wrapped client %s are compared only with body handlers of the JDK; others: %s\n"
        .formatted(name, LossReason.FOREIGN_CLIENT);
  }

  private static Stream<String> resting(Lanes lanes) {
    return lanes.rules().mirrors().stream()
        .filter(mirror -> isResting(lanes, mirror))
        .map(RuleMirror::id)
        .distinct()
        .map(ComparisonBlockers::resting);
  }

  private static boolean isResting(Lanes lanes, RuleMirror mirror) {
    ComparedLane compared = lanes.comparison(mirror);
    return compared != null && compared.baseline() != null && compared.mirror().isResting();
  }

  private static String resting(MirrorId id) {
    return ("at present %s gets no baselines: one failed or several were slow, so the old version"
            + " has a minute's rest\n")
        .formatted(id);
  }
}
