package io.github.mirror4j.yaml;

import io.github.mirror4j.rule.InvalidConfigurationException;
import io.github.mirror4j.rule.Match;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.Problem;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.ServiceRef;
import io.github.mirror4j.yaml.tree.Findings;
import io.github.mirror4j.yaml.tree.Node;
import io.github.mirror4j.yaml.tree.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rule that is read from a document. It remembers which value of the document each part of the
 * rule came from, so that the problems that the core finds get a place in the file.
 */
final class RuleDraft {

  private final Resource resource;
  private final RouteRule.Builder builder;
  private final Map<String, Node> places = new LinkedHashMap<>();
  private final List<Match> matches = new ArrayList<>();
  private final List<Mirror> mirrors = new ArrayList<>();
  private final String name;
  private RuleClients clients = RuleClients.ALL;
  private int precedence;
  private boolean isPrecedenceFixed;
  private @Nullable String order;
  private boolean isNever;
  private Node node;
  private @Nullable ServiceRef destination;

  RuleDraft(String name, Resource resource) {
    this.resource = resource;
    this.name = name;
    builder = RouteRule.builder(name).namespace(resource.namespace());
    node = resource.document();
    place("name", resource.nameNode());
  }

  RouteRule.Builder builder() {
    return builder;
  }

  String name() {
    return name;
  }

  /** Adds a match; its parts have their places below {@link #nextMatch()}. */
  void match(Match match) {
    matches.add(match);
  }

  /** The path of the match to be added next. */
  String nextMatch() {
    return "match[" + matches.size() + "]";
  }

  List<Match> matches() {
    return matches;
  }

  void mirror(Mirror mirror) {
    mirrors.add(mirror);
  }

  /** The clients that the rule is for, and the port of its destination. */
  void clients(RuleClients who) {
    clients = who;
  }

  boolean isForAllClients() {
    return clients.namespaces() == null;
  }

  /** Notes that no request meets the rule here. Its content is checked nevertheless. */
  void never() {
    isNever = true;
  }

  boolean isNever() {
    return isNever;
  }

  /** A precedence that stands for an order, so that it may be moved to break a tie. */
  void movablePrecedence(int value) {
    precedence = value;
  }

  /** A precedence that was asked for. */
  void fixedPrecedence(int value) {
    precedence = value;
    isPrecedenceFixed = true;
  }

  int precedence() {
    return precedence;
  }

  /** What decides among rules of one precedence. */
  String order() {
    return order == null ? name : order;
  }

  void orderBy(String text) {
    order = text;
  }

  void orderByDefault(String text) {
    order = order == null ? text : order;
  }

  boolean isPrecedenceFixed() {
    return isPrecedenceFixed;
  }

  /**
   * The targets of copies, for a message about a rule that is left out; empty if there are none.
   */
  String copies() {
    return mirrors.isEmpty() ? "" : ", with its copies to " + targets(mirrors);
  }

  /** Where mirrors send copies, for a message. */
  static String targets(List<Mirror> mirrors) {
    return Suggestion.list(mirrors.stream().map(m -> m.target().toString()).distinct().toList());
  }

  /** Whether no request to the destination goes past the rule. */
  boolean isCatchAll() {
    return !isNever && takesAll(matches);
  }

  /** Whether a rule with these matches takes every request to its destination. */
  static boolean takesAll(List<Match> matches) {
    return matches.isEmpty() || matches.contains(Match.builder().build());
  }

  /**
   * The share of a destination by its weight. A single one needs no weight, and gets everything.
   */
  static int share(@Nullable Integer weight, boolean isOnly) {
    if (weight == null || weight == 0) {
      return isOnly ? 100 : 0;
    }
    return weight;
  }

  /** Sets the service that the rule is about. */
  void destination(ServiceRef service, Node place) {
    destination = service.withDefaultNamespace(resource.namespace());
    builder.destination(service);
    place("destination", place);
  }

  @Nullable ServiceRef destination() {
    return destination;
  }

  Resource resource() {
    return resource;
  }

  /** The value that stands for the whole rule. */
  RuleDraft at(Node value) {
    node = value;
    return this;
  }

  Node node() {
    return node;
  }

  void place(String corePath, Node value) {
    places.put(corePath, value);
  }

  /** The rule; null where anything is wrong with it, or where no request could ever meet it. */
  @Nullable RouteRule build(Findings findings) {
    List<Match> narrowed = clients.narrow(matches, this::copyPlaces);
    narrowed.forEach(builder::match);
    builder.precedence(precedence).order(order()).mirrors(mirrors);
    boolean isDead = narrowed.isEmpty() && !matches.isEmpty();
    if (isDead && !isNever) {
      findings.warning(node, "is for no client: " + clients.reason() + copies());
    }
    try {
      RouteRule rule = builder.origin(node.mark().toString()).build();
      return isNever || isDead ? null : rule;
    } catch (InvalidConfigurationException e) {
      e.problems().forEach(problem -> report(problem, findings));
      return null;
    }
  }

  /** The same match for other clients has its parts at the same places. */
  private void copyPlaces(int from, int to) {
    String start = "match[" + from + "]";
    Map<String, Node> copies = new LinkedHashMap<>();
    places.forEach(
        (path, place) -> {
          if (path.startsWith(start)) {
            copies.put("match[" + to + "]" + path.substring(start.length()), place);
          }
        });
    places.putAll(copies);
  }

  /** Reports a problem of a part that is too wrong to be in the rule. */
  void report(Problem problem, Node part) {
    String path = problem.path();
    Node at = inner(part, path.substring(Math.max(0, path.indexOf('.'))));
    resource.findings().problem(at, problem.value(), problem.expected());
  }

  private void report(Problem problem, Findings findings) {
    String path = problem.path();
    int end = path.length();
    while (end > 0 && !places.containsKey(path.substring(0, end))) {
      end = Math.max(path.lastIndexOf('.', end - 1), path.lastIndexOf('[', end - 1));
    }
    Node place = end <= 0 ? null : places.get(path.substring(0, end));
    Node at = place == null ? node : inner(place, path.substring(end));
    // A value that could not be read is missing in the rule. That is reported already.
    if (findings.isWrong(place == null ? node : place)) {
      return;
    }
    if (at instanceof Node.Text text && text.kind() == Node.Text.Kind.NUMBER) {
      // As the file has it, not as a double is printed.
      findings.problem(at, problem.expected());
    } else {
      findings.problem(at, problem.value(), problem.expected());
    }
  }

  /** Follows the rest of a path into a value, as far as it goes. */
  private static Node inner(Node place, String rest) {
    Node at = place;
    for (String step : rest.split("[.\\[]", -1)) {
      Node.Obj.Field field = at instanceof Node.Obj object ? object.fields().get(step) : null;
      at = field == null ? at : field.value();
    }
    // A condition such as {regex: ...} is its one value.
    boolean isSingle = at instanceof Node.Obj object && object.fields().size() == 1;
    if (isSingle && at instanceof Node.Obj object) {
      Node only = object.fields().values().iterator().next().value();
      return only instanceof Node.Text ? only : at;
    }
    return at;
  }
}
