package io.github.mirror4j.http;

import io.github.mirror4j.http.guard.LogLines;
import io.github.mirror4j.rule.MirrorId;
import io.github.mirror4j.select.RuleMirror;
import io.github.mirror4j.select.RuleSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * The rules in force with a lane for each of their mirrors.
 *
 * @param rules the rules
 * @param lanes the lanes, each at its mirror's index
 */
record Lanes(RuleSet rules, List<Lane> lanes) {

  Lane of(RuleMirror mirror) {
    return lanes.get(mirror.index());
  }

  /**
   * The lanes in force and those of rules that were replaced; not thread-safe.
   *
   * <p>A lane is found again when a mirror of the same name returns. The oldest lanes beyond
   * {@value #MAX_RETIRED} are forgotten, with their rows in the statistics; the total goes on to
   * count them. Those that are paused, backed off or have copies in flight are kept, so that what
   * was stopped does not start again with a rule that comes back. So that this is bounded too, at
   * most {@value #MAX_KEPT} are kept in all; a pause that is forgotten is logged.
   */
  static final class Registry {

    static final int MAX_RETIRED = 100;
    static final int MAX_KEPT = 1_000;

    private static final Logger LOG = LogLines.MIRRORING;

    private final LaneContext context;
    private final SequencedMap<MirrorId, Lane> retired = new LinkedHashMap<>();
    private SequencedMap<MirrorId, Lane> inForce = new LinkedHashMap<>();

    Registry(LaneContext context) {
      this.context = context;
    }

    Lanes replace(RuleSet rules) {
      SequencedMap<MirrorId, Lane> next = new LinkedHashMap<>();
      List<Lane> lanes =
          rules.mirrors().stream()
              .map(mirror -> next.computeIfAbsent(mirror.id(), this::findOrCreate))
              .toList();
      retired.keySet().removeAll(next.keySet());
      next.values().forEach(lane -> lane.replaced(false));
      // The latest come first, those that went together in the order of their rules.
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
      return new Lanes(rules, lanes);
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
                      + " mirrors are paused or busy",
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
