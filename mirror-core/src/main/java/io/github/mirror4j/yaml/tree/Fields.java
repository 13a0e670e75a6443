package io.github.mirror4j.yaml.tree;

import io.github.mirror4j.rule.CheckReturnValue;
import io.github.mirror4j.rule.Labels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads an object strictly: every field that the reader did not ask for is a problem at the end. A
 * field that is null counts as absent, as in Kubernetes.
 */
@SuppressWarnings("doclint:missing") // for this module only
public final class Fields {

  private static final Node.Obj NOTHING = new Node.Obj(null, "", new Node.Mark("", 0, 0), Map.of());

  private final Node at;
  private final Node.Obj object;
  private final Findings findings;
  private final Set<String> known = new LinkedHashSet<>();
  private final Map<String, String> missing = new LinkedHashMap<>();
  private final boolean snakeCase;

  private Fields(Node at, Node.Obj object, Findings findings, boolean snakeCase) {
    this.at = at;
    this.object = object;
    this.findings = findings;
    this.snakeCase = snakeCase;
  }

  /**
   * Returns the fields of an object. If the value is no object, reports a problem and returns none.
   */
  public static Fields of(Node node, Findings findings) {
    if (node instanceof Node.Obj object) {
      return new Fields(node, object, findings, false);
    }
    if (!Scalars.isUnreadable(node)) {
      findings.problem(node, "an object");
    }
    return new Fields(node, NOTHING, findings, false);
  }

  /** The same fields, but {@code http_req_timeout} also means {@code httpReqTimeout}. */
  @CheckReturnValue
  public Fields withSnakeCase() {
    return new Fields(at, object, findings, true);
  }

  public Node node() {
    return at;
  }

  public Findings findings() {
    return findings;
  }

  public Set<String> names() {
    return object.fields().keySet();
  }

  public boolean has(String name) {
    return get(name) != null;
  }

  /** The value of a field; null where it is absent or null. */
  public @Nullable Node get(String name) {
    known.add(name);
    Node value = value(name);
    if (snakeCase && value == null) {
      String snake = name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
      if (!snake.equals(name) && object.fields().containsKey(snake)) {
        known.add(snake);
        value = value(snake);
      }
    }
    return value;
  }

  private @Nullable Node value(String name) {
    Node.Obj.Field field = object.fields().get(name);
    if (field == null
        || (field.value() instanceof Node.Text text && text.kind() == Node.Text.Kind.NULL)) {
      return null;
    }
    return field.value();
  }

  /** The value of a field that must be there. */
  public @Nullable Node required(String name, String expected) {
    Node value = get(name);
    if (value == null && at.equals(object)) {
      missing.put(name, expected);
      findings.wrong(at);
      findings.atEnd(this::sayMissing);
    }
    return value;
  }

  /** A list that must have an entry, and not too many. */
  public List<Node> list(String name, int most, String expected) {
    Node value = required(name, expected);
    List<Node> items = list(name);
    if (value instanceof Node.Arr && items.isEmpty()) {
      findings.problem(value, expected);
    }
    return atMost(value, items, most);
  }

  public List<Node> atMost(@Nullable Node list, List<Node> items, int most) {
    if (list == null || items.size() <= most) {
      return items;
    }
    findings.problem(list, items.size() + " entries", "at most " + most);
    return List.of();
  }

  @CheckReturnValue
  public @Nullable Fields object(String name) {
    Node value = get(name);
    if (value == null) {
      return null;
    }
    Fields fields = of(value, findings);
    return snakeCase ? fields.withSnakeCase() : fields;
  }

  public List<Node> list(String name) {
    Node value = get(name);
    if (value == null) {
      return List.of();
    }
    if (value instanceof Node.Arr array) {
      return array.items();
    }
    if (!Scalars.isUnreadable(value)) {
      findings.problem(value, "a list");
    }
    return List.of();
  }

  public List<Fields> objects(String name) {
    return objects(name, Integer.MAX_VALUE);
  }

  public List<Fields> objects(String name, int most) {
    List<Fields> objects = new ArrayList<>();
    for (Node item : atMost(get(name), list(name), most)) {
      Fields fields = of(item, findings);
      objects.add(snakeCase ? fields.withSnakeCase() : fields);
    }
    return objects;
  }

  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (Node item : list(name)) {
      String text = Scalars.text(item, findings);
      if (text != null) {
        texts.add(text);
      }
    }
    return texts;
  }

  public @Nullable String text(String name) {
    Node value = get(name);
    return value == null ? null : Scalars.text(value, findings);
  }

  public @Nullable String requiredText(String name, String expected) {
    Node value = required(name, expected);
    return value == null ? null : Scalars.text(value, findings);
  }

  public @Nullable Integer integer(String name, int least, int most) {
    Node value = get(name);
    return value == null ? null : Scalars.integer(value, least, most, findings);
  }

  public @Nullable Duration duration(String name) {
    Node value = get(name);
    return value == null ? null : Scalars.duration(value, findings);
  }

  public boolean isTrue(String name) {
    Node value = get(name);
    return value != null && Scalars.bool(value, findings);
  }

  /** A map of texts. */
  Map<String, String> map(String name) {
    Node value = get(name);
    Map<String, String> map = new LinkedHashMap<>();
    if (value == null) {
      return map;
    }
    for (var entry : of(value, findings).object.fields().entrySet()) {
      String text = Scalars.text(entry.getValue().value(), findings);
      if (text != null) {
        map.put(entry.getKey(), text);
      }
    }
    return map;
  }

  public Labels labels(String name) {
    return new Labels(map(name));
  }

  /** Fields that have no effect here and are ignored without a warning. */
  public void ignore(String... names) {
    known.addAll(List.of(names));
  }

  /** Fields that the mesh would act on and this library does not. */
  public void notApplied(String... names) {
    for (String name : names) {
      Node value = get(name);
      if (value != null) {
        findings.warning(value, "not applied");
      }
    }
  }

  /** Reports which fields are missing and which ones are unknown. */
  public void done() {
    String before = "";
    for (Map.Entry<String, Node.Obj.Field> entry : object.fields().entrySet()) {
      Node.Obj.Field field = entry.getValue();
      if (!known.contains(entry.getKey())) {
        unknown(entry.getKey(), field, before);
        before = "";
      } else {
        before = isEmpty(field.value()) ? entry.getKey() : "";
      }
    }
    sayMissing();
  }

  /** Also if a reader stopped early, so that every missing field is reported. */
  private void sayMissing() {
    String above = at.path();
    missing.forEach(
        (name, expected) ->
            findings.problem(
                at.mark(), above.isEmpty() ? name : above + "." + name, "missing", expected));
    missing.clear();
  }

  private void unknown(String name, Node.Obj.Field field, String emptyBefore) {
    String nearest = findings.isFull() ? null : Suggestion.of(name, known);
    String expected =
        "a known field" + (nearest == null ? oneOf(known) : Suggestion.didYouMean(nearest));
    if (!emptyBefore.isEmpty()) {
      expected += "; indented further it would be a field of \"" + emptyBefore + "\"";
    }
    findings.unknown(field, expected);
    if (nearest != null) {
      missing.remove(nearest);
    }
  }

  private static boolean isEmpty(Node value) {
    return value instanceof Node.Text text && text.kind() == Node.Text.Kind.NULL;
  }

  private static String oneOf(Set<String> known) {
    return known.size() > 12 || known.isEmpty() ? "" : ": " + String.join(", ", known);
  }
}
