package io.github.mirror4j.compare.diff;

/** Which type a value has. */
enum ValueType {
  OBJECT("object", 1),
  ARRAY("array", 2),
  STRING("text", 3),
  NUMBER("number", 4),
  BOOLEAN("boolean", 5),
  NULL("null", 6);

  private final String text;
  private final int seed;

  ValueType(String text, int seed) {
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
