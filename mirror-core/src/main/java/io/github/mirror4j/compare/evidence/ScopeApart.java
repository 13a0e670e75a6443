package io.github.mirror4j.compare.evidence;

import io.github.mirror4j.compare.count.Room;

/**
 * What explains the responses to requests of one method, at one endpoint, of which no baseline may
 * be sent. Guarded by the evidence's lock.
 */
final class ScopeApart {

  private final FieldCounts fields;
  private final SettingUse settingUse = new SettingUse();

  /**
   * Creates a scope without counts.
   *
   * @param paths the room that is left for paths
   */
  ScopeApart(Room paths) {
    fields = new FieldCounts(paths);
  }

  FieldCounts fields() {
    return fields;
  }

  SettingUse settingUse() {
    return settingUse;
  }
}
