package io.github.mirror4j.compare.evidence;

import io.github.mirror4j.compare.SettingResult;
import io.github.mirror4j.compare.evidence.EvidenceSnapshot.EndpointDetails;
import io.github.mirror4j.compare.evidence.EvidenceSnapshot.KeySnapshot;
import java.util.List;

/** Describes what settings for paths let pass: nothing and too much are named. */
final class SettingResults {

  private static final double TOO_MUCH = 0.5;

  private SettingResults() {}

  static List<SettingResult> of(List<String> settings, KeySnapshot key) {
    return settings.stream().map(setting -> result(setting, key)).toList();
  }

  private static SettingResult result(String setting, KeySnapshot key) {
    long hits = 0;
    String tooMuch = "";
    for (int i = 0; i < key.endpoints().size(); i++) {
      EndpointDetails details = key.endpoints().get(i);
      long here = details.settingHits().getOrDefault(setting, 0L);
      hits += here;
      boolean enough = details.settingTriples() >= Scope.FEWEST_TRIPLES;
      if (enough && here > TOO_MUCH * details.settingTriples() && tooMuch.isEmpty()) {
        tooMuch = "in over half of the responses of " + key.counts().endpoints().get(i).name();
      }
    }
    return new SettingResult(setting, hits, hits == 0 ? "let nothing pass so far" : tooMuch);
  }
}
