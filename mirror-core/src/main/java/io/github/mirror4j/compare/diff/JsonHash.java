package io.github.mirror4j.compare.diff;

import io.github.mirror4j.compare.diff.JsonTokens.Kind;

/** Hashes values of a JSON text while they are read, without keeping them. */
final class JsonHash {

  private final NodeHash nodes;

  /**
   * Creates what hashes.
   *
   * @param nodes has the same hashes for values that are held as trees
   */
  JsonHash(NodeHash nodes) {
    this.nodes = nodes;
  }

  /**
   * Returns the hash of a value, which is read to its last token.
   *
   * @param kind the value's first token, which is the current one
   */
  long of(JsonTokens tokens, Kind kind, Place place) {
    return switch (kind) {
      case START_OBJECT -> nodes.ofObject(fields(tokens, place), place);
      case START_ARRAY -> nodes.ofArray(elements(tokens, place), place);
      default -> nodes.isPlain(tokens, place) ? tokens.hash(kind) : nodes.of(tokens.node(), place);
    };
  }

  private long fields(JsonTokens tokens, Place place) {
    long sum = 0;
    while (tokens.next() == Kind.NAME) {
      String name = tokens.name();
      Place field = place.field(name);
      Kind kind = tokens.next();
      if (nodes.isLeftOut(field)) {
        tokens.skip();
      } else {
        sum += Hashes.field(name, of(tokens, kind, field));
      }
    }
    return sum;
  }

  private long elements(JsonTokens tokens, Place place) {
    Place element = place.element();
    ElementHashes hashes = new ElementHashes();
    for (Kind kind = tokens.next(); kind != Kind.END_ARRAY; kind = tokens.next()) {
      hashes.add(of(tokens, kind, element));
    }
    return hashes.hash(NodeHash.isOrdered(place));
  }
}
