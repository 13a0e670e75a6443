package io.github.mirror4j.compare.evidence;

import io.github.mirror4j.text.Printable;

/**
 * What a stretch of evidence is about.
 *
 * @param v1 the old version's build; empty if it is not known
 * @param v2 the new version's build; empty if it is not known
 * @param rule the text of the rule and its comparison
 */
record BuildKey(String v1, String v2, String rule) {

  /** The key of everything beyond the bound. It is never safe. */
  static final BuildKey OTHER = new BuildKey("(other)", "(other)", "");

  private static final int MAX_ID = 64;

  /** Returns the id as it is kept: at most 64 printable characters. */
  static String id(String told) {
    String printable = Printable.of(told.strip());
    return printable.length() <= MAX_ID ? printable : printable.substring(0, MAX_ID);
  }
}
