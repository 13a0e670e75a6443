package io.github.mirror4j.compare.evidence;

import io.github.mirror4j.compare.count.Capacity;

/**
 * What explains the responses to requests of one method, at one endpoint, of which no baseline may
 * be sent. Guarded by the evidence's lock.
 */
final class NoBaselineScope {

  private final FieldCounts fields;
  private final SettingUse settingUse = new SettingUse();

  /**
   * Creates a scope without counts.
   *
   * @param paths how many more paths may be kept
   */
  NoBaselineScope(Capacity paths) {
    fields = new FieldCounts(paths);
  }

  FieldCounts fields() {
    return fields;
  }

  SettingUse settingUse() {
    return settingUse;
  }
}
