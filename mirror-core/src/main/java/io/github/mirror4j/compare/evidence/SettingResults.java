package io.github.mirror4j.compare.evidence;

import io.github.mirror4j.compare.SettingResult;
import io.github.mirror4j.compare.evidence.EvidenceSnapshot.KeyDetails;
import io.github.mirror4j.compare.evidence.EvidenceSnapshot.KeySnapshot;
import io.github.mirror4j.compare.evidence.EvidenceSnapshot.SettingCounts;
import java.util.List;

/** Describes what settings for paths let pass, and notes if that is nothing or too much. */
final class SettingResults {

  private static final double TOO_MUCH = 0.5;

  private SettingResults() {}

  static List<SettingResult> of(List<String> settings, KeySnapshot key) {
    return settings.stream().map(setting -> result(setting, key)).toList();
  }

  private static SettingResult result(String setting, KeySnapshot key) {
    Uses uses = new Uses(setting);
    KeyDetails details = key.details();
    for (int i = 0; i < details.endpoints().size(); i++) {
      uses.add(key.counts().endpoints().get(i).name(), details.endpoints().get(i).settings());
    }
    details.apart().forEach((name, apart) -> uses.add(name, apart.settings()));
    return new SettingResult(setting, uses.hits, uses.note());
  }

  /** What one setting let pass, wherever it did. */
  private static final class Uses {

    private final String setting;
    private long hits;
    private String tooMuch = "";

    Uses(String setting) {
      this.setting = setting;
    }

    void add(String where, SettingCounts counts) {
      long here = counts.hits(setting);
      hits += here;
      boolean enough = counts.triples() >= Scope.MIN_TRIPLES;
      if (enough && here > TOO_MUCH * counts.triples() && tooMuch.isEmpty()) {
        tooMuch = "in over half of the responses of " + where;
      }
    }

    String note() {
      return hits == 0 ? "let nothing pass so far" : tooMuch;
    }
  }
}
