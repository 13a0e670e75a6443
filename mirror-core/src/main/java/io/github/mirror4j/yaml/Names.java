package io.github.mirror4j.yaml;

/**
 * The names of the rules that one document becomes: the document's own name for a single rule, else
 * with numbers behind it that sort in the order of the document.
 */
record Names(Resource resource, int rule, boolean several, int part) {

  RuleDraft draft() {
    Node.Text given = resource.annotations().find(Setting.RULE_NAME, rule);
    String suffix = part < 0 ? "" : "." + part;
    if (given != null) {
      RuleDraft draft = resource.draft(given.text() + suffix);
      draft.place("name", given);
      return draft;
    }
    String number = several ? String.format(java.util.Locale.ROOT, ".%03d", rule) : "";
    return resource.draft(resource.name() + number + suffix);
  }

  /** The given precedence, or the annotation's, which {@link RuleWriter} writes. */
  void applyPrecedence(RuleDraft draft, int precedence) {
    Node.Text given = resource.annotations().find(Setting.PRECEDENCE, rule);
    if (given == null) {
      draft.builder().precedence(precedence);
    } else if (given.text().matches("-?[0-9]{1,9}")) {
      draft.builder().precedence(Integer.parseInt(given.text()));
    } else {
      resource.findings().problem(given, "a whole number of at most nine digits");
    }
  }
}
