package io.github.mirror4j.compare.diff;

import java.util.List;
import java.util.Set;

/**
 * What differs between the primary's response and another one. Immutable.
 *
 * @param all the differences, each path and kind once, the gravest first; at most {@value #LIMIT},
 *     and one more for {@link Difference#OTHER}
 * @param applied the settings that let something pass; each is there once, however often it did
 */
public record Differences(List<Difference> all, Set<PathSetting> applied) {

  /** No differences. */
  public static final Differences NONE = new Differences(List.of(), Set.of());

  /** How many differences are listed. */
  public static final int LIMIT = 100;

  /** Copies the collections. */
  public Differences {
    all = List.copyOf(all);
    applied = Set.copyOf(applied);
  }

  /**
   * Returns whether the responses differ in something that counts.
   *
   * @return false for responses that are the same but for what the settings let pass
   */
  public boolean count() {
    return all.stream().anyMatch(Difference::counts);
  }
}
