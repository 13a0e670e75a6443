package io.github.mirror4j.yaml;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The names of the rules that one document becomes: the document's own name for a single rule, else
 * with numbers behind it that sort in the order of the document.
 */
record Names(Resource resource, int rule, boolean several, int part) {

  private static final int LONGEST = 253;

  RuleDraft draft() {
    Node.Text given = resource.annotations().find(Setting.RULE_NAME, rule);
    String suffix = part < 0 ? "" : "." + part;
    if (given != null) {
      RuleDraft draft = resource.draft(fit(given.text(), suffix));
      draft.place("name", given);
      return draft;
    }
    String number = several ? String.format(Locale.ROOT, ".%03d", rule) : "";
    return resource.draft(fit(resource.name(), number + suffix));
  }

  /** A name with something behind it; a long one is cut and keeps a hash of all of it. */
  static String fit(String name, String suffix) {
    if (suffix.isEmpty() || name.length() + suffix.length() <= LONGEST) {
      return name + suffix;
    }
    String hash = String.format(Locale.ROOT, "-%08x", name.hashCode());
    String start = name.substring(0, LONGEST - hash.length() - suffix.length());
    return start.replaceAll("[.-]+$", "") + hash + suffix;
  }

  /** The given precedence, or the annotation's, which {@link RuleWriter} writes. */
  void applyPrecedence(RuleDraft draft, int precedence) {
    Node.Text given = resource.annotations().find(Setting.PRECEDENCE, rule);
    if (given == null) {
      draft.movablePrecedence(precedence);
      return;
    }
    Integer number = given.text().matches("-?[0-9]{1,10}") ? whole(given.text()) : null;
    if (number == null) {
      resource.findings().problem(given, "a whole number, -2147483648 to 2147483647, in quotes");
    } else {
      draft.fixedPrecedence(number);
    }
  }

  private static @Nullable Integer whole(String text) {
    long number = Long.parseLong(text);
    return number == (int) number ? (int) number : null;
  }
}
