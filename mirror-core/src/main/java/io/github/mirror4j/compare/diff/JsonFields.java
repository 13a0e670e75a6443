package io.github.mirror4j.compare.diff;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.compare.Severity;
import io.github.mirror4j.compare.diff.JsonTokens.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares the fields of two objects from where they stand in another order. Those of the right
 * text are read ahead, to see where each value is. Then each field of the left text is compared
 * with the right one of its name. Most have the same bytes. A right value that has others is read
 * once more. Used by one thread.
 */
final class JsonFields {

  private final JsonTokens left;
  private final JsonLockstep values;
  private final TreeComparison trees;
  private final DifferenceLog log;
  private final FieldSpans ahead = new FieldSpans();

  /** How many bytes may still be read again. Objects in objects may be each time. */
  private long bytes;

  JsonFields(
      JsonTokens left, JsonLockstep values, TreeComparison trees, DifferenceLog log, long bytes) {
    this.left = left;
    this.values = values;
    this.trees = trees;
    this.log = log;
    this.bytes = bytes;
  }

  /**
   * Compares the fields, each text being at the name of one, or at the end of the object.
   *
   * @param names gets the names of the fields, behind those of the fields before: the right text's
   *     further ones come last
   * @param first where the names of the object start
   * @return how many fields the right text has that the left one does not have
   */
  int compare(JsonTokens right, Place place, List<String> names, int first) {
    int start = ahead.size();
    readAhead(right);
    Map<String, Integer> index = ahead.index(start);
    int further =
        ahead.repeats(start, names.subList(first, names.size()), index)
            ? asTrees(right, place, names, first, start)
            : byName(right, place, names, first, start, index);
    ahead.truncate(start);
    return further;
  }

  private void readAhead(JsonTokens right) {
    while (right.current() == Kind.NAME) {
      String name = right.name();
      right.next();
      int start = right.offset();
      right.skip();
      ahead.add(name, start, right.position());
      right.next();
    }
  }

  /** A name that comes twice has several values, of which all have to be the same. */
  private int asTrees(JsonTokens right, Place place, List<String> names, int first, int start) {
    Set<String> before = new HashSet<>(names.subList(first, names.size()));
    Node.Fields a = new Node.Fields();
    for (; left.current() == Kind.NAME; left.next()) {
      String name = left.name();
      left.next();
      add(a, before, name, left.node());
    }
    Node.Fields b = new Node.Fields();
    for (int i = start; i < ahead.size(); i++) {
      add(b, before, requireNonNull(ahead.name(i)), value(right, i));
    }
    trees.fields(a, b, place);
    names.addAll(a.fields().keySet());
    List<String> further =
        b.fields().keySet().stream().filter(name -> !a.fields().containsKey(name)).toList();
    names.addAll(further);
    return further.size();
  }

  private static void add(Node.Fields fields, Set<String> before, String name, Node value) {
    if (before.contains(name)) {
      fields.repeat(name, value);
    } else {
      fields.add(name, value);
    }
  }

  private int byName(
      JsonTokens right,
      Place place,
      List<String> names,
      int first,
      int start,
      Map<String, Integer> index) {
    Set<String> seen = null;
    Node.Fields repeated = null;
    int likely = start;
    for (; left.current() == Kind.NAME; left.next()) {
      String name = left.name();
      Kind l = left.next();
      int found = ahead.find(name, start, likely, index);
      if (found >= 0) {
        ahead.take(found);
        likely = found + 1;
        compare(place.field(name), l, right, found);
      }
      if (found < 0 && seen == null) {
        seen = new HashSet<>(names.subList(first, names.size()));
      }
      boolean isNew = seen == null || seen.add(name);
      if (found < 0 && isNew) {
        log.missing(place.field(name), left.node());
      } else if (found < 0) {
        repeated = repeated == null ? new Node.Fields() : repeated;
        repeated.repeat(name, left.node());
      }
      names.add(name);
    }
    if (repeated != null) {
      trees.fields(repeated, new Node.Fields(), place);
    }
    return further(right, place, names, start);
  }

  private void compare(Place field, Kind l, JsonTokens right, int found) {
    int from = ahead.start(found);
    int to = ahead.end(found);
    if (left.isWrittenAs(right, from, to)) {
      left.skip();
      return;
    }
    bytes -= to - from;
    if (bytes >= 0) {
      values.value(field, l, right.at(from, to));
    } else {
      trees.compare(left.node(), right.nodeAt(from, to), field);
    }
  }

  private int further(JsonTokens right, Place place, List<String> names, int start) {
    int before = names.size();
    for (int i = start; i < ahead.size(); i++) {
      String name = ahead.name(i);
      if (name != null) {
        names.add(name);
        log.extra(place.field(name), Severity.COMPATIBLE, value(right, i));
      }
    }
    return names.size() - before;
  }

  private Node value(JsonTokens right, int index) {
    return right.nodeAt(ahead.start(index), ahead.end(index));
  }
}
