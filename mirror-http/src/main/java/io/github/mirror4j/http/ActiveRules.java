package io.github.mirror4j.http;

import io.github.mirror4j.http.compare.ComparisonLog;
import io.github.mirror4j.http.compare.Comparisons;
import io.github.mirror4j.http.guard.LogLines;
import io.github.mirror4j.http.guard.UserCode;
import io.github.mirror4j.http.send.CopyPolicy;
import io.github.mirror4j.http.settings.ClientRulesValidator;
import io.github.mirror4j.http.stats.MirrorCounts;
import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.InvalidConfigurationException;
import io.github.mirror4j.rule.MirrorId;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.Source;
import io.github.mirror4j.select.RuleSet;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * The rules in force, and the lanes of their mirrors.
 *
 * <p>Rules and lanes are replaced together by one write, so a request meets either the old ones or
 * the new ones. Callers only read. Replacing, pausing and looking at lanes takes the lock.
 */
final class ActiveRules {

  private static final Logger LOG = LogLines.MIRRORING;

  private final LaneContext context;
  private final ServiceRegistry registry;
  private final @Nullable Source source;
  private final Comparisons comparisons;
  private final ComparisonLog comparisonLog;
  private final Object lock = new Object();
  private final Lanes.Registry laneRegistry;
  private volatile Lanes lanes;

  ActiveRules(
      LaneContext context,
      Comparisons comparisons,
      RuleSet rules,
      ServiceRegistry registry,
      @Nullable Source source) {
    this.context = context;
    this.registry = registry;
    this.source = source;
    this.comparisons = comparisons;
    comparisonLog = new ComparisonLog(context.settings().comparing().baselines());
    laneRegistry = new Lanes.Registry(context, comparisons);
    lanes = laneRegistry.replace(rules);
  }

  /** Logs what is worth knowing about the rules with which the engine begins. */
  void announce() {
    inForce(lanes);
  }

  private void inForce(Lanes current) {
    warn(current.rules());
    comparisonLog.inForce(current.rules());
    if (current.compare() && MirrorSwitch.isOn()) {
      comparisons.warmUp();
    }
  }

  Lanes lanes() {
    return lanes;
  }

  RuleSet rules() {
    return lanes.rules();
  }

  @Nullable Source source() {
    return source;
  }

  /**
   * Puts other rules in force.
   *
   * @param first the registry that is asked before the engine's own
   * @throws InvalidConfigurationException if the rules are invalid; the old ones stay in force
   */
  void replace(Collection<RouteRule> rules, ServiceRegistry first) {
    CopyPolicy policy = context.settings().policy();
    RuleSet.Builder builder =
        RuleSet.builder()
            .rules(List.copyOf(rules))
            .registry(UserCode.registry(first, context.errors()).or(registry))
            .credentialHeaders(policy.credentialHeaders());
    if (source != null) {
      builder.source(source);
    }
    RuleSet next = builder.build();
    ClientRulesValidator.throwIfUnfit(next, policy.copyHeader());
    Lanes replaced;
    synchronized (lock) {
      replaced = laneRegistry.replace(next);
      lanes = replaced;
    }
    context.records().listeners().rulesReplaced();
    inForce(replaced);
  }

  private static void warn(RuleSet rules) {
    warnings(rules).forEach(LOG::warn);
  }

  static List<String> warnings(RuleSet rules) {
    return Stream.of(rules.warnings(), ClientRulesValidator.warnings(rules))
        .flatMap(List::stream)
        .toList();
  }

  /**
   * Pauses one mirror or ends its pause.
   *
   * @return whether that changes anything
   * @throws IllegalArgumentException if no rule in force has such a mirror
   */
  boolean pause(MirrorId id, boolean pause) {
    synchronized (lock) {
      Lane lane = laneRegistry.inForce(id);
      if (lane == null) {
        throw unknown(id);
      }
      return lane.pause(pause);
    }
  }

  /** The counts of one mirror, also of a rule that was replaced. */
  Optional<MirrorCounts> counts(MirrorId id) {
    synchronized (lock) {
      return Optional.ofNullable(laneRegistry.any(id)).map(Lane::counts);
    }
  }

  /** The counts of all mirrors, also of rules that were replaced. */
  List<MirrorCounts> counts() {
    return allLanes().stream().map(Lane::counts).toList();
  }

  /** The counts of the mirrors in force. */
  List<MirrorCounts> countsInForce() {
    Lanes current = lanes;
    Stream<Lane> baselines =
        current.compared().stream()
            .flatMap(Optional::stream)
            .flatMap(c -> Stream.ofNullable(c.baseline()));
    return Stream.concat(current.lanes().stream(), baselines).distinct().map(Lane::counts).toList();
  }

  /** Logs what was lost and not logged yet. */
  void writeLastLines() {
    allLanes().forEach(Lane::writeLastLine);
  }

  private List<Lane> allLanes() {
    synchronized (lock) {
      return laneRegistry.all().toList();
    }
  }

  private IllegalArgumentException unknown(MirrorId id) {
    String known =
        rules().mirrors().stream()
            .map(mirror -> mirror.id().toString())
            .collect(Collectors.joining("\", \""));
    return new IllegalArgumentException(
        "mirror: \"%s\" (expected: one of \"%s\")".formatted(id, known));
  }
}
