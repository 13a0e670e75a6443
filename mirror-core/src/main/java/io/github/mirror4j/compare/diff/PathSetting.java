package io.github.mirror4j.compare.diff;

import io.github.mirror4j.rule.FieldPath;
import java.util.Locale;

/**
 * A setting of a comparison that lets differences at a path pass.
 *
 * @param effect what it does there
 * @param path where
 */
public record PathSetting(Effect effect, FieldPath path) {

  /** What a setting does. */
  public enum Effect {
    /** Hides every difference at the path and below. */
    IGNORE,
    /** Lets changes pass that are made on purpose. */
    EXPECT,
    /** Lets the elements of an array have any order. */
    UNORDERED,
    /** Matches the elements of arrays by a field. */
    KEY
  }

  /** Returns the setting as reports name it, such as {@code ignore $.id}. */
  @Override
  public String toString() {
    return effect.name().toLowerCase(Locale.ROOT) + " " + path;
  }
}
