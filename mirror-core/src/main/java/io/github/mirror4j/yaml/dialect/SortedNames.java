package io.github.mirror4j.yaml.dialect;

import java.util.HashMap;
import java.util.Map;

/**
 * Whether rules that were added in the order in which they are to be tried would be tried so by
 * their names.
 */
@SuppressWarnings("doclint:missing") // for this module only
public final class SortedNames {

  private final Map<String, String> last = new HashMap<>();
  private boolean sorted = true;

  /**
   * Adds a rule.
   *
   * @param group what only rules have in common of which the names decide
   */
  public void add(String group, String name) {
    String before = last.put(group, name);
    sorted &= before == null || before.compareTo(name) <= 0;
  }

  public boolean areSorted() {
    return sorted;
  }
}
