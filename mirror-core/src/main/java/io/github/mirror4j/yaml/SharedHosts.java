package io.github.mirror4j.yaml;

import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.yaml.dialect.Kind;
import io.github.mirror4j.yaml.tree.Findings;
import io.github.mirror4j.yaml.tree.Node;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Warns of VirtualServices that share a host. For each client, the mesh applies only one of them:
 * the one with the most specific host. A request that none of its routes matches gets 404. Here the
 * rules of all of them are tried, so that more is routed and copied than in the mesh.
 */
final class SharedHosts {

  private final Map<String, Owner> owners = new LinkedHashMap<>();
  private final Set<Resource> warned = new HashSet<>();
  private final Findings findings;

  /** The document whose rules come first for a host, and whether they take every request. */
  private record Owner(Resource resource, boolean isClosed) {}

  private SharedHosts(Findings findings) {
    this.findings = findings;
  }

  static void warn(Map<RouteRule, RuleDraft> rules, Findings findings) {
    SharedHosts hosts = new SharedHosts(findings);
    rules.entrySet().stream()
        .filter(rule -> isForAll(rule.getValue()))
        .sorted(Map.Entry.comparingByKey(RouteRule.ORDER))
        .forEach(rule -> hosts.add(rule.getKey(), rule.getValue().resource()));
    hosts.owners.forEach(hosts::compareWithWider);
  }

  /** Those for some clients close their hosts for these. */
  private static boolean isForAll(RuleDraft draft) {
    return draft.resource().kind() == Kind.VIRTUAL_SERVICE && draft.isForAllClients();
  }

  private void add(RouteRule rule, Resource resource) {
    String host = rule.destination().host();
    Owner first = owners.get(host);
    if (first == null || first.resource().equals(resource)) {
      boolean wasClosed = first != null && first.isClosed();
      owners.put(host, new Owner(resource, wasClosed || RuleDraft.takesAll(rule.matches())));
    } else {
      compare(host, first, resource);
    }
  }

  private void compareWithWider(String host, Owner owner) {
    for (int start = 1; start <= host.length(); start++) {
      Owner wider = owners.get("*" + host.substring(start));
      if (wider != null && !wider.resource().equals(owner.resource())) {
        compare(host, owner, wider.resource());
        return;
      }
    }
  }

  private void compare(String host, Owner first, Resource next) {
    if (first.isClosed() || !warned.add(next)) {
      return;
    }
    Resource resource = first.resource();
    findings.warning(
        next.document(),
        ("VirtualService %s shares %s with VirtualService %s (%s): its rules apply here where none of"
                + " that one's do, while a mesh applies only one of the two to a host")
            .formatted(
                Node.printable(next.name()),
                host,
                Node.printable(resource.name()),
                resource.document().mark()));
  }
}
