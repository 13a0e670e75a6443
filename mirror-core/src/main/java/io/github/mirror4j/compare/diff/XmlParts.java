package io.github.mirror4j.compare.diff;

import java.util.ArrayList;
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
   * Returns the names of the elements, and of text, that another element has, too: in the order in
   * which they came, those of a name that follow each other once.
   */
  static List<String> common(Node.Fields element, Node.Fields other) {
    List<String> names = new ArrayList<>();
    Iterable<String> all =
        element.sequence().isEmpty() ? element.fields().keySet() : element.sequence();
    for (String name : all) {
      boolean isCommon = !isAttribute(name) && other.fields().containsKey(name);
      if (isCommon && (names.isEmpty() || !names.get(names.size() - 1).equals(name))) {
        names.add(name);
      }
    }
    return names;
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
