package io.github.mirror4j.select;

import io.github.mirror4j.rule.CredentialHeaders;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.PrimaryEdits;
import io.github.mirror4j.rule.Route;
import io.github.mirror4j.rule.ServiceRef;
import io.github.mirror4j.rule.Source;
import io.github.mirror4j.select.pattern.WorkBudget;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Explains in plain text what the engine does with one request and why. */
final class Explanation {

  private static final int MAX_HOSTS = 5;

  private final List<CompiledRule> inOrder;
  private final @Nullable Source source;
  private final CredentialHeaders credentials;
  private final Set<String> shared;
  private final StringBuilder text = new StringBuilder();

  Explanation(List<CompiledRule> inOrder, @Nullable Source source, CredentialHeaders credentials) {
    this.inOrder = inOrder;
    this.credentials = credentials;
    this.source = source;
    shared = shared(inOrder);
  }

  String of(RequestFacts facts, RandomGenerator random) {
    String host = FactReader.host(facts);
    String namespace = source == null ? null : CallerIdentity.namespace(source);
    List<CompiledRule> candidates =
        inOrder.stream().filter(rule -> HostIndex.isFor(rule, host, namespace)).toList();
    line(facts.method() + " " + credentials.mask(facts.uri()));
    if (source != null) {
      line("source: " + source);
    }
    String found = candidates.size() + " of " + inOrder.size();
    line("host " + host + ": " + found + " rules are for it");
    if (candidates.isEmpty()) {
      explainHosts(namespace);
    }
    CompiledRule winner = null;
    CompiledRule undecided = null;
    WorkBudget work = new WorkBudget();
    for (CompiledRule rule : candidates) {
      String head = "- %s (precedence %d)".formatted(name(rule), rule.rule().precedence());
      if (winner != null) {
        line(head + ": not tried, " + name(winner) + " came first");
        continue;
      }
      switch (rule.matches(facts, work)) {
        case YES -> {
          winner = rule;
          line(head + ": wins");
          explainRoutes(rule);
          explainEdits(rule.rule().primary());
          if (undecided == null) {
            explainMirrors(rule, facts, random);
          } else {
            line("    no copies, since " + name(undecided) + " might have won");
          }
        }
        case NO -> {
          line(head + ": does not match");
          rule.complaints(facts, credentials).forEach(complaint -> line("    " + complaint));
        }
        case UNDECIDED -> {
          undecided = undecided == null ? rule : undecided;
          line(head + ": does not apply, its patterns take more work than a request may");
        }
      }
    }
    if (winner == null) {
      line("no rule matches: the request is left alone");
    }
    return text.toString();
  }

  /**
   * Returns the rule's name, with its namespace if a rule of another namespace has the same name.
   */
  private String name(CompiledRule rule) {
    String name = rule.rule().name();
    return shared.contains(name) ? rule.rule().namespace() + "/" + name : name;
  }

  private static Set<String> shared(List<CompiledRule> rules) {
    Set<String> names = new HashSet<>();
    return rules.stream()
        .map(rule -> rule.rule().name())
        .filter(name -> !names.add(name))
        .collect(Collectors.toSet());
  }

  /** Lists the hosts of the rules. The most common mistake is a host for which there is no rule. */
  private void explainHosts(@Nullable String namespace) {
    for (CompiledRule rule : inOrder.subList(0, Math.min(MAX_HOSTS, inOrder.size()))) {
      ServiceRef destination = rule.rule().destination();
      String hosts =
          destination.isWildcard()
              ? destination.host()
              : destination.hosts().reversed().stream()
                  .filter(host -> HostIndex.isFor(rule, host, namespace)) // The short one may not.
                  .collect(Collectors.joining(", "));
      line("- %s is for %s".formatted(name(rule), hosts));
    }
    if (inOrder.size() > MAX_HOSTS) {
      line("- and so on");
    }
  }

  private void explainRoutes(CompiledRule rule) {
    List<Route> routes = rule.rule().routes();
    if (routes.isEmpty()) {
      line("    primary: goes where its URI says, the rule has no route");
    }
    for (int i = 0; i < routes.size(); i++) {
      Subset subset = rule.routes().get(i);
      String where =
          subset.endpoints().isEmpty()
              ? "where its URI says, the registry has no endpoint"
              : subset.endpoints().toString();
      int total = routes.stream().mapToInt(Route::weight).sum();
      int weight = routes.get(i).weight();
      String share =
          routes.size() == 1 ? "100 %" : total == 100 ? weight + " %" : weight + " of " + total;
      line("    primary: " + share + " to " + subset + ": " + where);
    }
  }

  private void explainEdits(PrimaryEdits edits) {
    if (edits.pathRewrite() != null) {
      line("    primary: path rewritten by " + edits.pathRewrite());
    }
    if (edits.authority() != null) {
      line("    primary: host " + edits.authority() + ", where the JVM allows the header");
    }
    edits.headerEdits().forEach(edit -> line("    primary: header changed by " + edit));
    if (edits.timeout() != null) {
      line("    primary: timeout " + edits.timeout() + ", unless the request has a shorter one");
    }
  }

  private void explainMirrors(CompiledRule rule, RequestFacts facts, RandomGenerator random) {
    if (rule.mirrors().isEmpty()) {
      line("    no mirror");
      return;
    }
    int drawn = rule.draw().of(facts, random);
    String how = rule.rule().samplingKey().map(key -> "by " + key).orElse("by chance");
    if (rule.mirrors().stream().anyMatch(RuleMirror::needsDraw)) {
      line("    draw: " + drawn + " of " + Draw.RANGE + ", " + how);
    }
    List<RuleMirror> selected = rule.select(facts, drawn);
    for (RuleMirror mirror : rule.mirrors()) {
      boolean isSelected = selected.contains(mirror);
      String verdict = verdict(mirror, isSelected, facts.method());
      String where =
          where(rule, mirror, facts, isSelected ? ", the copy goes" : "; a copy would go");
      line("    mirror %s: %s%s".formatted(mirror.mirror(), verdict, where));
      MirrorComparison comparison = mirror.compiledComparison();
      if (isSelected && comparison != null) {
        line("      " + ComparisonExplained.of(comparison, drawn, facts.method()));
        ComparisonExplained.sameTargets(rule, mirror).forEach(same -> line("      " + same));
      }
    }
  }

  private static String verdict(RuleMirror mirror, boolean selected, String method) {
    Mirror settings = mirror.mirror();
    if (selected) {
      return "selected";
    }
    if (settings.millionths() == 0) {
      return "none";
    }
    return settings.copies(method)
        ? "sampled out, its share is below the draw"
        : "not for "
            + method
            + ", only for "
            + String.join(", ", new TreeSet<>(settings.methods()));
  }

  /** Returns where the copy goes, or would go if this mirror gets none this time. */
  private String where(CompiledRule rule, RuleMirror mirror, RequestFacts facts, String goes) {
    try {
      List<URI> addresses = mirror.addresses(rule.rewrite(facts.uri()));
      return addresses.isEmpty()
          ? ", but the registry has no endpoint"
          : goes
              + " to "
              + addresses.stream().map(credentials::mask).collect(Collectors.joining(" or "));
    } catch (IllegalArgumentException e) {
      return ", but the path that is rewritten makes no URI";
    }
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
