package io.github.mirror4j.examples.bench.life;

/** Through what a process makes its first call. */
enum FirstCall {
  PLAIN("plain client"),

  /**
   * Mirroring, too, makes a second client before the first call, which loads classes of the JDK.
   */
  SECOND("second plain client"),
  WRAPPED("wrapped, no rule"),
  MIRRORED("mirrored"),
  COMPARED("mirrored and compared");

  private final String text;

  FirstCall(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}
