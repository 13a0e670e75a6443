package io.github.mirror4j.compare.diff;

import io.github.mirror4j.compare.Severity;
import io.github.mirror4j.compare.diff.JsonTokens.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares the fields of two objects from where they stand in another order. Those of the right
 * text are read ahead, to see where each is. Then each field of the left text is compared with the
 * right one of its name, where that stands. Used by one thread.
 */
final class JsonFields {

  private final JsonTokens left;
  private final JsonTokens right;
  private final JsonLockstep values;
  private final TreeComparison trees;
  private final DifferenceLog log;
  private final FieldSpans ahead = new FieldSpans();

  /** How many bytes may still be read ahead. Objects in objects are read ahead again. */
  private long bytes;

  JsonFields(
      JsonTokens left,
      JsonTokens right,
      JsonLockstep values,
      TreeComparison trees,
      DifferenceLog log,
      long bytes) {
    this.left = left;
    this.right = right;
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
  int compare(Place place, List<String> names, int first) {
    int start = ahead.size();
    int rightStart = right.offset();
    readAhead();
    Map<String, Integer> index = ahead.index(start);
    JsonTokens.End end = right.endOfObject();
    bytes -= right.position() - rightStart;
    right.reopen(rightStart);
    boolean asTrees = bytes < 0 || ahead.repeats(start, names.subList(first, names.size()), index);
    int further =
        asTrees ? asTrees(place, names, first) : byName(place, names, first, start, index);
    right.returnTo(end);
    ahead.truncate(start);
    return further;
  }

  private void readAhead() {
    while (right.current() == Kind.NAME) {
      String name = right.name();
      right.next();
      ahead.add(name, right.offset());
      right.skip();
      right.next();
    }
  }

  /** A name that comes twice has several values, of which all have to be the same. */
  private int asTrees(Place place, List<String> names, int first) {
    Set<String> before = new HashSet<>(names.subList(first, names.size()));
    right.next();
    Node.Fields a = rest(left, before);
    Node.Fields b = rest(right, before);
    trees.fields(a, b, place);
    names.addAll(a.fields().keySet());
    List<String> further =
        b.fields().keySet().stream().filter(name -> !a.fields().containsKey(name)).toList();
    names.addAll(further);
    return further.size();
  }

  private static Node.Fields rest(JsonTokens tokens, Set<String> before) {
    Node.Fields fields = new Node.Fields();
    while (tokens.current() == Kind.NAME) {
      String name = tokens.name();
      tokens.next();
      if (before.contains(name)) {
        fields.repeat(name, tokens.node());
      } else {
        fields.add(name, tokens.node());
      }
      tokens.next();
    }
    return fields;
  }

  private int byName(
      Place place, List<String> names, int first, int start, Map<String, Integer> index) {
    Set<String> seen = null;
    Node.Fields repeated = null;
    int likely = start;
    while (left.current() == Kind.NAME) {
      String name = left.name();
      Place field = left.field(place);
      Kind l = left.next();
      int found = ahead.find(name, start, likely, index);
      if (found >= 0) {
        ahead.take(found);
        likely = found + 1;
        right.goTo(ahead.start(found));
        values.value(field, l, right.next());
      }
      if (found < 0 && seen == null) {
        seen = new HashSet<>(names.subList(first, names.size()));
      }
      boolean isNew = seen == null || seen.add(name);
      if (found < 0 && isNew) {
        log.missing(field, left.node());
      } else if (found < 0) {
        repeated = repeated == null ? new Node.Fields() : repeated;
        repeated.repeat(name, left.node());
      }
      names.add(name);
      left.next();
    }
    if (repeated != null) {
      trees.fields(repeated, new Node.Fields(), place);
    }
    return further(place, names, start);
  }

  private int further(Place place, List<String> names, int start) {
    int before = names.size();
    for (int i = start; i < ahead.size(); i++) {
      String name = ahead.name(i);
      if (name != null) {
        names.add(name);
        Node value = right.nodeAt(ahead.start(i));
        log.extra(place.field(name), Severity.COMPATIBLE, value);
      }
    }
    return names.size() - before;
  }
}
