package io.github.mirror4j.compare.diff;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.rule.FieldPath.Name;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A place in bodies: its path as reports write it, and what the settings say about it.
 *
 * <p>All elements of an array are at one place. So are the fields of an object that is a map, whose
 * keys are data and not names: one that once had more than {@value #NAMES_LIMIT} fields in a
 * primary's response, and keys like numbers, UUIDs or dates in any object. A name that a setting's
 * path has is always a name. Thread-safe.
 */
final class Place {

  /** An object with more fields than this is a map. */
  static final int NAMES_LIMIT = 32;

  /** The longest path that is kept; beyond it, places are among the others. */
  private static final int LONGEST_TEXT = 500;

  private static final String ANY_FIELD = ".{*}";
  private static final String ANY_ELEMENT = "[*]";

  private final @Nullable Places places;
  private final @Nullable Place parent;
  private final @Nullable String name;
  private final String segment;
  private final long[] positions;
  private final PlaceSettings settings;
  private final Map<String, Place> fields = new ConcurrentHashMap<>(1);

  private volatile @Nullable Place anyField;
  private volatile @Nullable Place element;
  private volatile boolean map;
  private volatile @Nullable String text;

  /** Creates the place of the body as a whole. */
  Place(Places places, long[] positions) {
    this(places, null, null, "$", positions);
  }

  private Place(
      @Nullable Places places,
      @Nullable Place parent,
      @Nullable String name,
      String segment,
      long[] positions) {
    this.places = places;
    this.parent = parent;
    this.name = name;
    this.segment = segment;
    this.positions = positions;
    settings =
        places == null
            ? PlaceSettings.NONE
            : places.settings(positions, parent == null ? null : parent.settings.ignored());
  }

  /** Creates a place outside the body. */
  static Place outside(String text) {
    return new Place(null, null, null, text, new long[0]);
  }

  PlaceSettings settings() {
    return settings;
  }

  /** Returns the place of a field of the object that is here. */
  Place field(String fieldName) {
    Place known = fields.get(fieldName);
    if (known != null) {
      return known;
    }
    Places all = places();
    if (!all.names(fieldName) && (map || MapKeys.isKey(fieldName))) {
      return anyField();
    }
    Place made =
        new Place(
            all, this, fieldName, new Name(fieldName).toString(), all.field(positions, fieldName));
    if (all.keepsAnother()) {
      fields.put(fieldName, made);
    }
    return made;
  }

  /** Returns the place of the elements of the array that is here. */
  Place element() {
    Place known = element;
    if (known == null) {
      known = new Place(places(), this, null, ANY_ELEMENT, places().element(positions));
      element = known;
    }
    return known;
  }

  private Place anyField() {
    Place known = anyField;
    if (known == null) {
      known = new Place(places(), this, null, ANY_FIELD, places().field(positions, null));
      anyField = known;
    }
    return known;
  }

  private Places places() {
    return requireNonNull(places, "outside the body");
  }

  /** Returns whether the object here is known to be a map. */
  boolean isMap() {
    return map;
  }

  /** Makes the fields of the object that is here one place, but for those that settings name. */
  void becomeMap() {
    map = true;
    fields.keySet().removeIf(field -> !places().names(field));
  }

  /** Returns where this place is, now that the object at another one is known to be a map. */
  Place in(Place object) {
    if (parent == null) {
      return this;
    }
    if (parent == object) {
      return name == null ? this : object.field(name);
    }
    Place up = parent.in(object);
    if (up == parent) {
      return this;
    }
    if (name != null) {
      return up.field(name);
    }
    return segment.equals(ANY_ELEMENT) ? up.element() : up.anyField();
  }

  /** Returns whether this is the place of a field of the object at another one. */
  boolean isFieldOf(Place object, Collection<String> names) {
    return name != null
        && names.contains(name)
        && parent != null
        && parent.text().equals(object.text());
  }

  /** Returns the path, as reports write it. */
  String text() {
    String known = text;
    if (known == null) {
      known = parent == null ? segment : below(parent.text());
      text = known;
    }
    return known;
  }

  private String below(String path) {
    boolean fits = path.length() + segment.length() <= LONGEST_TEXT;
    return fits && !path.equals(Difference.OTHER) ? path + segment : Difference.OTHER;
  }

  @Override
  public String toString() {
    return text();
  }
}
