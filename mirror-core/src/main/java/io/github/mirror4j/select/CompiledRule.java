package io.github.mirror4j.select;

import io.github.mirror4j.registry.Endpoint;
import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.CredentialHeaders;
import io.github.mirror4j.rule.Match;
import io.github.mirror4j.rule.Route;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.ServiceRef;
import io.github.mirror4j.rule.Source;
import io.github.mirror4j.select.pattern.Truth;
import io.github.mirror4j.select.pattern.WorkBudget;
import io.github.mirror4j.text.RulePlace;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A rule compiled for callers of one identity. */
final class CompiledRule {

  private static final CompiledMatch EVERY_REQUEST = new CompiledMatch(0, List.of());

  private final RouteRule rule;
  private final int rank;
  private final List<CompiledMatch> matches = new ArrayList<>();
  private final SortedMap<Integer, Source> notMet = new TreeMap<>();
  private final boolean closed;
  private final List<Subset> routes = new ArrayList<>();
  private final int totalWeight;
  private final boolean isRouteDrawn;
  private final List<RuleMirror> mirrors;
  private final boolean drawNeeded;
  private final boolean isCompared;
  private final Draw draw;
  private final AppliedRule applied;
  private final Selection untouched;
  private final Selection allMirrors;

  CompiledRule(
      RouteRule rule,
      int rank,
      @Nullable Source identity,
      ServiceRegistry registry,
      int firstMirror) {
    this.rule = rule;
    this.rank = rank;
    for (int i = 0; i < rule.matches().size(); i++) {
      Match match = rule.matches().get(i);
      if (isMet(match, identity)) {
        matches.add(CompiledMatch.of(match, i));
      } else {
        notMet.put(i, match.source().orElseThrow());
      }
    }
    closed = matches.isEmpty() && !rule.matches().isEmpty();
    for (Route route : rule.routes()) {
      routes.add(Subset.of(registry, destination(route), route.labels()));
    }
    totalWeight = rule.routes().stream().mapToInt(Route::weight).sum();
    isRouteDrawn = rule.routes().stream().filter(route -> route.weight() > 0).count() > 1;
    List<RuleMirror> compiled = new ArrayList<>();
    for (var mirror : rule.mirrors()) {
      compiled.add(new RuleMirror(rule, mirror, firstMirror + compiled.size(), registry));
    }
    mirrors = List.copyOf(compiled);
    drawNeeded = mirrors.stream().anyMatch(RuleMirror::needsDraw);
    isCompared = mirrors.stream().anyMatch(mirror -> mirror.compiledComparison() != null);
    draw = new Draw(rule.samplingKey().orElse(null));
    applied =
        new AppliedRule(
            rule,
            rule.primary().isEmpty() ? CompiledEdits.NONE : new CompiledEdits(rule.primary()));
    untouched = new Selection(applied, null, List.of());
    allMirrors = new Selection(applied, null, mirrors);
  }

  RouteRule rule() {
    return rule;
  }

  /** Returns the rule's place in the order of all rules. A lower one wins. */
  int rank() {
    return rank;
  }

  List<RuleMirror> mirrors() {
    return mirrors;
  }

  List<Subset> routes() {
    return routes;
  }

  /** Returns whether no request of this identity can ever match. */
  boolean isClosed() {
    return closed;
  }

  /** Returns whether every request to the destination matches. */
  boolean isCatchAll() {
    return !closed && alternatives().stream().anyMatch(MatchCoverage::isEveryRequest);
  }

  /**
   * Returns the matches of which one must hold. If the rule has none, returns one without
   * conditions.
   */
  List<CompiledMatch> alternatives() {
    return matches.isEmpty() && !closed ? List.of(EVERY_REQUEST) : matches;
  }

  /**
   * Returns the rule's name for messages, preceded by the place where the rule was written, if that
   * is known.
   */
  String place() {
    return RulePlace.of(rule.origin(), rule.qualifiedName());
  }

  /**
   * Returns whether a match holds. A match that certainly holds decides, even if another one takes
   * too much work.
   */
  Truth matches(RequestFacts facts, WorkBudget work) {
    if (matches.isEmpty()) {
      return Truth.of(!closed);
    }
    Truth any = Truth.NO;
    for (int i = 0; i < matches.size(); i++) {
      Truth one = matches.get(i).holds(facts, work);
      if (one == Truth.YES) {
        return Truth.YES;
      }
      any = one == Truth.NO ? any : one;
    }
    return any;
  }

  /**
   * Returns what the rule does with the primary, without copies, since an earlier rule was not
   * decided.
   */
  Selection applyBehind(RouteRule undecided, RandomGenerator random) {
    Endpoint endpoint = routes.isEmpty() ? null : routes.get(pickRoute(random)).next();
    return Selection.behind(undecided, applied, endpoint);
  }

  Selection apply(RequestFacts facts, RandomGenerator random) {
    Subset route = routes.isEmpty() ? null : routes.get(pickRoute(random));
    Endpoint endpoint = route == null ? null : route.next();
    int drawn = drawNeeded ? draw.of(facts, random) : 0;
    List<RuleMirror> selected = select(facts, drawn);
    if (isCompared && !selected.isEmpty()) {
      Pairing pairing =
          new Pairing(drawn, facts.method(), facts.uri(), route, endpoint, isRouteDrawn);
      return Selection.compared(applied, selected, pairing);
    }
    if (endpoint != null) {
      return new Selection(applied, endpoint, selected);
    }
    if (selected.isEmpty()) {
      return untouched;
    }
    boolean all = selected.size() == mirrors.size();
    return all ? allMirrors : new Selection(applied, null, selected);
  }

  /** Returns the mirrors that a draw selects, in the rule's order. */
  List<RuleMirror> select(RequestFacts facts, int drawn) {
    int count = 0;
    for (int i = 0; i < mirrors.size(); i++) {
      count += isSelected(mirrors.get(i), facts, drawn) ? 1 : 0;
    }
    if (count == mirrors.size()) {
      return mirrors;
    }
    if (count == 0) {
      return List.of();
    }
    List<RuleMirror> selected = new ArrayList<>(count);
    for (RuleMirror mirror : mirrors) {
      if (isSelected(mirror, facts, drawn)) {
        selected.add(mirror);
      }
    }
    return List.copyOf(selected);
  }

  /** Returns the request's URI with the rule's path rewrite. Copies are made from it. */
  URI rewrite(URI request) {
    return applied.edits().rewrite(request);
  }

  Draw draw() {
    return draw;
  }

  /** Returns why the rule does not match, one line for each match. */
  List<String> complaints(RequestFacts facts, CredentialHeaders credentials) {
    SortedMap<Integer, String> complaints = new TreeMap<>();
    notMet.forEach((i, source) -> complaints.put(i, "only for the source " + source));
    for (CompiledMatch match : matches) {
      match
          .complaint(facts, credentials)
          .ifPresent(complaint -> complaints.put(match.place(), complaint));
    }
    return complaints.entrySet().stream()
        .map(complaint -> "match[" + complaint.getKey() + "]: " + complaint.getValue())
        .toList();
  }

  private int pickRoute(RandomGenerator random) {
    if (routes.size() == 1) {
      return 0;
    }
    int left = RandomNumbers.below(totalWeight, random);
    int route = 0;
    while (left >= rule.routes().get(route).weight()) {
      left -= rule.routes().get(route).weight();
      route++;
    }
    return route;
  }

  private static boolean isSelected(RuleMirror mirror, RequestFacts facts, int drawn) {
    return mirror.mirror().millionths() > drawn && mirror.mirror().copies(facts.method());
  }

  private boolean isMet(Match match, @Nullable Source identity) {
    return match.source().isEmpty()
        || (identity != null
            && CallerIdentity.meets(identity, match.source().get(), rule.namespace()));
  }

  private ServiceRef destination(Route route) {
    ServiceRef other = route.destination();
    return other == null ? rule.destination() : other.withDefaultNamespace(rule.namespace());
  }
}
