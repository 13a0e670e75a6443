package io.github.mirror4j.compare.diff;

import io.github.mirror4j.compare.diff.PathSetting.Effect;
import io.github.mirror4j.rule.Change;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.FieldPath;
import io.github.mirror4j.rule.FieldPath.Name;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a comparison for paths, and the places that they have been asked for. Places are
 * kept, so that the settings of each are worked out once. Names of fields come from responses, so
 * no more than a limit is kept. Thread-safe.
 */
final class Places {

  /** The positions of a place that no path leads to. */
  static final long[] NOWHERE = {};

  /** How much memory the places may take that are kept. */
  private static final int MAX_BYTES = 320 * 1024;

  /** What a place takes beside its texts: itself, the map that has it, and two strings. */
  private static final int PLACE = 200;

  private final Comparison comparison;
  private final List<Rule> rules = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final AtomicInteger bytes = new AtomicInteger();
  private final Place root;

  /**
   * A path that a setting is about.
   *
   * @param matcher finds the path
   * @param setting the setting; null if values are shown
   */
  private record Rule(PathMatcher matcher, @Nullable PathSetting setting) {}

  Places(Comparison comparison) {
    this.comparison = comparison;
    add(Effect.IGNORE, comparison.ignored());
    add(Effect.EXPECT, comparison.expected().keySet());
    add(Effect.UNORDERED, comparison.unordered());
    add(Effect.KEY, comparison.keys().keySet());
    add(null, comparison.shown());
    root = new Place(this, rules.stream().mapToLong(rule -> rule.matcher().start()).toArray());
  }

  private void add(@Nullable Effect effect, Iterable<FieldPath> paths) {
    for (FieldPath path : paths) {
      rules.add(
          new Rule(new PathMatcher(path), effect == null ? null : new PathSetting(effect, path)));
      path.segments().stream()
          .filter(Name.class::isInstance)
          .forEach(segment -> names.add(((Name) segment).name()));
    }
  }

  /** Returns the place of the body as a whole. */
  Place root() {
    return root;
  }

  List<PathSetting> settings() {
    List<PathSetting> all = new ArrayList<>();
    for (Rule rule : rules) {
      if (rule.setting() != null) {
        all.add(rule.setting());
      }
    }
    return all;
  }

  /** Returns whether a path names a field so, wherever. */
  boolean names(String field) {
    return names.contains(field);
  }

  /** Returns whether there is room to keep the place of a field, and takes it. */
  boolean keeps(String field, String object) {
    return takes(size(field, object));
  }

  /** Gives the room back that the place of a field took. */
  void forgets(String field, String object) {
    gives(size(field, object));
  }

  /** Returns whether there is so much room, and takes it. */
  boolean takes(int size) {
    boolean fits = bytes.addAndGet(size) <= MAX_BYTES;
    if (!fits) {
      gives(size);
    }
    return fits;
  }

  void gives(int size) {
    bytes.addAndGet(-size);
  }

  /** Few names have characters of two bytes. The path has the name once more. */
  private int size(String field, String object) {
    boolean isNarrow = field.chars().allMatch(c -> c <= 0xff);
    int characters = 2 * field.length() + object.length();
    return PLACE
        + rules.size() * Long.BYTES
        + characters * (isNarrow ? Byte.BYTES : Character.BYTES);
  }

  long[] field(long[] positions, @Nullable String name) {
    long[] next = new long[positions.length];
    long any = 0;
    for (int i = 0; i < next.length; i++) {
      next[i] = positions[i] == 0 ? 0 : rules.get(i).matcher().field(positions[i], name);
      any |= next[i];
    }
    return any == 0 ? NOWHERE : next;
  }

  long[] element(long[] positions) {
    long[] next = new long[positions.length];
    long any = 0;
    for (int i = 0; i < next.length; i++) {
      next[i] = positions[i] == 0 ? 0 : rules.get(i).matcher().element(positions[i]);
      any |= next[i];
    }
    return any == 0 ? NOWHERE : next;
  }

  /**
   * Returns the settings of a place.
   *
   * @param inherited the setting that hides all that the place is part of; null if none does
   */
  PlaceSettings settings(long[] positions, @Nullable PathSetting inherited) {
    PathSetting ignored = inherited;
    PathSetting unordered = null;
    PathSetting key = null;
    boolean shown = false;
    Map<Change, PathSetting> expected = new EnumMap<>(Change.class);
    for (int i = 0; i < positions.length; i++) {
      if (!rules.get(i).matcher().isAtEnd(positions[i])) {
        continue;
      }
      PathSetting setting = rules.get(i).setting();
      if (setting == null) {
        shown = true;
        continue;
      }
      switch (setting.effect()) {
        case IGNORE -> ignored = ignored == null ? setting : ignored;
        case UNORDERED -> unordered = unordered == null ? setting : unordered;
        case KEY -> key = key == null ? setting : key;
        case EXPECT -> changes(setting).forEach(change -> expected.putIfAbsent(change, setting));
      }
    }
    if (ignored == null && unordered == null && key == null && !shown && expected.isEmpty()) {
      return PlaceSettings.NONE;
    }
    return new PlaceSettings(ignored, expected, unordered, key, field(key), shown);
  }

  private Set<Change> changes(PathSetting setting) {
    return comparison.expected().getOrDefault(setting.path(), Set.of());
  }

  private String field(@Nullable PathSetting key) {
    return key == null ? "" : comparison.keys().getOrDefault(key.path(), "");
  }
}
