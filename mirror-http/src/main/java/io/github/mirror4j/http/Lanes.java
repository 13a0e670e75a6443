package io.github.mirror4j.http;

import io.github.mirror4j.http.compare.ComparedRuleText;
import io.github.mirror4j.http.compare.Comparisons;
import io.github.mirror4j.http.guard.LogLines;
import io.github.mirror4j.http.send.Copy;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.MirrorId;
import io.github.mirror4j.select.RuleMirror;
import io.github.mirror4j.select.RuleSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * The rules in force with a lane for each of their mirrors.
 *
 * @param rules the rules
 * @param lanes the lanes, each at its mirror's index
 * @param compared the comparisons, each at its mirror's index
 */
record Lanes(RuleSet rules, List<Lane> lanes, List<Optional<ComparedLane>> compared) {

  Lane of(RuleMirror mirror) {
    return lanes.get(mirror.index());
  }

  /** The lane of a copy: the mirror's, or that of its baselines. */
  Lane of(Copy copy) {
    if (copy.baseline() != null) {
      Lane baseline = compared.get(copy.mirror().index()).map(ComparedLane::baseline).orElse(null);
      if (baseline != null) {
        return baseline;
      }
    }
    return of(copy.mirror());
  }

  /** Whether the responses of any mirror are compared. */
  boolean compare() {
    return compared.stream().anyMatch(Optional::isPresent);
  }

  /** The comparison of a mirror, if there is one. */
  @Nullable ComparedLane comparison(RuleMirror mirror) {
    return compared.get(mirror.index()).orElse(null);
  }

  /**
   * The lanes in force and those of rules that were replaced; not thread-safe.
   *
   * <p>A lane is found again when a mirror of the same name returns. The oldest lanes beyond
   * {@value #MAX_RETIRED} are forgotten, with their rows in the statistics; the total still counts
   * them. Those that are paused, backed off or have copies in flight are kept, so that what was
   * stopped does not start again with a rule that comes back. At most {@value #MAX_KEPT} are kept
   * in all, and a pause that is forgotten is logged.
   */
  static final class Registry {

    static final int MAX_RETIRED = 100;
    static final int MAX_KEPT = 1_000;

    private static final Logger LOG = LogLines.MIRRORING;

    private final LaneContext context;
    private final Comparisons comparisons;
    private final SequencedMap<MirrorId, Lane> retired = new LinkedHashMap<>();
    private SequencedMap<MirrorId, Lane> inForce = new LinkedHashMap<>();

    Registry(LaneContext context, Comparisons comparisons) {
      this.context = context;
      this.comparisons = comparisons;
    }

    Lanes replace(RuleSet rules) {
      SequencedMap<MirrorId, Lane> next = new LinkedHashMap<>();
      List<Lane> lanes =
          rules.mirrors().stream()
              .map(mirror -> next.computeIfAbsent(mirror.id(), this::findOrCreate))
              .toList();
      List<Optional<ComparedLane>> compared =
          rules.mirrors().stream().map(mirror -> comparison(mirror, next)).toList();
      comparisons.forgetBut(
          compared.stream()
              .flatMap(Optional::stream)
              .map(ComparedLane::mirror)
              .collect(Collectors.toSet()));
      retired.keySet().removeAll(next.keySet());
      next.values().forEach(lane -> lane.replaced(false));
      // The latest come first. Those that were retired together keep the order of their rules.
      inForce
          .reversed()
          .forEach(
              (id, lane) -> {
                if (!next.containsKey(id)) {
                  lane.replaced(true);
                  retired.putFirst(id, lane);
                }
              });
      forgetOldest();
      inForce = next;
      return new Lanes(rules, lanes, compared);
    }

    private Optional<ComparedLane> comparison(RuleMirror mirror, Map<MirrorId, Lane> next) {
      return mirror.mirror().comparison().map(settings -> comparison(mirror, settings, next));
    }

    private ComparedLane comparison(
        RuleMirror mirror, Comparison settings, Map<MirrorId, Lane> next) {
      MirrorId baseline = ComparedLane.baselineOf(mirror.id());
      return new ComparedLane(
          comparisons.of(mirror.id(), settings, mirror.rule().destination().host()),
          ComparedRuleText.of(mirror, context.settings().policy().credentialHeaders()),
          settings.baseline().isEmpty() ? null : next.computeIfAbsent(baseline, this::findOrCreate),
          baseline);
    }

    private void forgetOldest() {
      int excess = retired.size() - MAX_RETIRED;
      Iterator<Map.Entry<MirrorId, Lane>> oldestFirst = retired.reversed().entrySet().iterator();
      while (excess > 0 && oldestFirst.hasNext()) {
        if (oldestFirst.next().getValue().isAtRest()) {
          oldestFirst.remove();
          excess--;
        }
      }
      while (retired.size() > MAX_KEPT) {
        Map.Entry<MirrorId, Lane> oldest = retired.pollLastEntry();
        if (oldest.getValue().isPaused()) {
          tellOfForgottenPause(oldest.getKey());
        }
      }
    }

    private static void tellOfForgottenPause(MirrorId id) {
      LogLines.add(
          () ->
              LOG.warn(
                  "{} of an earlier rule set is forgotten, with its pause: more than {} such"
                      + " mirrors are paused or busy. It gets copies again if a rule brings it back",
                  id,
                  MAX_KEPT));
    }

    Stream<Lane> all() {
      return Stream.concat(inForce.values().stream(), retired.values().stream());
    }

    /** The lane of a mirror in force; else null. */
    @Nullable Lane inForce(MirrorId id) {
      return inForce.get(id);
    }

    /** The lane of a mirror in force, or of one that was; else null. */
    @Nullable Lane any(MirrorId id) {
      Lane lane = inForce.get(id);
      return lane == null ? retired.get(id) : lane;
    }

    private Lane findOrCreate(MirrorId id) {
      Lane known = any(id);
      return known == null ? new Lane(id, context) : known;
    }
  }
}
