package io.github.mirror4j.compare.diff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A value of a body, held as a tree. */
sealed interface Node extends Sample {

  /** Which type a value has. */
  enum Type {
    OBJECT("object", 1),
    ARRAY("array", 2),
    STRING("text", 3),
    NUMBER("number", 4),
    BOOLEAN("boolean", 5),
    NULL("null", 6);

    private final String text;
    private final int seed;

    Type(String text, int seed) {
      this.text = text;
      this.seed = seed;
    }

    String text() {
      return text;
    }

    /** Returns what hashes of values of the type start from. */
    int seed() {
      return seed;
    }
  }

  Type type();

  /**
   * A value that has no parts.
   *
   * @param type its type
   * @param text its text, without quotes
   */
  record Scalar(Type type, String text) implements Node {

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

  /**
   * An array.
   *
   * @param elements its elements
   */
  record Array(List<Node> elements) implements Node {

    @Override
    public Type type() {
      return Type.ARRAY;
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

  /**
   * An object.
   *
   * @param fields its fields in the order in which they came
   * @param repeated the further values of fields that came more than once
   */
  record Fields(Map<String, Node> fields, Map<String, List<Node>> repeated) implements Node {

    Fields() {
      this(new LinkedHashMap<>(), new LinkedHashMap<>());
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
    public Type type() {
      return Type.OBJECT;
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
