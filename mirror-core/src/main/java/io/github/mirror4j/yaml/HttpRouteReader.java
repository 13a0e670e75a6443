package io.github.mirror4j.yaml;

import io.github.mirror4j.rule.ServiceRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads an HTTPRoute of the Gateway API: a rule for each hostname and each match, because every
 * match has a precedence of its own there, which {@link Specificity} computes.
 */
final class HttpRouteReader {

  // The limits of the resource's own definition.
  private static final int MAX_RULES = 16;
  private static final int MAX_MATCHES = 64;
  private static final int MAX_HOSTNAMES = 16;
  private static final int MAX_PARENTS = 32;

  private final Resource resource;
  private final Services services;
  private final Findings findings;
  private final Map<Node, ServiceRef> hosts = new java.util.LinkedHashMap<>();

  HttpRouteReader(Resource resource, Services services) {
    this.resource = resource;
    this.services = services;
    findings = resource.findings();
  }

  List<RuleDraft> read() {
    Fields spec = resource.spec();
    readParents(spec);
    readHostnames(spec);
    List<Node> rules = spec.atMost(spec.get("rules"), spec.list("rules"), MAX_RULES);
    spec.ignore("useDefaultGateways");
    spec.done();
    List<RuleDraft> drafts = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      addRules(rules.get(i), i, rules.size() > 1, drafts);
    }
    resource.annotations().done();
    return drafts;
  }

  /** A route for a service (GAMMA) is about that service; one for a gateway about its hostnames. */
  private void readParents(Fields spec) {
    for (Fields parent : spec.objects("parentRefs", MAX_PARENTS)) {
      String kind = parent.text("kind");
      String group = parent.text("group");
      String name = parent.requiredText("name", "the name of a Gateway or Service");
      String namespace = parent.text("namespace");
      boolean isService = "Service".equals(kind) && (group == null || group.isEmpty());
      if (isService) {
        parent.notApplied("port");
      }
      parent.ignore("sectionName", "port");
      parent.done();
      if (isService && name != null) {
        String in = namespace == null ? resource.namespace() : namespace;
        hosts.put(parent.node(), new ServiceRef(name, in, null, null));
      }
    }
  }

  private void readHostnames(Fields spec) {
    List<Node> hostnames =
        spec.atMost(spec.get("hostnames"), spec.list("hostnames"), MAX_HOSTNAMES);
    if (!hosts.isEmpty()) {
      hostnames.forEach(node -> findings.warning(node, "not applied beside a Service as parent"));
      return;
    }
    for (Node node : hostnames) {
      String host = Scalars.text(node, findings);
      if (host != null) {
        boolean isHostname = !host.equals("*") && host.indexOf('/') < 0;
        if (isHostname) {
          hosts.put(node, ServiceRef.host(host));
        } else {
          findings.problem(node, "a host name, perhaps with *. in front");
        }
      }
    }
    // Also where no name could be read, so that the rules are checked all the same.
    if (hosts.isEmpty()) {
      hosts.put(spec.node(), ServiceRef.host("*"));
    }
  }

  private void addRules(Node ruleNode, int index, boolean several, List<RuleDraft> drafts) {
    Fields rule = Fields.of(ruleNode, findings);
    List<Fields> matches = new ArrayList<>(rule.objects("matches", MAX_MATCHES));
    boolean always = matches.isEmpty();
    int parts = hosts.size() * Math.max(1, matches.size());
    int part = 0;
    for (Map.Entry<Node, ServiceRef> host : hosts.entrySet()) {
      for (int m = 0; m < Math.max(1, matches.size()); m++) {
        Names names = new Names(resource, index, several, parts > 1 ? part : -1);
        RuleDraft draft = names.draft().at(ruleNode);
        draft.destination(host.getValue(), host.getKey());
        Path match = addMatch(draft, always ? null : matches.get(m));
        names.applyPrecedence(draft, Specificity.precedence(host.getValue(), match.specificity()));
        new HttpRouteRule(draft, index, services, match.prefix())
            .read(Fields.of(ruleNode, findings));
        drafts.add(draft);
        part++;
      }
    }
  }

  /** What a match says about its rule: how specific it is, and the path prefix it asks for. */
  private record Path(int specificity, @Nullable String prefix) {}

  private Path addMatch(RuleDraft draft, @Nullable Fields fields) {
    if (fields == null) {
      return new Path(Specificity.ofEveryPath(), "/");
    }
    draft.place("match", fields.node());
    draft.place("match[0]", fields.node());
    HttpRouteMatch match = new HttpRouteMatch(draft, fields);
    draft.builder().match(match.read());
    return new Path(match.specificity(), match.prefix());
  }
}
