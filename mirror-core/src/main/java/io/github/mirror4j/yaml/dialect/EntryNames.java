package io.github.mirror4j.yaml.dialect;

import java.util.Locale;
import java.util.regex.Pattern;

/** Names of rules as texts: how the names of a document and of its entry make one. */
@SuppressWarnings("doclint:missing") // for this module only
public final class EntryNames {

  private static final int MAX_LENGTH = 253;
  private static final Pattern NAME =
      Pattern.compile(
          "(?=.{1,190}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

  private EntryNames() {}

  /** Whether an entry of a document may have this name. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** Appends a suffix to a name; a name that is too long is cut and keeps a hash of all of it. */
  public static String fit(String name, String suffix) {
    if (suffix.isEmpty() || name.length() + suffix.length() <= MAX_LENGTH) {
      return name + suffix;
    }
    String hash = String.format(Locale.ROOT, "-%08x", name.hashCode());
    String start = name.substring(0, MAX_LENGTH - hash.length() - suffix.length());
    return start.replaceAll("[.-]+$", "") + hash + suffix;
  }

  /** The name of a rule whose entry has none: the document's, with the entry's number. */
  public static String position(String document, boolean several, int entry) {
    return fit(document, several ? "." + number(entry) : "");
  }

  /** The number of an entry, with zeros in front, so that numbers sort as texts. */
  public static String number(int entry) {
    return String.format(Locale.ROOT, "%03d", entry);
  }
}
