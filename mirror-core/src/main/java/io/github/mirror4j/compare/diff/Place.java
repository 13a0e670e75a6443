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
 * primary's response, except names that occur again and again; and keys like numbers, UUIDs or
 * dates in any object. A name that a setting's path has is always a name. Thread-safe.
 */
final class Place {

  /** An object with more fields than this is a map. */
  static final int NAMES_LIMIT = 32;

  /** The longest path that is kept; beyond it, places are among the others. */
  private static final int MAX_TEXT = 500;

  private static final String ROOT = "$";
  private static final String ANY_FIELD = ".{*}";
  private static final String ANY_ELEMENT = "[*]";

  private final @Nullable Places places;
  private final @Nullable Place parent;

  /** The name of the field, or what the path has in its place. */
  private final String name;

  private final boolean named;
  private final long[] positions;
  private final PlaceSettings settings;

  private volatile @Nullable Map<String, Place> fields;
  private volatile @Nullable Place anyField;
  private volatile @Nullable Place element;

  /** The keys of an object here that are names although it is a map. */
  private volatile @Nullable WideNames wide;

  private volatile @Nullable String text;

  /** Creates the place of the body as a whole. */
  Place(Places places, long[] positions) {
    this(places, null, ROOT, false, positions);
  }

  private Place(
      @Nullable Places places,
      @Nullable Place parent,
      String name,
      boolean named,
      long[] positions) {
    this.places = places;
    this.parent = parent;
    this.name = name;
    this.named = named;
    this.positions = positions;
    settings =
        places == null
            ? PlaceSettings.NONE
            : places.settings(positions, parent == null ? null : parent.settings.ignored());
  }

  /** Creates a place outside the body. */
  static Place outside(String text) {
    return new Place(null, null, text, false, Places.NOWHERE);
  }

  PlaceSettings settings() {
    return settings;
  }

  /** Returns the place of a field of the object that is here. */
  Place field(String fieldName) {
    Map<String, Place> all = fields;
    Place known = all == null ? null : all.get(fieldName);
    if (known != null) {
      return known;
    }
    if (isKey(fieldName)) {
      return anyField();
    }
    long[] next = places().field(positions, fieldName);
    Place made = new Place(places(), this, fieldName, true, next);
    return places().keeps(fieldName, text()) ? keep(fieldName, made) : made;
  }

  private Place keep(String fieldName, Place made) {
    Map<String, Place> all = fields;
    if (all == null) {
      all = firstField();
    }
    Place other = all.putIfAbsent(fieldName, made);
    return other == null ? made : other;
  }

  private synchronized Map<String, Place> firstField() {
    Map<String, Place> all = fields;
    if (all == null) {
      all = new ConcurrentHashMap<>(1);
      fields = all;
    }
    return all;
  }

  /** Returns the place of the elements of the array that is here. */
  Place element() {
    Place known = element;
    if (known != null) {
      return known;
    }
    Place made = new Place(places(), this, ANY_ELEMENT, false, places().element(positions));
    if (places().keeps(ANY_ELEMENT, text())) {
      element = made;
    }
    return made;
  }

  private Place anyField() {
    Place known = anyField;
    if (known != null) {
      return known;
    }
    Place made = new Place(places(), this, ANY_FIELD, false, places().field(positions, null));
    if (places().keeps(ANY_FIELD, text())) {
      anyField = made;
    }
    return made;
  }

  private Places places() {
    return requireNonNull(places, "outside the body");
  }

  /** Returns whether the object here is known to be a map. */
  boolean isMap() {
    return wide != null;
  }

  /**
   * Makes the fields of the object that is here one place, but for those that settings name, and
   * those that turn out to come again and again.
   */
  void becomeMap() {
    synchronized (this) {
      wide = wide == null ? new WideNames(places()) : wide;
    }
    Map<String, Place> all = fields;
    if (all != null) {
      all.keySet().removeIf(this::isForgotten);
    }
  }

  private boolean isForgotten(String field) {
    boolean isKey = isKey(field);
    if (isKey) {
      places().forgets(field, text());
    }
    return isKey;
  }

  private boolean isKey(String field) {
    WideNames names = wide;
    boolean isData = MapKeys.isKey(field) || (names != null && !names.has(field));
    return isData && !places().names(field);
  }

  /** Notes the names of the fields of an object that is here, if it is a map. */
  void saw(Collection<String> names) {
    WideNames known = wide;
    if (known != null) {
      known.saw(names);
    }
  }

  /** Returns where this place is, now that the object at another one is known to be a map. */
  Place in(Place object) {
    if (parent == null) {
      return this;
    }
    if (parent == object) {
      return named ? object.field(name) : this;
    }
    Place up = parent.in(object);
    if (up == parent) {
      return this;
    }
    if (named) {
      return up.field(name);
    }
    return name.equals(ANY_ELEMENT) ? up.element() : up.anyField();
  }

  /** Returns whether this is the place of a field of the object at another one. */
  boolean isFieldOf(Place object, Collection<String> names) {
    return named && names.contains(name) && parent != null && parent.text().equals(object.text());
  }

  /** Returns the path, as reports write it. */
  String text() {
    String known = text;
    if (known == null) {
      known = parent == null ? name : below(parent.text());
      text = known;
    }
    return known;
  }

  private String below(String path) {
    String segment = named ? new Name(name).toString() : name;
    boolean fits = path.length() + segment.length() <= MAX_TEXT;
    return fits && !path.equals(Difference.OTHER) ? path + segment : Difference.OTHER;
  }

  @Override
  public String toString() {
    return text();
  }
}
