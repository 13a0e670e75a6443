package io.github.mirror4j.yaml;

import io.github.mirror4j.rule.ServiceRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Breaks ties among equally specific matches of HTTPRoutes for one host: the older route comes
 * first, then the one whose {@code namespace/name} does, as the Gateway API has it. The order of
 * one route's own rules is that of their {@link RuleDraft#order()} already.
 */
final class HttpRouteTies {

  /** A route without a creation time is not in a cluster yet, so it is the youngest. */
  private static final Comparator<RuleDraft> ORDER =
      Comparator.comparingInt(RuleDraft::precedence)
          .reversed()
          .thenComparing(HttpRouteTies::created)
          .thenComparing(draft -> draft.resource().namespace() + "/" + draft.resource().name())
          .thenComparing(RuleDraft::order);

  private static final Comparator<RuleDraft> AMONG_EQUALS =
      Comparator.comparing(RuleDraft::order)
          .thenComparing(RuleDraft::name)
          .thenComparing(draft -> draft.resource().namespace());

  private HttpRouteTies() {}

  static void apply(List<RuleDraft> drafts) {
    Map<String, List<RuleDraft>> byHost = new HashMap<>();
    for (RuleDraft draft : drafts) {
      ServiceRef destination = draft.destination();
      if (!draft.isPrecedenceFixed() && destination != null) {
        byHost.computeIfAbsent(destination.host(), h -> new ArrayList<>()).add(draft);
      }
    }
    byHost.values().forEach(HttpRouteTies::separate);
  }

  /**
   * Starting with the last one, each gets at least the precedence of the next one, and more if
   * necessary.
   */
  private static void separate(List<RuleDraft> drafts) {
    drafts.sort(ORDER);
    for (int i = drafts.size() - 2; i >= 0; i--) {
      RuleDraft draft = drafts.get(i);
      RuleDraft next = drafts.get(i + 1);
      boolean comesFirst = AMONG_EQUALS.compare(draft, next) < 0;
      int least = next.precedence() + (comesFirst ? 0 : 1);
      draft.movablePrecedence(Math.max(draft.precedence(), least));
    }
  }

  private static Instant created(RuleDraft draft) {
    Instant created = draft.resource().created();
    return created == null ? Instant.MAX : created;
  }
}
