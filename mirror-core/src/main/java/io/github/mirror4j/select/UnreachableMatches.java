package io.github.mirror4j.select;

import io.github.mirror4j.rule.ServiceRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds rules and matches that no request reaches because wider ones come first.
 *
 * <p>It compares the rules of one host pair by pair, up to a limit. Beyond the limit it considers
 * only rules that match every request.
 */
final class UnreachableMatches {

  private static final int MAX_COMPARISONS = 100_000;

  private final Map<String, List<CompiledRule>> byHost = new HashMap<>();
  private final Map<String, CompiledRule> catchAlls = new HashMap<>();
  private final List<CompiledRule> blocks = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final Set<String> warned = new HashSet<>();
  private int comparisons;

  private UnreachableMatches() {}

  static List<String> warnings(List<CompiledRule> inOrder) {
    UnreachableMatches reach = new UnreachableMatches();
    inOrder.stream().filter(rule -> !rule.isClosed()).forEach(reach::add);
    return reach.warnings;
  }

  private void add(CompiledRule rule) {
    ServiceRef destination = rule.rule().destination();
    List<CompiledRule> wider = wider(destination);
    CompiledRule catchAll = catchAlls.get(destination.host());
    for (CompiledRule wide : wider) {
      catchAll = catchAll == null && wide.isCatchAll() ? wide : catchAll;
    }
    if (catchAll != null) {
      warn(rule, "", List.of(catchAll), "every request");
    } else if (comparisons < MAX_COMPARISONS) {
      List<CompiledRule> before =
          new ArrayList<>(byHost.getOrDefault(destination.host(), List.of()));
      before.addAll(wider);
      compare(rule, before);
    }
    byHost.computeIfAbsent(destination.host(), host -> new ArrayList<>()).add(rule);
    if (rule.isCatchAll()) {
      catchAlls.putIfAbsent(destination.host(), rule);
    }
    if (destination.isWildcard() && !destination.host().startsWith("*")) {
      blocks.add(rule);
    }
  }

  /**
   * Returns the rules for wildcards and address blocks that cover all hosts of the destination,
   * without a search through all rules.
   */
  private List<CompiledRule> wider(ServiceRef destination) {
    String host = destination.hosts().getLast();
    return Stream.concat(
            IntStream.rangeClosed(0, host.length())
                .mapToObj(start -> byHost.getOrDefault("*" + host.substring(start), List.of()))
                .flatMap(List::stream),
            blocks.stream())
        .filter(wide -> coversHosts(wide, destination))
        .sorted(Comparator.comparingInt(CompiledRule::rank))
        .toList();
  }

  private static boolean coversHosts(CompiledRule wide, ServiceRef destination) {
    ServiceRef all = wide.rule().destination();
    return !all.host().equals(destination.host())
        && destination.hosts().stream().allMatch(all::matches);
  }

  private void compare(CompiledRule rule, List<CompiledRule> before) {
    List<CompiledMatch> matches = rule.alternatives();
    Map<CompiledMatch, CompiledRule> taken = new LinkedHashMap<>();
    for (CompiledMatch match : matches) {
      before.stream()
          .filter(wide -> covers(wide, match))
          .findFirst()
          .ifPresent(wide -> taken.put(match, wide));
    }
    if (taken.size() == matches.size()) {
      warn(rule, "", taken.values().stream().distinct().toList(), "each of its requests");
      return;
    }
    for (int i = 0; i < matches.size(); i++) {
      CompiledMatch match = matches.get(i);
      String part = ".match[" + match.place() + "]";
      CompiledRule first = taken.get(match);
      if (first != null) {
        warn(rule, part, List.of(first), "each of its requests");
      } else {
        String wider = wider(matches.subList(0, i), match);
        if (!wider.isEmpty() && warned.add(origin(rule) + part)) {
          warnings.add(
              rule.place() + part + " adds nothing: " + wider + " holds for each of its requests");
        }
      }
    }
  }

  private String wider(List<CompiledMatch> before, CompiledMatch match) {
    return before.stream()
        .filter(wide -> isCovered(wide, match))
        .map(wide -> "match[" + wide.place() + "]")
        .limit(1)
        .collect(Collectors.joining());
  }

  private boolean covers(CompiledRule wide, CompiledMatch narrow) {
    return wide.alternatives().stream().anyMatch(match -> isCovered(match, narrow));
  }

  private boolean isCovered(CompiledMatch wide, CompiledMatch narrow) {
    return comparisons++ < MAX_COMPARISONS && MatchCoverage.covers(wide, narrow);
  }

  /**
   * Warns once of an entry in a file, even though it becomes one rule for each host of its
   * document.
   */
  private void warn(CompiledRule rule, String part, List<CompiledRule> first, String requests) {
    String entries = origin(rule) + part + first.stream().map(UnreachableMatches::origin).toList();
    if (warned.add(entries)) {
      String places = first.stream().map(CompiledRule::place).collect(Collectors.joining(" and "));
      String take = first.size() == 1 ? "comes first and takes " : "come first and take ";
      warnings.add(rule.place() + part + " is never reached: " + places + " " + take + requests);
    }
  }

  private static String origin(CompiledRule rule) {
    return rule.rule().origin().orElse(rule.place());
  }
}
