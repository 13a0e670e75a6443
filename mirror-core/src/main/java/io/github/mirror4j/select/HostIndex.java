package io.github.mirror4j.select;

import io.github.mirror4j.rule.ServiceRef;
import io.github.mirror4j.text.AddressBlock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rules for a host without looking at the rules for other hosts.
 *
 * <p>One look-up finds the rules for an exact host. Rules for wildcards take one look-up for each
 * length of a suffix that occurs, and rules for address blocks one for each prefix length that
 * occurs. The lists do not contain rules that no caller of this identity can match. Each list is in
 * the order of the rules' ranks. The best match is therefore the one of the lowest rank that any
 * list finds, and the lists need not be merged.
 */
final class HostIndex {

  private final Map<String, List<CompiledRule>> exact = new HashMap<>();
  private final List<Suffixes> suffixes;
  private final AddressBlocks blocks;

  /** The rules for wildcards whose text after the star has this length. */
  private record Suffixes(int length, Map<String, List<CompiledRule>> rules) {}

  HostIndex(List<CompiledRule> inOrder, @Nullable String callerNamespace) {
    Map<Integer, Map<String, List<CompiledRule>>> bySuffix = new TreeMap<>();
    AddressBlocks.Builder byBlock = new AddressBlocks.Builder();
    for (CompiledRule rule : inOrder) {
      if (rule.isClosed()) {
        continue;
      }
      ServiceRef destination = rule.rule().destination();
      String host = destination.host();
      if (host.startsWith("*")) {
        String suffix = host.substring(1);
        add(bySuffix.computeIfAbsent(suffix.length(), n -> new HashMap<>()), suffix, rule);
      } else if (destination.isWildcard()) {
        AddressBlock.of(destination.host()).ifPresent(block -> byBlock.add(block, rule));
      } else {
        callerHosts(destination, callerNamespace).forEach(name -> add(exact, name, rule));
      }
    }
    suffixes =
        bySuffix.entrySet().stream().map(e -> new Suffixes(e.getKey(), e.getValue())).toList();
    blocks = byBlock.build();
  }

  /**
   * Searches for the first rule, in the order of ranks, that is for a host and matches the request.
   */
  RuleSearch find(String host, RequestFacts facts) {
    RuleSearch search = new RuleSearch(facts);
    search.in(exact.get(host));
    for (int i = 0; i < suffixes.size(); i++) {
      Suffixes table = suffixes.get(i);
      if (table.length() == 0 || table.length() < host.length()) {
        String suffix = table.length() == 0 ? "" : host.substring(host.length() - table.length());
        search.in(table.rules().get(suffix));
      }
    }
    OptionalInt address = blocks.address(host);
    if (address.isPresent()) {
      for (int i = 0; i < blocks.lookUps(); i++) {
        search.in(blocks.find(i, address.getAsInt()));
      }
    }
    return search;
  }

  /** Returns whether a request to a host addresses the rule's destination. */
  static boolean isFor(CompiledRule rule, String host, @Nullable String callerNamespace) {
    ServiceRef destination = rule.rule().destination();
    return destination.isWildcard()
        ? destination.matches(host)
        : callerHosts(destination, callerNamespace).contains(host);
  }

  /**
   * Returns the hosts by which a caller addresses a service. A short name means a service of the
   * caller's namespace, if that is known.
   */
  private static List<String> callerHosts(ServiceRef service, @Nullable String callerNamespace) {
    List<String> hosts = service.hosts();
    boolean elsewhere =
        callerNamespace != null
            && service.clusterNamespace().filter(ns -> !ns.equals(callerNamespace)).isPresent();
    return elsewhere ? hosts.subList(0, hosts.size() - 1) : hosts;
  }

  private static void add(Map<String, List<CompiledRule>> table, String key, CompiledRule rule) {
    table.computeIfAbsent(key, k -> new ArrayList<>()).add(rule);
  }
}
