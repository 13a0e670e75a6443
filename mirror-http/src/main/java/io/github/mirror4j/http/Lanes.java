package io.github.mirror4j.http;

import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.ServiceRef;
import io.github.mirror4j.select.RuleMirror;
import io.github.mirror4j.select.RuleSet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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

  /**
   * The lanes in force and those of rules that were replaced; not thread-safe.
   *
   * <p>A lane is found again when a mirror of the same name returns. The oldest lanes beyond 100
   * are forgotten, with their rows in the statistics; the total goes on to count them.
   */
  static final class Registry {

    private static final int MOST_RETIRED = 100;

    private final LaneContext context;
    private final Deque<Lane> retired = new ArrayDeque<>();
    private List<Lane> inForce = List.of();

    Registry(LaneContext context) {
      this.context = context;
    }

    Lanes replace(RuleSet rules) {
      List<Lane> next = rules.mirrors().stream().map(this::findOrCreate).toList();
      List<Lane> gone = new ArrayList<>(inForce);
      gone.removeAll(next);
      retired.removeAll(next);
      gone.forEach(retired::addFirst);
      while (retired.size() > MOST_RETIRED) {
        retired.removeLast();
      }
      inForce = next;
      return new Lanes(rules, next);
    }

    Stream<Lane> all() {
      return Stream.concat(inForce.stream(), retired.stream());
    }

    List<Lane> inForce() {
      return inForce;
    }

    private Lane findOrCreate(RuleMirror mirror) {
      String rule = nameOf(mirror.rule());
      String name = mirror.mirror().name();
      Optional<Lane> known = all().filter(lane -> lane.isFor(rule, name)).findFirst();
      return known.orElseGet(() -> new Lane(rule, name, context));
    }
  }
}
