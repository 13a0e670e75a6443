package io.github.mirror4j.select;

import io.github.mirror4j.rule.CredentialHeaders;
import io.github.mirror4j.rule.Match;
import io.github.mirror4j.rule.StringMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A {@link Match} without its source condition: conditions that must all hold, cheap ones first.
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
    return new CompiledMatch(place, List.copyOf(conditions));
  }

  boolean holds(RequestFacts facts) {
    for (int i = 0; i < conditions.size(); i++) {
      if (!conditions.get(i).holds(facts)) {
        return false;
      }
    }
    return true;
  }

  /** Why the match does not hold: its first condition that fails; empty where all hold. */
  Optional<String> complaint(RequestFacts facts, CredentialHeaders credentials) {
    return conditions.stream()
        .filter(condition -> !condition.holds(facts))
        .findFirst()
        .map(condition -> condition.complaint(facts, credentials));
  }
}
