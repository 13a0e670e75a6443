package io.github.mirror4j.compare.diff;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.ToLongFunction;

/** Matches elements of two arrays by their hashes, each with one other element at most. */
final class Matches {

  private Matches() {}

  /** Returns the elements for which there is none of the same hash among the others. */
  static List<Node> without(List<Node> elements, long[] hashes, long[] others) {
    Map<Long, Integer> counts = new HashMap<>();
    for (long hash : others) {
      counts.merge(hash, 1, Integer::sum);
    }
    List<Node> rest = new ArrayList<>();
    for (int i = 0; i < hashes.length; i++) {
      if (counts.merge(hashes[i], -1, Integer::sum) < 0) {
        rest.add(elements.get(i));
      }
    }
    return rest;
  }

  /**
   * Takes elements that have the same hash out of two lists.
   *
   * @param pairs takes one of the first list and the one of the second that has its hash
   */
  static void take(
      List<Node> a, List<Node> b, ToLongFunction<Node> hash, BiConsumer<Node, Node> pairs) {
    Map<Long, Deque<Node>> others = new HashMap<>();
    for (Node node : b) {
      others.computeIfAbsent(hash.applyAsLong(node), h -> new ArrayDeque<>()).add(node);
    }
    Set<Node> taken = Collections.newSetFromMap(new IdentityHashMap<>());
    a.removeIf(
        node -> {
          Deque<Node> same = others.get(hash.applyAsLong(node));
          Node other = same == null ? null : same.poll();
          if (other != null) {
            taken.add(other);
            pairs.accept(node, other);
          }
          return other != null;
        });
    b.removeIf(taken::contains);
  }
}
