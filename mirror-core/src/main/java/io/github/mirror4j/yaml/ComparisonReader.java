package io.github.mirror4j.yaml;

import io.github.mirror4j.rule.Change;
import io.github.mirror4j.rule.Check;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.FieldPath;
import io.github.mirror4j.rule.InvalidConfigurationException;
import io.github.mirror4j.rule.Problem;
import io.github.mirror4j.text.ConstantText;
import io.github.mirror4j.yaml.tree.Fields;
import io.github.mirror4j.yaml.tree.Findings;
import io.github.mirror4j.yaml.tree.Node;
import io.github.mirror4j.yaml.tree.Scalars;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/** Reads the settings of a comparison, which an annotation holds as YAML. */
final class ComparisonReader {

  /** The largest number that a setting takes; the core knows the range of each. */
  private static final int MAX_NUMBER = 100_000;

  private final Fields fields;
  private final Findings findings;
  private final Comparison.Builder builder;
  private final Map<String, Node> places = new HashMap<>();

  private ComparisonReader(Node root, Findings findings) {
    this.findings = findings;
    fields = Fields.of(root, findings);
    builder = new BaselineReader(fields, places, findings).read();
  }

  /** Returns the comparison; null where anything is wrong with it. */
  static @Nullable Comparison read(Node root, Findings findings) {
    ComparisonReader reader = new ComparisonReader(root, findings);
    reader.readRequests();
    reader.readFields();
    reader.readHeaders();
    reader.readChecks();
    reader.readTimes();
    reader.fields.done();
    return reader.build();
  }

  private void readRequests() {
    percent(fields, "percentage", "percentage", builder::percentage);
    texts("methods", builder::methods);
    texts("endpoints", builder::endpoint);
  }

  private void readFields() {
    paths("ignore", builder::ignore);
    paths("unordered", builder::unordered);
    byPath("keys").forEach(this::readKey);
    byPath("expect").forEach(this::readExpected);
    paths("show", builder::show);
    if (fields.isTrue("countAdditions")) {
      builder.countAdditions();
    }
  }

  private void readKey(String path, Node field) {
    String text = Scalars.text(field, findings);
    if (text != null) {
      builder.key(path, text);
    }
  }

  private void readExpected(String path, Node changes) {
    List<Change> read = changes(changes);
    if (!read.isEmpty() || !findings.isWrong(changes)) {
      builder.expect(path, read.toArray(Change[]::new));
    }
  }

  private void readHeaders() {
    texts("headers", builder::header);
    texts("ignoreHeaders", builder::ignoreHeader);
    texts("buildHeaders", builder::buildHeader);
  }

  private void readChecks() {
    Fields margins = fields.object("margins");
    if (margins != null) {
      for (Check check : Check.values()) {
        String name = ConstantText.hyphenated(check);
        percent(margins, name, "margins." + check, margin -> builder.margin(check, margin));
      }
      margins.done();
    }
    for (Node item : placed("slowerThan")) {
      Duration time = Scalars.duration(item, findings);
      if (time != null) {
        places.put("slowerThan " + time, item);
        builder.slowerThan(time);
      }
    }
    percent(fields, "level", "level", builder::level);
    Fields minimums = fields.object("minimums");
    if (minimums != null) {
      number(minimums, "requests", "minimums.requests", builder::minimumRequests);
      time(minimums, "span", "minimums.span", builder::minimumSpan);
      percent(minimums, "compared", "minimums.compared", builder::minimumCompared);
      percent(minimums, "judged", "minimums.judged", builder::minimumJudged);
      minimums.done();
    }
  }

  private void readTimes() {
    Comparison defaults = Comparison.withoutBaseline().build();
    Fields warmUp = fields.object("warmUp");
    if (warmUp != null) {
      Duration time = time(warmUp, "time", "warmUp.time", t -> {});
      Integer pairs = number(warmUp, "pairs", "warmUp.pairs", p -> {});
      builder.warmUp(
          time == null ? defaults.warmUpTime() : time,
          pairs == null ? defaults.warmUpPairs() : pairs);
      warmUp.done();
    }
    time(fields, "repeatAfter", "repeatAfter", builder::repeatAfter);
    Fields confirm = fields.object("confirmAfter");
    if (confirm != null) {
      Duration min = time(confirm, "min", "confirmAfter.min", t -> {});
      Duration max = time(confirm, "max", "confirmAfter.max", t -> {});
      builder.confirmAfter(
          min == null ? defaults.confirmAfterMin() : min,
          max == null ? defaults.confirmAfterMax() : max);
      confirm.done();
    }
    Node limit = fields.get("responseLimit");
    if (limit != null) {
      places.put("responseLimit", limit);
      Long bytes = Scalars.bytes(limit, findings);
      if (bytes != null) {
        builder.responseLimit((int) Math.min(bytes, Integer.MAX_VALUE));
      }
    }
    time(fields, "maxCopyTime", "maxCopyTime", builder::maxCopyTime);
  }

  private @Nullable Comparison build() {
    try {
      Comparison comparison = builder.build();
      return findings.isWrong(fields.node()) ? null : comparison;
    } catch (InvalidConfigurationException e) {
      e.problems().forEach(this::report);
      return null;
    }
  }

  private void report(Problem problem) {
    Node at = place(problem);
    boolean isSaid = at != null && findings.isWrong(at);
    if (at instanceof Node.Text text && text.kind() == Node.Text.Kind.NUMBER && !isSaid) {
      findings.problem(at, problem.expected());
    } else if (!isSaid) {
      findings.problem(at == null ? fields.node() : at, problem.value(), problem.expected());
    }
  }

  /** Finds the place of a value of the settings, by its own text or that of the enclosing value. */
  private @Nullable Node place(Problem problem) {
    Node exact = places.get(problem.path() + " " + problem.value());
    String path = problem.path();
    while (exact == null && !path.isEmpty()) {
      exact = places.get(path);
      path = path.substring(0, Math.max(0, path.lastIndexOf('.')));
    }
    return exact;
  }

  private void paths(String name, Consumer<String> use) {
    for (Node item : placed(name)) {
      String path = Scalars.text(item, findings);
      if (path != null) {
        placePath(name, path, item);
        use.accept(path);
      }
    }
  }

  /** The values by their paths. A null value is a mistake, not a path without a value. */
  private Map<String, Node> byPath(String name) {
    Map<String, Node> values = new LinkedHashMap<>();
    Node node = fields.get(name);
    if (node instanceof Node.Obj object) {
      places.put(name, node);
      object.fields().forEach((path, field) -> values.put(path, field.value()));
      values.forEach((path, value) -> placePath(name, path, value));
    } else if (node != null && !Scalars.isUnreadable(node)) {
      findings.problem(node, "an object with paths for names");
    }
    return values;
  }

  private void texts(String name, Consumer<String> use) {
    for (Node item : placed(name)) {
      String text = Scalars.text(item, findings);
      if (text != null) {
        placeText(name, text, item);
        placeText(name, text.toLowerCase(Locale.ROOT), item);
        use.accept(text);
      }
    }
  }

  private List<Node> placed(String name) {
    Node list = fields.get(name);
    if (list != null) {
      places.put(name, list);
    }
    return fields.list(name);
  }

  /** A problem shows a path in its one notation, or a wrong one as it was written. */
  private void placePath(String name, String path, Node node) {
    placeText(name, path, node);
    try {
      String shown = FieldPath.of(path).toString();
      placeText(name, shown, node);
      places.put(name + "." + shown, node);
    } catch (InvalidConfigurationException e) {
      // The builder reports it, too, with the others.
    }
  }

  private void placeText(String name, String text, Node node) {
    places.put(name + " " + Problem.ofText(name, text, "").value(), node);
  }

  private List<Change> changes(Node node) {
    List<Node> items = node instanceof Node.Arr list ? list.items() : List.of(node);
    List<Change> changes = new ArrayList<>();
    for (Node item : items) {
      String text = Scalars.text(item, findings);
      var found =
          Arrays.stream(Change.values())
              .filter(change -> ConstantText.hyphenated(change).equals(text))
              .findFirst();
      found.ifPresent(changes::add);
      if (text != null && found.isEmpty()) {
        findings.problem(item, "\"added\", \"removed\", \"value\", \"type\"");
      }
    }
    return changes;
  }

  private void percent(Fields of, String name, String path, DoubleConsumer use) {
    Node node = of.get(name);
    if (node != null) {
      places.put(path, node);
      Double percent = Scalars.decimal(node, 0, 100, findings);
      if (percent != null) {
        use.accept(percent);
      }
    }
  }

  private @Nullable Integer number(Fields of, String name, String path, Consumer<Integer> use) {
    Node node = of.get(name);
    Integer number = node == null ? null : Scalars.integer(node, 0, MAX_NUMBER, findings);
    if (node != null && number != null) {
      places.put(path, node);
      use.accept(number);
    }
    return number;
  }

  private @Nullable Duration time(Fields of, String name, String path, Consumer<Duration> use) {
    Node node = of.get(name);
    Duration time = node == null ? null : Scalars.duration(node, findings);
    if (node != null && time != null) {
      places.put(path, node);
      use.accept(time);
    }
    return time;
  }
}
