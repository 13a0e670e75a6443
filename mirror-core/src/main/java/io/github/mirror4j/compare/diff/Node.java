package io.github.mirror4j.compare.diff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A value of a body, held as a tree. */
sealed interface Node extends Sample {

  ValueType type();

  /**
   * A value that has no parts.
   *
   * @param type its type
   * @param text its text, without quotes
   */
  record Scalar(ValueType type, String text) implements Node {

    @Override
    public Shape shape() {
      return switch (type) {
        case STRING -> TextShape.of(text);
        case NUMBER -> TextShape.ofNumber(text);
        default -> new Shape(type.text());
      };
    }

    @Override
    public String value() {
      return text;
    }
  }

  /** A value that has parts. It remembers its hashes, which arrays around it ask for again. */
  abstract sealed class Parts implements Node {

    private long hash;
    private long narrowHash;
    private boolean isGuess;

    /** Returns the hash that was set, 0 if none was. */
    long hash(boolean isNarrow) {
      return isNarrow ? narrowHash : hash;
    }

    /** Returns whether the hash that was set is shared by values that differ. */
    boolean isGuess(boolean isNarrow) {
      return isGuess && !isNarrow;
    }

    void hash(boolean isNarrow, long newHash, boolean isNewGuess) {
      if (isNarrow) {
        narrowHash = newHash;
      } else {
        hash = newHash;
        isGuess = isNewGuess;
      }
    }
  }

  /** An array. */
  final class Array extends Parts {

    private final List<Node> elements;

    Array(List<Node> elements) {
      this.elements = elements;
    }

    List<Node> elements() {
      return elements;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Array array && elements.equals(array.elements);
    }

    @Override
    public int hashCode() {
      return elements.hashCode();
    }

    @Override
    public ValueType type() {
      return ValueType.ARRAY;
    }

    /** The number of elements is shown, their types are compared. */
    @Override
    public Shape shape() {
      Set<String> types =
          elements.stream()
              .map(e -> e.type().text())
              .collect(Collectors.toCollection(TreeSet::new));
      return new Shape(value(), "array of " + types);
    }

    @Override
    public String value() {
      int size = elements.size();
      return "array of " + size + (size == 1 ? " element" : " elements");
    }
  }

  /** An object: its fields in the order in which they came. */
  final class Fields extends Parts {

    private final Map<String, Node> fields = new LinkedHashMap<>();
    private final Map<String, List<Node>> repeated = new LinkedHashMap<>();
    private Map<String, Set<String>> namespaces = Map.of();
    private List<String> sequence = List.of();

    /** Returns the namespaces of XML elements that are in another one than this, by their names. */
    Map<String, Set<String>> namespaces() {
      return namespaces;
    }

    void namespaces(Map<String, Set<String>> byName) {
      namespaces = byName;
    }

    /** Returns the names of XML elements, and of text, as they came; empty if each came once. */
    List<String> sequence() {
      return sequence;
    }

    void sequence(List<String> names) {
      sequence = names;
    }

    Map<String, Node> fields() {
      return fields;
    }

    /** Returns the further values of fields that came more than once. */
    Map<String, List<Node>> repeated() {
      return repeated;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Fields object
          && fields.equals(object.fields)
          && repeated.equals(object.repeated);
    }

    @Override
    public int hashCode() {
      return fields.hashCode();
    }

    void add(String name, Node value) {
      if (fields.putIfAbsent(name, value) != null) {
        repeat(name, value);
      }
    }

    void repeat(String name, Node value) {
      repeated.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
    }

    @Override
    public ValueType type() {
      return ValueType.OBJECT;
    }

    @Override
    public Shape shape() {
      return new Shape("object");
    }

    @Override
    public String value() {
      return "object";
    }
  }
}
