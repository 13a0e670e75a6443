package io.github.mirror4j.yaml;

import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.InvalidConfigurationException;
import io.github.mirror4j.rule.Problem;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.yaml.dialect.Kind;
import io.github.mirror4j.yaml.tree.Findings;
import io.github.mirror4j.yaml.tree.Node;
import io.github.mirror4j.yaml.tree.SourceFiles;
import io.github.mirror4j.yaml.tree.SourceText;
import io.github.mirror4j.yaml.tree.YamlTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads texts as one whole: services first, then the rules that name them, in any order. */
final class DocumentReader {

  private final Findings findings = new Findings();
  private final ParsedDocuments resources = new ParsedDocuments(findings);
  private final DeclaredSubsets subsets = new DeclaredSubsets(findings);
  private final DeclaredServices services = new DeclaredServices(findings, subsets);
  private final List<RuleDraft> drafts = new ArrayList<>();
  private final Map<RouteRule, RuleDraft> rules = new LinkedHashMap<>();

  private DocumentReader() {}

  static RuleDocuments read(SourceFiles sources) {
    DocumentReader reading = new DocumentReader();
    sources.problems().forEach(reading.findings::add);
    sources.warnings().forEach(reading.findings::warning);
    YamlTree.Size size = new YamlTree.Size();
    for (SourceText source : sources.texts()) {
      YamlTree.read(source, size, reading.findings).forEach(reading.resources::add);
      Problem excess = size.excess();
      if (excess != null) {
        // Only this, because other problems may be caused by what was not read.
        throw new InvalidConfigurationException("rule files", List.of(excess));
      }
    }
    return reading.finish();
  }

  private RuleDocuments finish() {
    resources.of(Kind.DESTINATION_RULE).forEach(subsets::read);
    resources
        .of(Kind.SERVICE_ENTRY)
        .forEach(entry -> new ServiceEntryReader(entry, services, subsets).read());
    DestinationReader destinations = new DestinationReader(subsets, services);
    for (Resource resource : resources.rulesOf(Kind.ROUTE_RULE)) {
      RuleDraft draft = new RouteRuleReader(resource, services).read();
      if (draft != null) {
        drafts.add(draft);
      }
    }
    resources
        .rulesOf(Kind.VIRTUAL_SERVICE)
        .forEach(r -> drafts.addAll(new VirtualServiceReader(r, destinations).read()));
    List<RuleDraft> routes = new ArrayList<>();
    resources
        .rulesOf(Kind.HTTP_ROUTE)
        .forEach(r -> routes.addAll(new HttpRouteReader(r, services).read()));
    HttpRouteTies.apply(routes);
    drafts.addAll(routes);
    buildRules();
    ServiceRegistry registry = services.registry();
    InvalidConfigurationException.throwIfAny("rule files", findings.problems());
    return new RuleDocuments(
        List.copyOf(rules.keySet()), registry, findings.warnings(), findings.notes());
  }

  private void buildRules() {
    Map<String, RuleDraft> names = new HashMap<>();
    for (RuleDraft draft : drafts) {
      RouteRule rule = draft.build(findings);
      if (rule == null) {
        continue;
      }
      RuleDraft first = names.putIfAbsent(rule.qualifiedName(), draft);
      if (first == null) {
        rules.put(rule, draft);
      } else if (!findings.isWrong(draft.resource().nameNode())) {
        String value = "a second rule \"" + Node.printable(rule.name()) + '"';
        String expected = "another metadata.name; the first is at " + first.node().mark();
        findings.problem(draft.resource().document(), value, expected);
      }
    }
    SharedHosts.warn(rules, findings);
  }
}
