package io.github.mirror4j.compare.diff;

import io.github.mirror4j.compare.DifferenceKind;
import io.github.mirror4j.compare.Severity;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares values that are held as trees. */
final class TreeComparison {

  private final DifferenceLog log;
  private final Style style;
  private final ArrayComparison arrays;

  /** What the trees are of. */
  enum Style {
    JSON,
    /** One value and several values of a name differ only in their number. */
    FORM,
    /** As in forms, but the order of names counts. */
    XML
  }

  TreeComparison(DifferenceLog log, Style style) {
    this.log = log;
    this.style = style;
    arrays = new ArrayComparison(log, this);
  }

  void compare(Node a, Node b, Place place) {
    if (style != Style.JSON && (a instanceof Node.Array) != (b instanceof Node.Array)) {
      arrays.compare(several(a), several(b), place);
      return;
    }
    if (a instanceof Node.Fields left && b instanceof Node.Fields right) {
      fields(left, right, place);
    } else if (a instanceof Node.Array left && b instanceof Node.Array right) {
      arrays.compare(left.elements(), right.elements(), place);
    } else if (a.type() != b.type()) {
      log.add(place, DifferenceKind.TYPE, Severity.BREAKING, a, b);
    } else if (a instanceof Node.Scalar left && b instanceof Node.Scalar right) {
      scalars(left, right, place);
    }
  }

  private static List<Node> several(Node node) {
    return node instanceof Node.Array array ? array.elements() : List.of(node);
  }

  private void scalars(Node.Scalar a, Node.Scalar b, Place place) {
    if (a.text().equals(b.text())) {
      return;
    }
    if (a.type() == ValueType.NUMBER && Numbers.isSame(a.text(), b.text())) {
      log.add(place, DifferenceKind.REPRESENTATION, Severity.COSMETIC, a, b);
    } else if (!times(TimeText.of(a), TimeText.of(b), a, b, place)) {
      log.add(place, DifferenceKind.VALUE, Severity.CHANGED, a, b);
    }
  }

  /** Compares two values as times, unless they are none, or of different forms. */
  private boolean times(
      @Nullable TimeText a, @Nullable TimeText b, Node before, Node after, Place place) {
    if (a == null || b == null || !a.form().equals(b.form())) {
      return false;
    }
    String reading = log.window().reading(a);
    if (reading != null && reading.equals(log.window().reading(b))) {
      log.same();
    } else {
      log.add(place, DifferenceKind.TIME, Severity.CHANGED, before, after);
    }
    return true;
  }

  /** Compares objects, or the fields of objects that were not compared before. */
  void fields(Node.Fields a, Node.Fields b, Place place) {
    int mark = log.mark();
    a.fields()
        .forEach(
            (name, value) -> {
              Node other = b.fields().get(name);
              if (other == null) {
                log.missing(place.field(name), value);
              } else {
                compare(value, other, place.field(name));
              }
            });
    b.fields()
        .forEach(
            (name, value) -> {
              if (!a.fields().containsKey(name)) {
                log.extra(place.field(name), Severity.COMPATIBLE, value);
              }
            });
    repeated(a.repeated(), b.repeated(), place);
    if (style == Style.XML && !common(a, b).equals(common(b, a))) {
      order(place);
    }
    if (a.fields().size() > Place.NAMES_LIMIT && !place.isMap()) {
      place.becomeMap();
      log.collapse(mark, place);
    }
    if (place.isMap()) {
      Set<String> all = new HashSet<>(a.fields().keySet());
      all.addAll(b.fields().keySet());
      place.saw(all);
    }
  }

  private static List<String> common(Node.Fields a, Node.Fields b) {
    return a.fields().keySet().stream()
        .filter(name -> !name.startsWith("@") && b.fields().containsKey(name))
        .toList();
  }

  /** Clients differ in which value of a repeated field they read, so all have to be the same. */
  private void repeated(Map<String, List<Node>> a, Map<String, List<Node>> b, Place place) {
    Set<String> names = new TreeSet<>(a.keySet());
    names.addAll(b.keySet());
    for (String name : names) {
      List<Node> left = a.getOrDefault(name, List.of());
      List<Node> right = b.getOrDefault(name, List.of());
      if (!left.equals(right)) {
        DifferenceKind kind =
            left.size() == right.size() ? DifferenceKind.VALUE : DifferenceKind.SIZE;
        log.add(place.field(name), kind, Severity.CHANGED, times(left), times(right));
      }
    }
  }

  private static Sample times(List<Node> further) {
    return Sample.of("a field that is there " + (further.size() + 1) + " times");
  }

  /** Notes that elements came in another order. */
  void order(Place place) {
    PathSetting unordered = place.settings().unordered();
    if (unordered != null) {
      log.applied(unordered);
    } else {
      Sample array = Sample.of("array");
      log.add(place, DifferenceKind.ORDER, Severity.CHANGED, array, array);
    }
  }

  boolean isOrdered(Place place) {
    return place.settings().unordered() == null;
  }

  /** Returns whether the hash of a scalar is that of its text. */
  boolean isPlain(JsonTokens scalar, Place place) {
    return !place.settings().letsPass()
        && !log.isNoisy(place)
        && (log.window().isNone() || !scalar.mayBeTime());
  }

  /** Returns a hash that two values share if they are taken as equal. */
  long hash(Node node, Place place) {
    return switch (node) {
      case Node.Scalar scalar -> scalarHash(scalar, place);
      case Node.Parts parts -> {
        if (parts.hash() == 0) {
          parts.hash(partsHash(parts, place));
        }
        yield parts.hash();
      }
    };
  }

  private long partsHash(Node.Parts parts, Place place) {
    return switch (parts) {
      case Node.Fields object -> {
        long sum = 0;
        for (Map.Entry<String, Node> field : object.fields().entrySet()) {
          sum += fieldHash(field.getKey(), field.getValue(), place);
        }
        for (Map.Entry<String, List<Node>> field : object.repeated().entrySet()) {
          for (Node value : field.getValue()) {
            sum += fieldHash(field.getKey(), value, place);
          }
        }
        yield objectHash(sum, place);
      }
      case Node.Array array -> {
        ElementHashes hashes = new ElementHashes();
        for (Node element : array.elements()) {
          hashes.add(hash(element, place.element()));
        }
        yield arrayHash(hashes.hash(isOrdered(place)), place);
      }
    };
  }

  private long fieldHash(String name, Node value, Place object) {
    Place place = object.field(name);
    return place.settings().letsPass() ? 0 : Hashes.field(name, hash(value, place));
  }

  private long scalarHash(Node.Scalar scalar, Place place) {
    if (place.settings().letsPass()) {
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

  long objectHash(long fields, Place place) {
    return partsHash(ValueType.OBJECT, fields, place);
  }

  long arrayHash(long elements, Place place) {
    return partsHash(ValueType.ARRAY, elements, place);
  }

  private long partsHash(ValueType type, long parts, Place place) {
    if (place.settings().letsPass()) {
      return 0;
    }
    return Hashes.mix((log.isNoisy(place) ? 0 : parts) + type.seed());
  }
}
