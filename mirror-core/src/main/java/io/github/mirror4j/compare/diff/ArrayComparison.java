package io.github.mirror4j.compare.diff;

import io.github.mirror4j.compare.DifferenceKind;
import io.github.mirror4j.compare.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares arrays: the same elements in another order; elements that a field identifies, whatever
 * their places are; elements at the same index; or else the sizes alone. It never looks for the
 * longest common subsequence, which takes quadratic time.
 */
final class ArrayComparison {

  /** The fields that identify elements where no setting names one. */
  private static final List<String> KEY_FIELDS = List.of("id", "key", "uuid", "name");

  private final DifferenceLog log;
  private final TreeComparison trees;
  private final NodeHash hash;
  private final NodeHash narrowHash;

  ArrayComparison(DifferenceLog log, TreeComparison trees, NodeHash hash, NodeHash narrowHash) {
    this.log = log;
    this.trees = trees;
    this.hash = hash;
    this.narrowHash = narrowHash;
  }

  /** Returns the fields that may identify elements of an array. */
  static List<String> keyFields(Place place) {
    String field = place.settings().keyField();
    return place.settings().key() == null ? KEY_FIELDS : List.of(field);
  }

  void compare(List<Node> a, List<Node> b, Place place) {
    int guesses = hash.guesses();
    long[] left = hashes(a, place.element());
    long[] right = hashes(b, place.element());
    boolean areGuesses = hash.guesses() > guesses;
    boolean isOrdered = NodeHash.isOrdered(place);
    boolean isInPlace = Arrays.equals(left, right);
    if (isInPlace && (isOrdered || !areGuesses)) {
      byIndex(a, b, place);
    } else if (a.size() == b.size() && sum(left) == sum(right)) {
      if (areGuesses) {
        alike(new ArrayList<>(a), new ArrayList<>(b), place.element());
      }
      if (!isInPlace) {
        trees.order(place);
      }
    } else if (!byKey(a, b, place)) {
      if (isOrdered) {
        byIndexOrSize(a, b, place);
      } else {
        unordered(a, left, b, right, areGuesses, place);
      }
    }
  }

  private long[] hashes(List<Node> elements, Place place) {
    return elements.stream().mapToLong(element -> hash.of(element, place)).toArray();
  }

  private static long sum(long[] hashes) {
    long sum = 0;
    for (long hash : hashes) {
      sum += Hashes.mix(hash);
    }
    return sum;
  }

  private void byIndexOrSize(List<Node> a, List<Node> b, Place place) {
    if (a.size() == b.size()) {
      byIndex(a, b, place);
    } else {
      Sample before = new Node.Array(a);
      log.add(place, DifferenceKind.SIZE, Severity.CHANGED, before, new Node.Array(b));
    }
  }

  private void byIndex(List<Node> a, List<Node> b, Place place) {
    for (int i = 0; i < a.size(); i++) {
      trees.compare(a.get(i), b.get(i), place.element());
    }
  }

  /** Compares what is left when the equal elements are taken out of both. */
  private void unordered(
      List<Node> a, long[] left, List<Node> b, long[] right, boolean areGuesses, Place place) {
    List<Node> leftRest = areGuesses ? new ArrayList<>(a) : Matches.without(a, left, right);
    List<Node> rightRest = areGuesses ? new ArrayList<>(b) : Matches.without(b, right, left);
    if (areGuesses) {
      alike(leftRest, rightRest, place.element());
    }
    PathSetting setting = place.settings().unordered();
    if (setting != null && a.size() - leftRest.size() > sameAtIndex(left, right)) {
      log.applied(setting);
    }
    byIndexOrSize(leftRest, rightRest, place);
  }

  /**
   * Takes elements of the same hash out of two lists, and compares them with each other, since the
   * hash is a guess: those that are really the same first, so that they find each other.
   */
  private void alike(List<Node> a, List<Node> b, Place element) {
    Matches.take(a, b, node -> narrowHash.of(node, element), (one, other) -> {});
    Matches.take(
        a, b, node -> hash.of(node, element), (one, other) -> trees.compare(one, other, element));
  }

  private static int sameAtIndex(long[] left, long[] right) {
    int same = 0;
    for (int i = 0; i < Math.min(left.length, right.length); i++) {
      same += left[i] == right[i] ? 1 : 0;
    }
    return same;
  }

  /** Returns whether the elements could be compared by a field. */
  private boolean byKey(List<Node> a, List<Node> b, Place place) {
    for (String field : keyFields(place)) {
      if (isHidden(field, place)) {
        continue;
      }
      Map<Node, Node> left = keyed(a, field);
      Map<Node, Node> right = keyed(b, field);
      if (left != null && right != null && left.keySet().stream().anyMatch(right::containsKey)) {
        byKey(left, right, place);
        PathSetting setting = place.settings().key();
        if (setting != null) {
          log.applied(setting);
        }
        return true;
      }
    }
    return false;
  }

  /** Returns whether a field may differ, so that it identifies nothing unless a setting says so. */
  private static boolean isHidden(String field, Place array) {
    return array.settings().key() == null && array.element().field(field).settings().letsPass();
  }

  private void byKey(Map<Node, Node> a, Map<Node, Node> b, Place place) {
    Place element = place.element();
    a.forEach(
        (key, value) -> {
          Node other = b.get(key);
          if (other == null) {
            log.missing(element, value);
          } else {
            trees.compare(value, other, element);
          }
        });
    b.forEach(
        (key, value) -> {
          if (!a.containsKey(key)) {
            log.extra(element, Severity.CHANGED, value);
          }
        });
    if (!common(a, b).equals(common(b, a))) {
      trees.order(place);
    }
  }

  private static List<Node> common(Map<Node, Node> a, Map<Node, Node> b) {
    return a.keySet().stream().filter(b::containsKey).toList();
  }

  /** Returns the elements by the field; null if it does not identify each of them. */
  private static @Nullable Map<Node, Node> keyed(List<Node> elements, String field) {
    Map<Node, Node> keyed = new LinkedHashMap<>();
    for (Node element : elements) {
      Node.Scalar key = element instanceof Node.Fields object ? key(object, field) : null;
      if (key == null || keyed.putIfAbsent(key, element) != null) {
        return null;
      }
    }
    return keyed;
  }

  /** Returns what identifies an object, the same for every way to write a number; or null. */
  private static Node.@Nullable Scalar key(Node.Fields object, String field) {
    if (!(object.fields().get(field) instanceof Node.Scalar key) || key.type() == ValueType.NULL) {
      return null;
    }
    return key.type() == ValueType.NUMBER
        ? new Node.Scalar(ValueType.NUMBER, Numbers.uniform(key.text()))
        : key;
  }
}
