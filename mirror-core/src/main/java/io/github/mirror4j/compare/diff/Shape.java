package io.github.mirror4j.compare.diff;

/**
 * What is known of a value without knowing the value.
 *
 * @param text how reports describe it
 * @param comparedAs what two values that change all the time have to have in common; never shown
 */
record Shape(String text, String comparedAs) {

  Shape(String text) {
    this(text, text);
  }
}
