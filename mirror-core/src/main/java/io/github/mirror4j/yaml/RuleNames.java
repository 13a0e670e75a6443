package io.github.mirror4j.yaml;

import io.github.mirror4j.yaml.dialect.EntryNames;
import io.github.mirror4j.yaml.dialect.Setting;
import io.github.mirror4j.yaml.dialect.SortedNames;
import io.github.mirror4j.yaml.tree.Findings;
import io.github.mirror4j.yaml.tree.Node;
import io.github.mirror4j.yaml.tree.Scalars;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names of the rules that one document becomes: the document's own name for a single rule, with
 * the name of its entry behind it where that has one, else with numbers that sort in the order of
 * the document.
 */
final class RuleNames {

  private static final String REST = "rest";
  private static final String NAME_TEXT =
      "a lower-case DNS name of at most 190 characters, such as canary";

  private final Resource resource;
  private final Findings findings;
  private final boolean several;
  private final List<Node.@Nullable Text> given = new ArrayList<>();

  /** The rules in the order of the document. */
  private final Map<RuleDraft, Place> places = new LinkedHashMap<>();

  /**
   * What a rule sorts by.
   *
   * @param name its name, of which the numbers of parts sort as numbers: their order is all one
   * @param position a text that sorts in the order of the document
   */
  private record Place(String name, String position) {}

  /** Reads the names of the entries, each of which becomes at least one rule. */
  RuleNames(Resource resource, List<Node> entries) {
    this.resource = resource;
    findings = resource.findings();
    several = entries.size() > 1;
    entries.forEach(entry -> given.add(given(entry)));
    refuseDuplicates();
    noteUnnamed(entries);
  }

  private Node.@Nullable Text given(Node entry) {
    Node.Obj.Field field = entry instanceof Node.Obj object ? object.fields().get("name") : null;
    String name = field == null ? null : Scalars.text(field.value(), findings);
    if (field == null || name == null || name.isEmpty()) {
      return null;
    }
    if (!EntryNames.isName(name)) {
      findings.problem(field.value(), NAME_TEXT);
      return null;
    }
    return (Node.Text) field.value();
  }

  private void refuseDuplicates() {
    Map<String, Node.Mark> first = new HashMap<>();
    for (int i = 0; i < given.size(); i++) {
      if (given.get(i) == null && several && !isAnnotated(i)) {
        first.put(EntryNames.number(i), resource.document().mark());
      }
    }
    for (int i = 0; i < given.size(); i++) {
      Node.Text name = given.get(i);
      Node.Mark before = name == null ? null : first.putIfAbsent(name.text(), name.mark());
      if (name != null && before != null) {
        String value = '"' + name.text() + "\" a second time";
        String expected = "a name that no other rule of the document has; first at " + before;
        findings.problem(name, value, expected);
        given.set(i, null);
      }
    }
  }

  private boolean isAnnotated(int entry) {
    return resource.annotations().find(Setting.RULE_NAME, entry) != null;
  }

  /** Positions change when an entry is inserted, and what is counted by them. */
  private void noteUnnamed(List<Node> entries) {
    for (int i = 0; several && i < entries.size(); i++) {
      boolean isUnnamed = given.get(i) == null && !isAnnotated(i);
      if (isUnnamed && entries.get(i) instanceof Node.Obj entry && !findings.isWrong(entry)) {
        findings.note(
            entry,
            "has no name, so its rule is named by its position, %s.%s; a name would stay the same when others are inserted before it"
                .formatted(resource.name(), EntryNames.number(i)));
        return;
      }
    }
  }

  /**
   * Starts a rule.
   *
   * @param entry the number of its entry
   * @param part its number among the rules of that entry; negative where it is the only one
   */
  RuleDraft draft(int entry, int part) {
    Node.Text annotated = resource.annotations().find(Setting.RULE_NAME, entry);
    Node.Text place = annotated == null ? given.get(entry) : annotated;
    RuleDraft draft = resource.draft(name(entry, part));
    if (place != null) {
      draft.place("name", place);
    }
    place(draft, name(entry, -1), EntryNames.position(resource.name(), several, entry), part);
    Node.Text order = resource.annotations().find(Setting.ORDER, entry);
    if (order != null) {
      draft.place("order", order);
      draft.orderBy(order.text() + padded(part));
    }
    return draft;
  }

  private String name(int entry, int part) {
    String suffix = part < 0 ? "" : "." + part;
    Node.Text annotated = resource.annotations().find(Setting.RULE_NAME, entry);
    if (annotated != null) {
      return EntryNames.fit(annotated.text(), suffix);
    }
    Node.Text name = given.get(entry);
    String number = several ? "." + EntryNames.number(entry) : "";
    return EntryNames.fit(resource.name(), (name == null ? number : "." + name.text()) + suffix);
  }

  /**
   * Starts a rule for what no entry takes, which comes after all of them.
   *
   * @param part as for an entry's rule
   */
  RuleDraft rest(int part) {
    String rest = REST;
    for (int n = 2; isGiven(rest); n++) {
      rest = REST + "-" + n;
    }
    RuleDraft draft =
        resource.draft(EntryNames.fit(resource.name(), "." + rest + (part < 0 ? "" : "." + part)));
    place(
        draft,
        EntryNames.fit(resource.name(), "." + rest),
        EntryNames.fit(resource.name(), "." + REST),
        part);
    return draft;
  }

  private boolean isGiven(String name) {
    return given.stream().anyMatch(other -> other != null && other.text().equals(name));
  }

  private void place(RuleDraft draft, String name, String position, int part) {
    places.put(draft, new Place(name + padded(part), position + padded(part)));
  }

  private static String padded(int part) {
    return part < 0 ? "" : String.format(Locale.ROOT, ".%03d", part);
  }

  /** The given precedence, or the annotation's, which {@link RuleWriter} writes. */
  void applyPrecedence(RuleDraft draft, int entry, int precedence) {
    Node.Text written = resource.annotations().find(Setting.PRECEDENCE, entry);
    if (written == null) {
      draft.movablePrecedence(precedence);
      return;
    }
    Integer number = written.text().matches("-?[0-9]{1,10}") ? whole(written.text()) : null;
    if (number == null) {
      findings.problem(written, "a whole number, -2147483648 to 2147483647, in quotes");
    } else {
      draft.fixedPrecedence(number);
    }
  }

  private static @Nullable Integer whole(String text) {
    long number = Long.parseLong(text);
    return number == (int) number ? (int) number : null;
  }

  /**
   * Keeps the document's order, which counts in the mesh, where the rules' names sort otherwise.
   */
  void keepOrder() {
    SortedNames names = new SortedNames();
    places.forEach(
        (rule, place) -> names.add(rule.destination() + " " + rule.precedence(), place.name()));
    if (!names.areSorted()) {
      places.forEach((rule, place) -> rule.orderByDefault(place.position()));
    }
  }
}
