package io.github.mirror4j.yaml;

import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.Match;
import io.github.mirror4j.rule.Source;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The clients that a rule is for, and the port of its destination that they address.
 *
 * @param namespaces the namespaces of the clients; null for every client
 * @param port the port; null for any
 */
record RuleClients(@Nullable List<String> namespaces, @Nullable Integer port) {

  static final RuleClients ALL = new RuleClients(null, null);

  /** Records that a match is at another index, too. */
  @FunctionalInterface
  interface Copy {
    void of(int from, int to);
  }

  /** The same matches for these clients only; none if the matches are for others. */
  List<Match> narrow(List<Match> matches, Copy copy) {
    if (namespaces == null && port == null) {
      return matches;
    }
    List<Match> all = matches.isEmpty() ? List.of(Match.builder().build()) : matches;
    List<Match> narrowed = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      for (Match match : narrow(all.get(i))) {
        copy.of(i, narrowed.size());
        narrowed.add(match);
      }
    }
    return narrowed;
  }

  String reason() {
    String who = namespaces == null ? "" : "those of namespace " + String.join(", ", namespaces);
    return "it asks for others than " + (port == null ? who : "those at port " + port);
  }

  private List<Match> narrow(Match match) {
    if (port != null && match.port().isPresent() && match.port().getAsInt() != port) {
      return List.of();
    }
    Match.Builder narrowed = match.toBuilder();
    if (port != null) {
      narrowed.port(port);
    }
    if (namespaces == null) {
      return List.of(narrowed.build());
    }
    Source own = match.source().orElse(new Source(null, null, Labels.none()));
    return namespaces.stream()
        .filter(in -> own.namespace() == null || own.namespace().equals(in))
        .map(in -> narrowed.source(new Source(own.service(), in, own.labels())).build())
        .toList();
  }
}
