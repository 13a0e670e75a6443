package io.github.mirror4j.compare.diff;

import io.github.mirror4j.compare.diff.JsonTokens.Kind;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * The fields of an object of one text, from the point at which their order differs from the other
 * text. Fields that were read wait for the field of the same name.
 */
final class JsonFields {

  private final JsonTokens tokens;
  private final TreeComparison trees;
  private final Place place;
  private final Set<String> seen;
  private final Node.Fields waiting = new Node.Fields();
  private Kind at;
  private long hash;

  /**
   * Creates the fields.
   *
   * @param place where the object is
   * @param before the names of the fields before
   */
  JsonFields(JsonTokens tokens, TreeComparison trees, Place place, Collection<String> before) {
    this.tokens = tokens;
    this.trees = trees;
    this.place = place;
    seen = new HashSet<>(before);
    at = tokens.current();
  }

  boolean isAtName() {
    return at == Kind.NAME;
  }

  /** Returns whether the next field is one that the other text had before. */
  boolean isAwaitedBy(JsonFields other) {
    return isAtName() && other.waiting.fields().containsKey(tokens.name());
  }

  /** Returns whether both texts are at a field of the same name that neither had before. */
  boolean isAlongside(JsonFields other) {
    return isAtName()
        && other.isAtName()
        && tokens.name().equals(other.tokens.name())
        && !seen.contains(tokens.name())
        && !other.seen.contains(tokens.name());
  }

  /** Notes that the field was compared, and goes on to the next. */
  void compared(String name, long valueHash) {
    seen.add(name);
    addHash(name, valueHash);
    at = tokens.next();
  }

  /** Reads the next field, and compares it with the other text's, if that waits for it. */
  void read(JsonFields other, boolean isLeft) {
    String name = tokens.name();
    tokens.next();
    Node value = tokens.node();
    Place field = place.field(name);
    addHash(name, trees.hash(value, field));
    at = tokens.next();
    if (!seen.add(name)) {
      waiting.repeat(name, value);
      return;
    }
    Node like = other.waiting.fields().remove(name);
    if (like == null) {
      waiting.add(name, value);
    } else if (isLeft) {
      trees.compare(value, like, field);
    } else {
      trees.compare(like, value, field);
    }
  }

  private void addHash(String name, long valueHash) {
    if (!place.field(name).settings().letsPass()) {
      hash += Hashes.field(name, valueHash);
    }
  }

  Node.Fields waiting() {
    return waiting;
  }

  /** Returns the names of the fields. */
  Set<String> names() {
    return seen;
  }

  long hash() {
    return hash;
  }
}
