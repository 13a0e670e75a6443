package io.github.mirror4j.compare.evidence;

import io.github.mirror4j.compare.count.Capacity;
import io.github.mirror4j.compare.diff.Differences;
import io.github.mirror4j.compare.names.EndpointNames;
import io.github.mirror4j.rule.Check;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The scopes of one key: all endpoints together, each endpoint, and apart from them the requests of
 * which no baseline may be sent. Bounded. Guarded by the lock of the mirror's evidence.
 */
final class KeyScopes {

  private final Limits limits;
  private final LatencyLadder.Thresholds thresholds;
  private final Capacities capacities;
  private final Scope sum;
  private final Scope apart;
  private final Map<String, Scope> endpoints = new HashMap<>();

  /** The requests of which no baseline may be sent, by method and endpoint. */
  private final Map<String, NoBaselineScope> scopesApart = new TreeMap<>();

  /** What the warm-up learned about an endpoint's paths, until its first triple counts. */
  private final Map<String, FieldCounts> fieldsOfWarmUp = new HashMap<>();

  private final List<Scope> ranked = new ArrayList<>();

  /**
   * How much more may be kept, of all keys together.
   *
   * @param endpoints how many endpoints
   * @param paths how many paths of fields
   */
  record Capacities(Capacity endpoints, Capacity paths) {

    /** Returns capacities for so many endpoints and paths. */
    static Capacities of(int endpoints, int paths) {
      return new Capacities(new Capacity(endpoints), new Capacity(paths));
    }
  }

  KeyScopes(
      Instant since, Limits limits, LatencyLadder.Thresholds thresholds, Capacities capacities) {
    this.limits = limits;
    this.thresholds = thresholds;
    this.capacities = capacities;
    sum = new Scope("", since, thresholds, new FieldCounts(capacities.paths()));
    apart = new Scope("", since, null, new FieldCounts(capacities.paths()));
  }

  Scope sum() {
    return sum;
  }

  /** Returns the counts of requests of which no baseline may be sent. */
  Scope apart() {
    return apart;
  }

  /** Returns the endpoints, by rank. */
  List<Scope> endpoints() {
    return ranked;
  }

  /** Returns the counts of requests without baseline, by method and endpoint. */
  Map<String, NoBaselineScope> scopesApart() {
    return scopesApart;
  }

  /** The sum of all endpoints is first; then come the endpoints, by first appearance and name. */
  int rank(Scope scope) {
    return scope == sum ? 1 : scope.rank();
  }

  /** Returns the counts of an endpoint. */
  Scope endpoint(String name, Instant now) {
    Scope known = endpoints.get(name);
    if (known != null) {
      return known;
    }
    boolean fits = name.equals(EndpointNames.OTHER) || capacities.endpoints().take();
    if (!fits) {
      return endpoint(EndpointNames.OTHER, now);
    }
    boolean ladders = limits.raisesAlarm(Check.SLOWER);
    FieldCounts learned = fieldsOfWarmUp.remove(name);
    FieldCounts fields = learned == null ? new FieldCounts(capacities.paths()) : learned;
    Scope created = new Scope(name, now, ladders ? thresholds : null, fields);
    endpoints.put(name, created);
    ranked.add(created);
    ranked.sort(Comparator.comparing(Scope::since).thenComparing(Scope::name));
    for (int i = 0; i < ranked.size(); i++) {
      ranked.get(i).rank(i + 2);
    }
    return created;
  }

  /**
   * Returns the counts of requests of a method, to an endpoint, of which no baseline may be sent.
   */
  NoBaselineScope apart(String method, String endpoint) {
    String name = method + " " + endpoint;
    NoBaselineScope known = scopesApart.get(name);
    if (known != null) {
      return known;
    }
    String place = capacities.endpoints().take() ? name : EndpointNames.OTHER;
    return scopesApart.computeIfAbsent(place, p -> new NoBaselineScope(capacities.paths()));
  }

  /** Learns from a triple of the warm-up how much the baseline differs from the primary. */
  void learn(String endpoint, Differences byValue) {
    fieldsOfWarmUp
        .computeIfAbsent(endpoint, name -> new FieldCounts(capacities.paths()))
        .learnFrom(byValue);
  }

  /** Returns the paths of an endpoint of which only shapes are compared. */
  Set<String> noisy(String endpoint) {
    Scope known = endpoints.get(endpoint);
    FieldCounts fields = known == null ? fieldsOfWarmUp.get(endpoint) : known.fields();
    return fields == null ? Set.of() : fields.noisy();
  }

  KeyCounts.Scopes counts() {
    return new KeyCounts.Scopes(
        ScopeCounts.of(sum, rank(sum)),
        ScopeCounts.of(apart, 0),
        scopesApart.entrySet().stream()
            .map(scope -> scope.getValue().counts(scope.getKey()))
            .toList(),
        ranked.stream().map(scope -> ScopeCounts.of(scope, scope.rank())).toList());
  }
}
