package io.github.mirror4j.select;

import io.github.mirror4j.rule.CredentialHeaders;
import io.github.mirror4j.rule.Match;
import io.github.mirror4j.rule.StringMatch;
import io.github.mirror4j.select.pattern.Truth;
import io.github.mirror4j.select.pattern.WorkBudget;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A {@link Match} without its source condition. All conditions must hold. Patterns come last, since
 * they take work.
 */
record CompiledMatch(int place, List<Condition> conditions) {

  static CompiledMatch of(Match match, int place) {
    List<Condition> conditions = new ArrayList<>();
    match.method().ifPresent(m -> conditions.add(Condition.of("method", RequestFacts::method, m)));
    match.scheme().ifPresent(m -> conditions.add(Condition.of("scheme", FactReader::scheme, m)));
    match.uri().ifPresent(m -> conditions.add(Condition.of("uri", FactReader::path, m)));
    match
        .authority()
        .ifPresent(m -> conditions.add(Condition.of("authority", RequestFacts::authority, m)));
    match
        .port()
        .ifPresent(
            port ->
                conditions.add(
                    Condition.of(
                        "port", FactReader::port, StringMatch.exact(Integer.toString(port)))));
    match.headers().forEach((name, m) -> conditions.add(Condition.ofHeader(name, m)));
    match
        .queryParameters()
        .forEach((name, m) -> conditions.add(Condition.ofQueryParameter(name, m)));
    // The sort is stable, so the other conditions stay in order.
    conditions.sort(Comparator.comparing(Condition::isPattern));
    return new CompiledMatch(place, List.copyOf(conditions));
  }

  /**
   * Returns whether all conditions hold. A condition that certainly fails decides, even if another
   * one takes too much work.
   */
  Truth holds(RequestFacts facts, WorkBudget work) {
    Truth all = Truth.YES;
    for (int i = 0; i < conditions.size(); i++) {
      Truth one = conditions.get(i).holds(facts, work);
      if (one == Truth.NO) {
        return Truth.NO;
      }
      all = one == Truth.YES ? all : one;
    }
    return all;
  }

  /**
   * Returns why the match does not hold, which is its first condition that fails. Empty if all
   * hold.
   */
  Optional<String> complaint(RequestFacts facts, CredentialHeaders credentials) {
    return conditions.stream()
        .filter(condition -> condition.holds(facts, new WorkBudget()) != Truth.YES)
        .findFirst()
        .map(condition -> condition.complaint(facts, credentials));
  }
}
