package io.github.mirror4j.compare.diff;

import java.util.List;
import java.util.Map;

/**
 * Hashes values by what may not differ in them: elements of arrays with the same hash are taken as
 * the same. What is ignored is left out. So is what is expected to change, although only some of
 * its changes may pass, and so are the elements of arrays of which only the shape is compared. Such
 * a hash is a guess: values that share it have to be compared all the same. Used by one thread.
 */
final class NodeHash {

  private final DifferenceLog log;
  private final boolean isNarrow;
  private final boolean isOfXml;
  private int guesses;

  private NodeHash(DifferenceLog log, boolean isNarrow, boolean isOfXml) {
    this.log = log;
    this.isNarrow = isNarrow;
    this.isOfXml = isOfXml;
  }

  /**
   * Returns hashes that two values share if they may be taken as equal.
   *
   * @param isOfXml whether fields have an order and namespaces, which are not part of the hash
   */
  static NodeHash wide(DifferenceLog log, boolean isOfXml) {
    return new NodeHash(log, false, isOfXml);
  }

  /** Returns hashes that two values share if they are the same in all that is not ignored. */
  static NodeHash narrow(DifferenceLog log, boolean isOfXml) {
    return new NodeHash(log, true, isOfXml);
  }

  /** Returns how many guesses there were so far. */
  int guesses() {
    return guesses;
  }

  /** Returns whether the value at a place is left out of the hashes of those around it. */
  boolean isLeftOut(Place place) {
    PlaceSettings settings = place.settings();
    if (settings.ignored() != null) {
      return true;
    }
    if (isNarrow || settings.expected().isEmpty()) {
      return false;
    }
    guesses++;
    return true;
  }

  /** Returns whether the hash of a scalar is that of its text. */
  boolean isPlain(JsonTokens scalar, Place place) {
    return !place.settings().letsPass()
        && !log.isNoisy(place)
        && (log.window().isNone() || !scalar.mayBeTime());
  }

  long of(Node node, Place place) {
    return switch (node) {
      case Node.Scalar scalar -> ofScalar(scalar, place);
      case Node.Parts parts -> {
        if (parts.hash(isNarrow) == 0) {
          int before = guesses;
          long hash = ofParts(parts, place);
          parts.hash(isNarrow, hash, guesses > before);
        } else if (parts.isGuess(isNarrow)) {
          guesses++;
        }
        yield parts.hash(isNarrow);
      }
    };
  }

  private long ofParts(Node.Parts parts, Place place) {
    return switch (parts) {
      case Node.Fields object -> {
        long sum = 0;
        for (Map.Entry<String, Node> field : object.fields().entrySet()) {
          sum += ofField(field.getKey(), field.getValue(), place);
        }
        for (Map.Entry<String, List<Node>> field : object.repeated().entrySet()) {
          for (Node value : field.getValue()) {
            sum += ofField(field.getKey(), value, place);
          }
        }
        yield ofObject(isOfXml ? sum + ofMoreThanFields(object) : sum, place);
      }
      case Node.Array array -> {
        ElementHashes hashes = new ElementHashes();
        for (Node element : array.elements()) {
          hashes.add(of(element, place.element()));
        }
        yield ofArray(hashes.hash(isOrdered(place)), place);
      }
    };
  }

  /** Returns a hash of what the fields of an element do not show, or guesses. */
  private long ofMoreThanFields(Node.Fields element) {
    if (isNarrow) {
      String more = element.fields().keySet() + " " + element.sequence() + element.namespaces();
      return Hashes.of(ValueType.OBJECT, more);
    }
    guesses += element.fields().size() > 1 || !element.namespaces().isEmpty() ? 1 : 0;
    return 0;
  }

  private long ofField(String name, Node value, Place object) {
    Place place = object.field(name);
    return isLeftOut(place) ? 0 : Hashes.field(name, of(value, place));
  }

  private long ofScalar(Node.Scalar scalar, Place place) {
    if (isLeftOut(place)) {
      return 0;
    }
    if (log.isNoisy(place)) {
      return Hashes.of(ValueType.STRING, scalar.shape().comparedAs());
    }
    String reading = log.window().isNone() ? null : log.window().reading(TimeText.of(scalar));
    if (reading != null) {
      return Hashes.of(ValueType.STRING, reading);
    }
    return scalar.type() == ValueType.NUMBER
        ? Numbers.hash(scalar.text())
        : Hashes.of(scalar.type(), scalar.text());
  }

  /** Returns the hash of an object, whose fields are compared wherever it is. */
  long ofObject(long fields, Place place) {
    return isLeftOut(place) ? 0 : Hashes.mix(fields + ValueType.OBJECT.seed());
  }

  /** Returns the hash of an array, which may have more or fewer elements where that is noise. */
  long ofArray(long elements, Place place) {
    if (isLeftOut(place)) {
      return 0;
    }
    boolean isByShape = !isNarrow && log.isNoisy(place);
    guesses += isByShape ? 1 : 0;
    return Hashes.mix((isByShape ? 0 : elements) + ValueType.ARRAY.seed());
  }

  /** Returns whether the order of the elements of the array at a place counts. */
  static boolean isOrdered(Place place) {
    return place.settings().unordered() == null;
  }
}
