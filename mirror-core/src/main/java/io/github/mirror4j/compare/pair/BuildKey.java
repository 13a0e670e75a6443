package io.github.mirror4j.compare.pair;

import io.github.mirror4j.text.Printable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a stretch of evidence is about.
 *
 * @param v1 the old version's build; empty if it is not known
 * @param v2 the new version's build; empty if it is not known
 * @param rule the text of the rule and its comparison
 */
@SuppressWarnings("doclint:missing") // for our own modules only
public record BuildKey(String v1, String v2, String rule) {

  /** The key of everything beyond the bound. It is never safe. */
  public static final BuildKey OTHER = new BuildKey("(other)", "(other)", "");

  private static final int MAX_ID = 64;
  private static final int HASH_BYTES = 8;

  /** Returns a text that is the same for equal keys in every process, and does not reveal them. */
  public String hash() {
    try {
      byte[] text = String.join("\0", v1, v2, rule).getBytes(StandardCharsets.UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);
      return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Returns the id as it is kept: at most 64 printable characters. */
  public static String id(String told) {
    String printable = Printable.of(told.strip());
    return printable.length() <= MAX_ID ? printable : printable.substring(0, MAX_ID);
  }
}
