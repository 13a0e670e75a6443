package io.github.mirror4j.compare.diff;

/** Something that a response has at a place. */
interface Sample {

  /** Returns its shape. */
  Shape shape();

  /** Returns the text that is shown if the settings allow it. */
  String value();

  /** Returns a sample of which nothing but its shape is known. */
  static Sample of(String shape) {
    Shape it = new Shape(shape);
    return new Sample() {
      @Override
      public Shape shape() {
        return it;
      }

      @Override
      public String value() {
        return shape;
      }
    };
  }
}
