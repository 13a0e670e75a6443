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

  private static final Sample ELEMENT = Sample.of("element");
  private static final Sample OTHER_NAMESPACE = Sample.of("element in another namespace");

  private final DifferenceLog log;
  private final Style style;
  private final NodeHash hash;
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
    hash = NodeHash.wide(log, style == Style.XML);
    arrays = new ArrayComparison(log, this, hash, NodeHash.narrow(log, style == Style.XML));
  }

  /** Returns the hashes by which elements are matched. */
  NodeHash hash() {
    return hash;
  }

  void compare(Node a, Node b, Place place) {
    if (style != Style.JSON && (a instanceof Node.Array) != (b instanceof Node.Array)) {
      arrays.compare(several(a), several(b), place);
      return;
    }
    if (style == Style.XML && a instanceof Node.Scalar left && XmlParts.areAttributes(b)) {
      fields(XmlParts.of(left), XmlParts.withText((Node.Fields) b), place);
    } else if (style == Style.XML && b instanceof Node.Scalar right && XmlParts.areAttributes(a)) {
      fields(XmlParts.withText((Node.Fields) a), XmlParts.of(right), place);
    } else if (a instanceof Node.Fields left && b instanceof Node.Fields right) {
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
                log.extra(place.field(name), severityOfExtra(name), value);
              }
            });
    repeated(a.repeated(), b.repeated(), place);
    if (style == Style.XML) {
      elements(a, b, place);
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

  /** Text in an element of XML that had none is no field that old clients do not know. */
  private Severity severityOfExtra(String name) {
    boolean isText = style == Style.XML && name.equals(XmlTree.TEXT);
    return isText ? Severity.CHANGED : Severity.COMPATIBLE;
  }

  /** Compares what the fields of XML elements do not show: their order, and their namespaces. */
  private void elements(Node.Fields a, Node.Fields b, Place place) {
    if (XmlParts.areInOtherOrder(a, b)) {
      order(place);
    }
    for (String name : XmlParts.inOtherNamespaces(a, b)) {
      log.add(place.field(name), DifferenceKind.TYPE, Severity.BREAKING, ELEMENT, OTHER_NAMESPACE);
    }
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
}
