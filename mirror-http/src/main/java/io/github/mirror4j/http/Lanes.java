package io.github.mirror4j.http;

import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.ServiceRef;
import io.github.mirror4j.select.RuleMirror;
import io.github.mirror4j.select.RuleSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
    boolean isDefault = rule.namespace().equals(ServiceRef.DEFAULT_NAMESPACE);
    return isDefault ? rule.name() : rule.namespace() + "/" + rule.name();
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
   * <p>A lane is found again when a mirror of the same name returns. The oldest lanes beyond 100
   * are forgotten, with their rows in the statistics; the total goes on to count them.
   */
  static final class Registry {

    private static final int MOST_RETIRED = 100;

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
      while (retired.size() > MOST_RETIRED) {
        retired.pollLastEntry();
      }
      inForce = next;
      return new Lanes(rules, lanes);
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
