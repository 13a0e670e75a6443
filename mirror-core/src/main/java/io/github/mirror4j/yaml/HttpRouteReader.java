package io.github.mirror4j.yaml;

import io.github.mirror4j.rule.Problem;
import io.github.mirror4j.rule.ServiceRef;
import io.github.mirror4j.yaml.dialect.HttpRouteLimits;
import io.github.mirror4j.yaml.dialect.Specificity;
import io.github.mirror4j.yaml.tree.Fields;
import io.github.mirror4j.yaml.tree.Findings;
import io.github.mirror4j.yaml.tree.Node;
import io.github.mirror4j.yaml.tree.Scalars;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads an HTTPRoute of the Gateway API: a rule for each hostname and each match, because every
 * match has a precedence of its own there, which {@link Specificity} computes.
 */
final class HttpRouteReader {

  private final Resource resource;
  private final DeclaredServices services;
  private final Findings findings;
  private final List<RouteParents.Place> places = new ArrayList<>();

  HttpRouteReader(Resource resource, DeclaredServices services) {
    this.resource = resource;
    this.services = services;
    findings = resource.findings();
  }

  List<RuleDraft> read() {
    Fields spec = resource.spec();
    RouteParents parents = new RouteParents(resource, services);
    places.addAll(parents.read(spec));
    readHostnames(spec, parents);
    List<Node> rules = readRules(spec);
    spec.ignore("useDefaultGateways");
    spec.done();
    RuleNames names = new RuleNames(resource, rules);
    List<RuleDraft> drafts = new ArrayList<>();
    for (RouteParents.Place place : places) {
      boolean isOpen = true;
      int first = drafts.size();
      for (int i = 0; i < rules.size(); i++) {
        addRules(place, rules.get(i), i, names, drafts);
      }
      for (RuleDraft draft : drafts.subList(first, drafts.size())) {
        isOpen &= !draft.isCatchAll();
      }
      if (isOpen && place.isOfConsumer() && !rules.isEmpty()) {
        drafts.add(rest(place, names));
      }
    }
    names.keepOrder();
    resource.annotations().done();
    if (!parents.areAllUnknown()) {
      return drafts;
    }
    parents.leaveOut(drafts);
    return List.of();
  }

  private List<Node> readRules(Fields spec) {
    Node node = spec.get("rules");
    List<Node> rules = spec.atMost(node, spec.list("rules"), HttpRouteLimits.MAX_RULES);
    if (node == null) {
      findings.warning(spec.node(), "without rules, so nothing is routed or copied");
    } else if (node instanceof Node.Arr && rules.isEmpty() && !findings.isWrong(node)) {
      findings.problem(node, "at least one rule");
    }
    int matches = rules.stream().mapToInt(HttpRouteReader::matches).sum();
    if (matches > HttpRouteLimits.MAX_MATCHES_IN_ALL && node != null) {
      String expected = "at most " + HttpRouteLimits.MAX_MATCHES_IN_ALL + " matches in all rules";
      findings.problem(node, matches + " matches", expected);
    }
    return rules;
  }

  private static int matches(Node rule) {
    Node.Obj.Field field = rule instanceof Node.Obj object ? object.fields().get("matches") : null;
    return field != null && field.value() instanceof Node.Arr array ? array.items().size() : 0;
  }

  /** A route for a service (GAMMA) is about that service; one for a gateway about its hostnames. */
  private void readHostnames(Fields spec, RouteParents parents) {
    List<Node> hostnames =
        spec.atMost(spec.get("hostnames"), spec.list("hostnames"), HttpRouteLimits.MAX_HOSTNAMES);
    if (!places.isEmpty()) {
      hostnames.forEach(node -> findings.warning(node, "not applied beside a Service as parent"));
      return;
    }
    for (Node node : hostnames) {
      String host = Scalars.text(node, findings);
      if (host == null) {
        continue;
      }
      ServiceRef service = ServiceRef.host(host);
      List<Problem> problems = service.problems("");
      problems.forEach(problem -> findings.problem(node, problem.expected()));
      if (problems.isEmpty() && !HttpRouteLimits.isHostname(host)) {
        findings.problem(node, "a host name, perhaps with *. in front");
      } else if (problems.isEmpty()) {
        places.add(RouteParents.Place.of(node, service));
      }
    }
    // Also where no name could be read, so that the rules are checked all the same.
    if (places.isEmpty()) {
      places.add(RouteParents.Place.of(spec.node(), ServiceRef.host("*")));
      parents.warnOfEveryHost();
    }
  }

  private void addRules(
      RouteParents.Place place, Node node, int index, RuleNames names, List<RuleDraft> drafts) {
    Fields rule = Fields.of(node, findings);
    List<Fields> matches = new ArrayList<>(rule.objects("matches", HttpRouteLimits.MAX_MATCHES));
    boolean always = matches.isEmpty();
    int parts = Math.max(1, matches.size());
    int part = places.indexOf(place) * parts;
    boolean hasParts = places.size() * parts > 1;
    for (int m = 0; m < parts; m++) {
      RuleDraft draft = names.draft(index, hasParts ? part + m : -1).at(node);
      draft.destination(place.service(), place.node());
      draft.clients(place.clients());
      Path match = addMatch(draft, always ? null : matches.get(m));
      names.applyPrecedence(draft, index, precedence(place, match.specificity()));
      // The mesh replaces a prefix only where it is the only one.
      String prefix = parts > 1 ? null : match.prefix();
      new HttpRouteRule(draft, index, services, prefix).read(Fields.of(node, findings));
      drafts.add(draft);
    }
  }

  /** A consumer's own routes come before all of the producer's. */
  private static int precedence(RouteParents.Place place, int specificity) {
    int precedence = Specificity.precedence(place.service(), specificity);
    return place.isOfConsumer() ? precedence + Specificity.ALL : precedence;
  }

  /** The producer's routes do not apply to the consumer's clients at all. */
  private RuleDraft rest(RouteParents.Place place, RuleNames names) {
    RuleDraft draft = names.rest(places.size() > 1 ? places.indexOf(place) : -1);
    draft.at(resource.document()).destination(place.service(), place.node());
    draft.clients(place.clients());
    draft.movablePrecedence(Specificity.precedence(place.service(), Specificity.ALL - 1));
    return draft;
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
    draft.match(match.read());
    return new Path(match.specificity(), match.prefix());
  }
}
