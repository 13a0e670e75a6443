package io.github.mirror4j.examples;

import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.yaml.RuleDocuments;
import io.github.mirror4j.yaml.RuleFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** The rules of the demo, and the endpoints that belong to them; the post's rule by default. */
record DemoRules(List<RouteRule> rules, ServiceRegistry registry) {

  private static final String OF_THE_POST = "mirror-traffic-to-httpbin-v2.yaml";
  private static final Duration IMPATIENT = Duration.ofSeconds(1);

  /** Reads rules; the exception's message says everything that is wrong with them. */
  static DemoRules read(Optional<Path> file) {
    RuleDocuments documents =
        file.isPresent()
            ? RuleFiles.read(file.get())
            : RuleFiles.parse(OF_THE_POST, resource(OF_THE_POST));
    return new DemoRules(documents.rules(), documents.registry());
  }

  /**
   * The same rules with less patience for their mirrors, so that the demo ends soon; or with one
   * mirror more, which hangs.
   */
  List<RouteRule> whileHanging(Optional<URI> secondMirror) {
    return rules.stream()
        .map(rule -> rule.toBuilder().mirrors(mirrors(rule, secondMirror)).build())
        .toList();
  }

  /** Whether what arrived is the copy of a call, whole and marked by one of these rules. */
  boolean copied(Call call, Httpbin.Received arrived) {
    return rules.stream()
        .map(rule -> new Httpbin.Received(call.method(), call.target(), call.body(), rule.name()))
        .anyMatch(arrived::equals);
  }

  private static List<Mirror> mirrors(RouteRule rule, Optional<URI> second) {
    if (second.isEmpty()) {
      return rule.mirrors().stream().map(mirror -> mirror.timeout(IMPATIENT)).toList();
    }
    List<Mirror> mirrors = new ArrayList<>(rule.mirrors());
    mirrors.add(Mirror.to(second.get()).name("hanging").timeout(IMPATIENT));
    return mirrors;
  }

  private static String resource(String name) {
    try (InputStream in = Objects.requireNonNull(DemoRules.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rules as text, one a line. */
  @Override
  public String toString() {
    return rules.stream().map(RouteRule::toString).collect(Collectors.joining("\n"));
  }
}
