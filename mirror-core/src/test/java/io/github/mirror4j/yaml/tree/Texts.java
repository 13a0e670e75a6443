package io.github.mirror4j.yaml.tree;

/** Values as a file has them. */
final class Texts {

  private Texts() {}

  /** A text in quotes. */
  static Node.Text of(String text) {
    return of(text, Node.Text.Kind.STRING);
  }

  static Node.Text of(String text, Node.Text.Kind kind) {
    return new Node.Text(null, "", new Node.Mark("f", 1, 1), text, kind, -1);
  }

  static Node.Text number(String digits) {
    return of(digits, Node.Text.Kind.NUMBER);
  }
}
