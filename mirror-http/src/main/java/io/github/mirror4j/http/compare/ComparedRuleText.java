package io.github.mirror4j.http.compare;

import io.github.mirror4j.rule.CredentialHeaders;
import io.github.mirror4j.rule.HeaderEdit;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.select.RuleMirror;
import java.util.StringJoiner;

/**
 * The part of a rule that decides what a mirror's evidence is about: which requests, sent where,
 * changed how, compared how. Shares and other rules are not part of it. Values of credentials are
 * masked.
 */
@SuppressWarnings("doclint:missing") // for this module only
public final class ComparedRuleText {

  private ComparedRuleText() {}

  public static String of(RuleMirror target, CredentialHeaders credentials) {
    RouteRule rule = target.rule();
    Mirror mirror = target.mirror();
    StringJoiner text = new StringJoiner("; ");
    text.add("for " + rule.destination());
    text.add("matches " + rule.matches().stream().map(m -> m.toString(credentials)).toList());
    text.add("to " + mirror.target());
    text.add("primaries " + rule.primary());
    text.add("copies " + mirror.headerEdits().stream().map(e -> text(e, credentials)).toList());
    mirror.pathRewrite().ifPresent(rewrite -> text.add(rewrite.toString()));
    mirror.primaryOutcome().ifPresent(outcome -> text.add("only after " + outcome));
    if (mirror.hasPrimaryHeaders()) {
      text.add("with the primary's headers");
    }
    mirror.comparison().ifPresent(comparison -> text.add(comparison.text()));
    return text.toString();
  }

  private static String text(HeaderEdit edit, CredentialHeaders credentials) {
    return switch (edit) {
      case HeaderEdit.Set(String name, String value) when !credentials.include(name) ->
          edit + " to " + value;
      case HeaderEdit.Add(String name, String value) when !credentials.include(name) ->
          edit + ": " + value;
      default -> edit.toString();
    };
  }
}
