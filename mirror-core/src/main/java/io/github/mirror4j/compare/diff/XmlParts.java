package io.github.mirror4j.compare.diff;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Tells what fields of a tree that was read from XML mean. */
final class XmlParts {

  private XmlParts() {}

  /** Returns whether a value is an element that has attributes, and text at most. */
  static boolean areAttributes(Node node) {
    return node instanceof Node.Fields element
        && element.fields().keySet().stream()
            .allMatch(name -> isAttribute(name) || name.equals(XmlTree.TEXT));
  }

  private static boolean isAttribute(String name) {
    return name.startsWith("@");
  }

  /** Returns an element that is a text as one that could have attributes, too. */
  static Node.Fields of(Node.Scalar text) {
    Node.Fields element = new Node.Fields();
    element.add(XmlTree.TEXT, text);
    return element;
  }

  /** Returns an element that has a text, be it empty. */
  static Node.Fields withText(Node.Fields element) {
    if (element.fields().containsKey(XmlTree.TEXT)) {
      return element;
    }
    Node.Fields copy = new Node.Fields();
    element.fields().forEach(copy::add);
    copy.add(XmlTree.TEXT, new Node.Scalar(ValueType.STRING, ""));
    return copy;
  }

  /**
   * Returns whether the elements, and the texts, that both have come in another order. Where there
   * are not as many of each name, which is a difference of its own, those of a name that follow
   * each other count as one.
   */
  static boolean areInOtherOrder(Node.Fields a, Node.Fields b) {
    List<String> one = common(a, b);
    List<String> other = common(b, a);
    return sorted(one).equals(sorted(other)) ? !one.equals(other) : !runs(one).equals(runs(other));
  }

  private static List<String> common(Node.Fields element, Node.Fields other) {
    Collection<String> all =
        element.sequence().isEmpty() ? element.fields().keySet() : element.sequence();
    return all.stream()
        .filter(name -> !isAttribute(name) && other.fields().containsKey(name))
        .toList();
  }

  private static List<String> sorted(List<String> names) {
    return names.stream().sorted().toList();
  }

  private static List<String> runs(List<String> names) {
    List<String> runs = new ArrayList<>();
    for (String name : names) {
      if (runs.isEmpty() || !runs.getLast().equals(name)) {
        runs.add(name);
      }
    }
    return runs;
  }

  /** Returns the names of elements that both have, and not in the same namespaces. */
  static Set<String> inOtherNamespaces(Node.Fields a, Node.Fields b) {
    Set<String> names = new TreeSet<>(a.namespaces().keySet());
    names.addAll(b.namespaces().keySet());
    names.removeIf(
        name ->
            !a.fields().containsKey(name)
                || !b.fields().containsKey(name)
                || a.namespaces()
                    .getOrDefault(name, Set.of())
                    .equals(b.namespaces().getOrDefault(name, Set.of())));
    return names;
  }
}
