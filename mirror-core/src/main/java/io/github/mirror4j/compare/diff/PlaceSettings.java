package io.github.mirror4j.compare.diff;

import io.github.mirror4j.compare.DifferenceKind;
import io.github.mirror4j.rule.Change;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the settings say about one place.
 *
 * @param ignored the setting that hides the place; null if none does
 * @param expected the changes that are made on purpose, each with its setting
 * @param unordered the setting by which the order of elements means nothing; null if it does
 * @param key the setting by which elements are matched by a field; null if there is none
 * @param keyField the field's name
 * @param shown whether values may be shown
 */
record PlaceSettings(
    @Nullable PathSetting ignored,
    Map<Change, PathSetting> expected,
    @Nullable PathSetting unordered,
    @Nullable PathSetting key,
    String keyField,
    boolean shown) {

  static final PlaceSettings NONE = new PlaceSettings(null, Map.of(), null, null, "", false);

  /** Returns whether differences here may pass, so that values have to be taken as equal. */
  boolean letsPass() {
    return ignored != null || !expected.isEmpty();
  }

  /**
   * Returns the setting that lets a difference pass, null if it does not.
   *
   * @param kind how the responses differ
   * @param added whether what only one response has is in the other one, not in the primary's
   */
  @Nullable PathSetting passing(DifferenceKind kind, boolean added) {
    return ignored != null ? ignored : expected.get(change(kind, added));
  }

  private static Change change(DifferenceKind kind, boolean added) {
    return switch (kind) {
      case MISSING -> Change.REMOVED;
      case EXTRA -> Change.ADDED;
      case NULL_OR_ABSENT -> added ? Change.ADDED : Change.REMOVED;
      case TYPE -> Change.TYPE;
      default -> Change.VALUE;
    };
  }
}
