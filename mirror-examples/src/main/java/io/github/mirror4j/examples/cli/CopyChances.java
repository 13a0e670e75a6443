package io.github.mirror4j.examples.cli;

import io.github.mirror4j.rule.CredentialHeaders;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.select.RequestFacts;
import io.github.mirror4j.select.RuleMirror;
import io.github.mirror4j.select.RuleSet;
import io.github.mirror4j.select.Selection;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.random.RandomGenerator;

/** Which copies requests like a given one get, and how often. */
record CopyChances(RuleSet rules, RequestFacts facts) {

  /** Chance that always comes out lowest, or highest: what both select is no matter of chance. */
  private record Fixed(boolean highest) implements RandomGenerator {
    @Override
    public long nextLong() {
      return highest ? -1 : 0; // All bits, the greatest number, where it is taken as unsigned.
    }
  }

  /** A line for each mirror of the rule that wins. */
  List<String> lines() {
    Selection most = rules.select(facts, new Fixed(false));
    Selection least = rules.select(facts, new Fixed(true));
    if (most.rule().isEmpty()) {
      return List.of();
    }
    RouteRule winner = most.rule().get();
    return rules.mirrors().stream()
        .filter(mirror -> mirror.rule().equals(winner))
        .map(mirror -> mirror.mirror().name() + ": " + chance(mirror, most, least))
        .toList();
  }

  private String chance(RuleMirror mirror, Selection most, Selection least) {
    Mirror settings = mirror.mirror();
    if (!settings.copies(facts.method())) {
      return "never, only " + String.join(", ", settings.methods()) + " requests are copied";
    }
    String share = percent(settings) + " %";
    boolean always = least.mirrors().contains(mirror);
    if (!most.mirrors().contains(mirror)) {
      return settings.millionths() == 0
          ? "0 %: none"
          : "never, by the sampling key; " + share + " else";
    }
    boolean byKey = always && settings.millionths() < 1_000_000;
    String often = byKey ? "always, by the sampling key; " + share + " else" : share;
    List<String> uris = addresses(mirror, most);
    return uris.isEmpty()
        ? often + ", but unresolved: no endpoint is known (--endpoint adds one)"
        : often + ", to " + String.join(" or ", uris);
  }

  private List<String> addresses(RuleMirror mirror, Selection selection) {
    try {
      URI copied = selection.rewrite(facts.uri());
      return mirror.addresses(copied).stream().map(CredentialHeaders.DEFAULT::mask).toList();
    } catch (IllegalArgumentException e) {
      return List.of("no address: the path that is rewritten makes no URI");
    }
  }

  private static String percent(Mirror mirror) {
    return BigDecimal.valueOf(mirror.millionths(), 4).stripTrailingZeros().toPlainString();
  }
}
