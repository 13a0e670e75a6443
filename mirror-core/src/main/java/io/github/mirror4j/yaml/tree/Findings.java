package io.github.mirror4j.yaml.tree;

import io.github.mirror4j.rule.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything that was found while reading, over all files; bounded, so that no file floods it. */
@SuppressWarnings("doclint:missing") // for this module only
public final class Findings {

  private static final int MAX = 200;

  /** The place of findings without a line: after all others. */
  private static final Node.Mark NOWHERE = new Node.Mark("", 0, 0);

  private static final Comparator<Node.Mark> ORDER =
      Comparator.comparing((Node.Mark mark) -> mark.equals(NOWHERE))
          .thenComparing(Node.Mark::file)
          .thenComparingInt(Node.Mark::line)
          .thenComparingInt(Node.Mark::column);

  private final Map<Problem, Node.Mark> problems = new LinkedHashMap<>();
  private final List<Node> places = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final List<Runnable> atEnd = new ArrayList<>();

  public void problem(Node at, String expected) {
    problem(at, at.shown(), expected);
  }

  public void problem(Node at, String value, String expected) {
    wrong(at);
    problem(at.mark(), at.path(), value, expected);
  }

  public void problem(Node.Mark mark, String path, String value, String expected) {
    String place = path.isEmpty() ? mark.toString() : mark + ": " + path;
    add(mark, new Problem(place, value, expected));
  }

  /** Whether a problem was found in this value, so that consequences of it are not reported. */
  public boolean isWrong(Node node) {
    return places.stream().anyMatch(place -> place.isWithin(node));
  }

  /** A problem that no line of a file has. */
  public void add(Problem problem) {
    add(NOWHERE, problem);
  }

  private void add(Node.Mark mark, Problem problem) {
    // One place in a file may become several rules; it is named once.
    if (problems.containsKey(problem)) {
      return;
    }
    if (problems.size() < MAX) {
      problems.put(problem, mark);
    } else if (problems.size() == MAX) {
      problems.put(
          new Problem("further problems", "not listed", "these to be solved first"), NOWHERE);
    }
  }

  public void unknown(Node.Obj.Field field, String expected) {
    wrongName(field, "unknown field", expected);
  }

  /** A problem of a field's name, not of its value. */
  public void wrongName(Node.Obj.Field field, String value, String expected) {
    wrong(field.value());
    problem(field.mark(), field.value().path(), value, expected);
  }

  /**
   * Whether further problems would not be listed, so that nothing needs to be looked up for them.
   */
  public boolean isFull() {
    return problems.size() > MAX;
  }

  /** Remembers that something in this value is wrong. */
  void wrong(Node node) {
    if (places.size() < MAX) {
      places.add(node);
    }
  }

  /** Something that is allowed but not applied, or probably not meant. */
  public void warning(Node at, String text) {
    warning(at.mark(), at.path(), text);
  }

  public void warning(Node.Mark mark, String path, String text) {
    warning(mark + ": " + (path.isEmpty() ? "" : path + ": ") + text);
  }

  public void warning(String placeAndText) {
    add(warnings, placeAndText);
  }

  /** Something worth knowing, without anything being wrong. */
  public void note(Node at, String text) {
    String path = at.path();
    add(notes, at.mark() + ": " + (path.isEmpty() ? "" : path + ": ") + text);
  }

  /** Something to report at the end, unless it has been reported by then. */
  void atEnd(Runnable check) {
    if (!isFull()) {
      atEnd.add(check);
    }
  }

  /** By file, line and column; those without a line as they were found. */
  public List<Problem> problems() {
    atEnd.forEach(Runnable::run);
    atEnd.clear();
    return problems.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(ORDER))
        .map(Map.Entry::getKey)
        .toList();
  }

  public List<String> warnings() {
    return warnings;
  }

  public List<String> notes() {
    return notes;
  }

  private static void add(List<String> texts, String text) {
    if (texts.contains(text)) {
      return;
    }
    if (texts.size() < MAX) {
      texts.add(text);
    } else if (texts.size() == MAX) {
      texts.add("further ones are not listed");
    }
  }
}
