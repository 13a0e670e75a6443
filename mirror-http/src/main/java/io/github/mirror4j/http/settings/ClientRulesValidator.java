package io.github.mirror4j.http.settings;

import io.github.mirror4j.http.compare.Comparisons;
import io.github.mirror4j.http.send.HostHeader;
import io.github.mirror4j.rule.CopyHost;
import io.github.mirror4j.rule.HeaderEdit;
import io.github.mirror4j.rule.InvalidConfigurationException;
import io.github.mirror4j.rule.Problem;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.select.RuleMirror;
import io.github.mirror4j.select.RuleSet;
import java.util.ArrayList;
import java.util.List;

/** What can be wrong with rules or a mirror client only in the client that is to use them. */
@SuppressWarnings("doclint:missing") // for this module only
public final class ClientRulesValidator {

  private ClientRulesValidator() {}

  public static void throwIfUnfit(RuleSet rules, String copyHeader) {
    InvalidConfigurationException.throwIfAny("rules", problems(rules, copyHeader));
  }

  public static List<Problem> problems(RuleSet rules, String copyHeader) {
    List<Problem> problems = new ArrayList<>();
    for (RuleMirror mirror : rules.mirrors()) {
      String path = ClusterNames.place(mirror.rule()) + ".mirror \"" + mirror.mirror().name() + '"';
      CopyHost host = mirror.mirror().host();
      if (host != CopyHost.MIRROR && !HostHeader.IS_ALLOWED) {
        String expected = "MIRROR, or a JVM started with " + HostHeader.PROPERTY;
        problems.add(new Problem(path + ".host", host.name(), expected));
      }
      addEditsOfMark(mirror.mirror().headerEdits(), path, copyHeader, problems);
    }
    for (RouteRule rule : rules.rules()) {
      String path = ClusterNames.place(rule) + ".primary";
      addEditsOfMark(rule.primary().headerEdits(), path, copyHeader, problems);
    }
    addTooManyComparisons(rules, problems);
    return problems;
  }

  private static void addTooManyComparisons(RuleSet rules, List<Problem> problems) {
    long compared =
        rules.mirrors().stream()
            .filter(mirror -> mirror.mirror().comparison().isPresent())
            .map(RuleMirror::id)
            .distinct()
            .count();
    if (compared > Comparisons.MAX_MIRRORS) {
      String expected =
          "at most " + Comparisons.MAX_MIRRORS + " of an engine: 2 MB of evidence each";
      problems.add(new Problem("mirrors that are compared", "" + compared, expected));
    }
  }

  private static void addEditsOfMark(
      List<HeaderEdit> edits, String path, String copyHeader, List<Problem> problems) {
    for (HeaderEdit edit : edits) {
      if (edit.name().equalsIgnoreCase(copyHeader)) {
        String expected = "a header other than the mark of copies";
        problems.add(Problem.ofText(path + ".headerEdits", edit.name(), expected));
      }
    }
  }

  /** Warnings about what is valid but has no effect, or is wrong only in this process. */
  public static List<String> warnings(RuleSet rules) {
    List<String> warnings = new ArrayList<>();
    if (!HostHeader.IS_ALLOWED) {
      rules.rules().stream()
          .filter(rule -> rule.primary().authority() != null)
          .forEach(rule -> warnings.add(unapplied(rule)));
    }
    if (!ClusterNames.ARE_KNOWN_HERE) {
      warnings.addAll(ClusterNames.warnings(rules));
    }
    return warnings;
  }

  private static String unapplied(RouteRule rule) {
    return "%s.primary.authority: \"%s\" is not applied (expected: a JVM started with %s)"
        .formatted(ClusterNames.place(rule), rule.primary().authority(), HostHeader.PROPERTY);
  }
}
