package io.github.mirror4j.http;

import io.github.mirror4j.rule.RouteRule;
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
import org.slf4j.LoggerFactory;

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

  /** A rule's name is unique only within its namespace. */
  static String nameOf(RouteRule rule) {
    return rule.qualifiedName();
  }

  /** Names a lane, in any rule set. */
  private record Name(String rule, String mirror) {

    static Name of(RuleMirror mirror) {
      return new Name(nameOf(mirror.rule()), mirror.mirror().name());
    }
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

    private static final Logger LOG = LoggerFactory.getLogger(MirroringHttpClient.class);

    private final LaneContext context;
    private final SequencedMap<Name, Lane> retired = new LinkedHashMap<>();
    private SequencedMap<Name, Lane> inForce = new LinkedHashMap<>();

    Registry(LaneContext context) {
      this.context = context;
    }

    Lanes replace(RuleSet rules) {
      SequencedMap<Name, Lane> next = new LinkedHashMap<>();
      List<Lane> lanes =
          rules.mirrors().stream()
              .map(mirror -> next.computeIfAbsent(Name.of(mirror), this::findOrCreate))
              .toList();
      retired.keySet().removeAll(next.keySet());
      next.values().forEach(lane -> lane.replaced(false));
      // The latest come first, those that went together in the order of their rules.
      inForce
          .reversed()
          .forEach(
              (name, lane) -> {
                if (!next.containsKey(name)) {
                  lane.replaced(true);
                  retired.putFirst(name, lane);
                }
              });
      forgetOldest();
      inForce = next;
      return new Lanes(rules, lanes);
    }

    private void forgetOldest() {
      int excess = retired.size() - MAX_RETIRED;
      Iterator<Map.Entry<Name, Lane>> oldestFirst = retired.reversed().entrySet().iterator();
      while (excess > 0 && oldestFirst.hasNext()) {
        if (oldestFirst.next().getValue().isAtRest()) {
          oldestFirst.remove();
          excess--;
        }
      }
      while (retired.size() > MAX_KEPT) {
        Map.Entry<Name, Lane> oldest = retired.pollLastEntry();
        if (oldest.getValue().isPaused()) {
          tellOfForgottenPause(oldest.getKey());
        }
      }
    }

    private static void tellOfForgottenPause(Name name) {
      LogLines.add(
          () ->
              LOG.warn(
                  "{} -> {} of an earlier rule set is forgotten, with its pause: more than {} such"
                      + " mirrors are paused or busy",
                  name.rule(),
                  name.mirror(),
                  MAX_KEPT));
    }

    Stream<Lane> all() {
      return Stream.concat(inForce.values().stream(), retired.values().stream());
    }

    /** The lane of a mirror in force; else null. */
    @Nullable Lane inForce(String rule, String mirror) {
      return inForce.get(new Name(rule, mirror));
    }

    /** The lane of a mirror in force, or of one that was; else null. */
    @Nullable Lane any(String rule, String mirror) {
      return any(new Name(rule, mirror));
    }

    private @Nullable Lane any(Name name) {
      Lane lane = inForce.get(name);
      return lane == null ? retired.get(name) : lane;
    }

    private Lane findOrCreate(Name name) {
      Lane known = any(name);
      return known == null ? new Lane(name.rule(), name.mirror(), context) : known;
    }
  }
}
