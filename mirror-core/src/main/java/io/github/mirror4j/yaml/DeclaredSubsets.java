package io.github.mirror4j.yaml;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.ServiceRef;
import io.github.mirror4j.yaml.dialect.Hosts;
import io.github.mirror4j.yaml.tree.Fields;
import io.github.mirror4j.yaml.tree.Findings;
import io.github.mirror4j.yaml.tree.Node;
import io.github.mirror4j.yaml.tree.Suggestion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The subsets and TLS settings of all DestinationRules, by host. */
final class DeclaredSubsets {

  private static final List<String> TLS_MODES =
      List.of("DISABLE", "SIMPLE", "MUTUAL", "ISTIO_MUTUAL");

  private final Map<String, HostRule> byHost = new LinkedHashMap<>();
  private final Findings findings;

  /** What is known about one host. */
  private static final class HostRule {
    final Map<String, Labels> subsets = new LinkedHashMap<>();
    final Map<Integer, String> tlsModes = new HashMap<>();
    @Nullable String tlsMode;
  }

  DeclaredSubsets(Findings findings) {
    this.findings = findings;
  }

  void read(Resource resource) {
    Fields spec = resource.spec();
    String host = spec.requiredText("host", "the service that the subsets are of");
    ServiceRef service = host == null ? null : Hosts.service(host, resource.namespace());
    if (service != null && !service.problems("").isEmpty()) {
      Node node = spec.get("host");
      service
          .problems("")
          .forEach(problem -> findings.problem(requireNonNull(node), problem.expected()));
    }
    HostRule rule =
        byHost.computeIfAbsent(service == null ? "" : service.host(), h -> new HostRule());
    Map<String, Labels> own = new HashMap<>();
    for (Fields subset : spec.objects("subsets")) {
      readSubset(subset, rule, own);
    }
    Fields policy = spec.object("trafficPolicy");
    if (policy != null) {
      readPolicy(policy, rule);
    }
    ExportTo.warn(resource);
    spec.notApplied("workloadSelector");
    spec.done();
    resource.annotations().done();
  }

  private void readSubset(Fields subset, HostRule rule, Map<String, Labels> own) {
    String name = subset.requiredText("name", "the subset's name");
    Labels labels = subset.labels("labels");
    Node place = subset.get("labels");
    labels
        .problems("")
        .forEach(
            problem ->
                findings.problem(
                    place == null ? subset.node() : place, problem.value(), problem.expected()));
    subset.notApplied("trafficPolicy");
    subset.done();
    if (name == null) {
      return;
    }
    if (own.putIfAbsent(name, labels) != null) {
      findings.problem(requireNonNull(subset.get("name")), "a name that only one subset has");
    } else if (rule.subsets.putIfAbsent(name, labels) != null) {
      findings.warning(subset.node(), "not applied: another DestinationRule has this subset too");
    }
  }

  private void readPolicy(Fields policy, HostRule rule) {
    String mode = tlsMode(policy);
    rule.tlsMode = rule.tlsMode == null ? mode : rule.tlsMode;
    for (Fields level : policy.objects("portLevelSettings")) {
      Fields port = level.object("port");
      Integer number = port == null ? null : port.integer("number", 1, 65535);
      String levelMode = tlsMode(level);
      if (number != null && levelMode != null) {
        rule.tlsModes.putIfAbsent(number, levelMode);
      }
      level.notApplied("loadBalancer", "connectionPool", "outlierDetection");
      level.done();
    }
    policy.notApplied("loadBalancer", "connectionPool", "outlierDetection", "tunnel");
    policy.notApplied("proxyProtocol", "retryBudget");
    policy.done();
  }

  private @Nullable String tlsMode(Fields policy) {
    Fields tls = policy.object("tls");
    if (tls == null) {
      return null;
    }
    String mode = tls.text("mode");
    if (mode != null && !TLS_MODES.contains(mode)) {
      Node node = requireNonNull(tls.get("mode"));
      findings.problem(node, String.join(", ", TLS_MODES));
    }
    tls.notApplied("clientCertificate", "privateKey", "caCertificates", "credentialName");
    tls.notApplied("subjectAltNames", "sni", "insecureSkipVerify", "caCrl");
    tls.done();
    return mode == null ? "DISABLE" : mode;
  }

  /** Whether connections to this service are to use TLS; null where no rule sets it. */
  @Nullable Boolean usesTls(ServiceRef service, int port) {
    HostRule rule = rule(service);
    String mode = rule == null ? null : rule.tlsModes.getOrDefault(port, rule.tlsMode);
    if (mode == null || mode.equals("ISTIO_MUTUAL")) {
      return null;
    }
    return !mode.equals("DISABLE");
  }

  /**
   * Returns the labels of a subset. If there is no such subset, reports a problem and returns none.
   */
  Labels labels(ServiceRef service, Node subset, String name) {
    HostRule rule = rule(service);
    Labels labels = rule == null ? null : rule.subsets.get(name);
    if (labels != null) {
      return labels;
    }
    List<String> known = rule == null ? List.of() : new ArrayList<>(rule.subsets.keySet());
    String expected =
        known.isEmpty()
            ? "a subset of " + service.host() + ", but no DestinationRule read here has any"
            : "a subset of " + service.host() + ": " + Suggestion.list(known);
    String question = findings.isFull() ? "" : Suggestion.question(name, known);
    findings.problem(subset, expected + question);
    return Labels.none();
  }

  /** The rule of that very host, else that of the longest wildcard. */
  private @Nullable HostRule rule(ServiceRef service) {
    HostRule exact = byHost.get(service.host());
    if (exact != null) {
      return exact;
    }
    String best = null;
    for (String host : byHost.keySet()) {
      boolean covers = host.startsWith("*") && ServiceRef.host(host).matches(service.host());
      if (covers && (best == null || host.length() > best.length())) {
        best = host;
      }
    }
    return best == null ? null : byHost.get(best);
  }
}
