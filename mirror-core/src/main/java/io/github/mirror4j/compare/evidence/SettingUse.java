package io.github.mirror4j.compare.evidence;

import io.github.mirror4j.compare.diff.Differences;
import io.github.mirror4j.compare.diff.PathSetting;
import java.util.HashMap;
import java.util.Map;

/** How often each setting let something of the candidate's pass. Guarded by the evidence's lock. */
final class SettingUse {

  private Map<PathSetting, Long> hits = Map.of();
  private long triples;

  void add(Differences candidate) {
    triples++;
    if (!candidate.applied().isEmpty()) {
      hits = hits.isEmpty() ? new HashMap<>() : hits;
      candidate.applied().forEach(setting -> hits.merge(setting, 1L, Long::sum));
    }
  }

  Map<PathSetting, Long> hits() {
    return Map.copyOf(hits);
  }

  long triples() {
    return triples;
  }
}
