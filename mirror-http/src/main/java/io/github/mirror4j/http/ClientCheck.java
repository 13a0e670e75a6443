package io.github.mirror4j.http;

import io.github.mirror4j.rule.CopyHost;
import io.github.mirror4j.rule.HeaderEdit;
import io.github.mirror4j.rule.InvalidConfigurationException;
import io.github.mirror4j.rule.Problem;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.select.RuleMirror;
import io.github.mirror4j.select.RuleSet;
import java.net.http.HttpClient;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** What can be wrong with rules or a mirror client only in the client that is to use them. */
final class ClientCheck {

  private ClientCheck() {}

  static void throwIfUnfit(RuleSet rules, String copyHeader) {
    InvalidConfigurationException.throwIfAny("rules", problems(rules, copyHeader));
  }

  static List<Problem> problems(RuleSet rules, String copyHeader) {
    List<Problem> problems = new ArrayList<>();
    for (RuleMirror mirror : rules.mirrors()) {
      String path = place(mirror.rule()) + ".mirror \"" + mirror.mirror().name() + '"';
      CopyHost host = mirror.mirror().host();
      if (host != CopyHost.MIRROR && !HostHeader.IS_ALLOWED) {
        String expected = "MIRROR, or a JVM started with " + HostHeader.PROPERTY;
        problems.add(new Problem(path + ".host", host.name(), expected));
      }
      addEditsOfMark(mirror.mirror().headerEdits(), path, copyHeader, problems);
    }
    for (RouteRule rule : rules.rules()) {
      String path = place(rule) + ".primary";
      addEditsOfMark(rule.primary().headerEdits(), path, copyHeader, problems);
    }
    return problems;
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

  /** What is right and yet without effect, or wrong in this process alone. */
  static List<String> warnings(RuleSet rules) {
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
        .formatted(place(rule), rule.primary().authority(), HostHeader.PROPERTY);
  }

  static String place(RouteRule rule) {
    String origin = rule.origin().map(place -> place + ": ").orElse("");
    return origin + "rule \"" + rule.qualifiedName() + '"';
  }

  /** What the user of a private certificate authority is to know before the first copy fails. */
  static Optional<String> note(HttpClient delegate, CopyClients copyClients) {
    return copyClients.hasDefaultTls() && !hasDefaultTls(delegate)
        ? Optional.of(
            "The wrapped client has TLS settings of its own, which copies do not use: they trust"
                + " what the JVM trusts. mirrorSslContext(existing.sslContext()) of the builder uses"
                + " them for https mirrors")
        : Optional.empty();
  }

  private static boolean hasDefaultTls(HttpClient delegate) {
    try {
      SSLContext own = delegate.sslContext();
      return own == null || isSame(own, SSLContext.getDefault());
    } catch (NoSuchAlgorithmException | RuntimeException e) {
      return true; // A client that does not say what it uses cannot be compared.
    }
  }

  /** A copy must not meet the primaries' cookies, passwords or connections. */
  static List<Problem> problems(HttpClient mirrorClient, HttpClient delegate) {
    List<Problem> problems = new ArrayList<>();
    if (isSame(mirrorClient, delegate)) {
      problems.add(new Problem("mirrorClient", "the wrapped client", "a client of its own"));
      return problems;
    }
    mirrorClient
        .cookieHandler()
        .filter(cookies -> delegate.cookieHandler().filter(own -> isSame(own, cookies)).isPresent())
        .ifPresent(
            cookies -> problems.add(notShared("mirrorClient.cookieHandler", "the cookie handler")));
    mirrorClient
        .authenticator()
        .filter(login -> delegate.authenticator().filter(own -> isSame(own, login)).isPresent())
        .ifPresent(
            login -> problems.add(notShared("mirrorClient.authenticator", "the authenticator")));
    return problems;
  }

  private static Problem notShared(String path, String what) {
    return new Problem(path, "the wrapped client's", what + " of the primaries is not shared");
  }

  @SuppressWarnings("ReferenceEquality") // sharing is about the very object
  private static boolean isSame(Object one, Object other) {
    return one == other;
  }
}
