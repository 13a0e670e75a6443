package io.github.mirror4j.compare.evidence;

import io.github.mirror4j.compare.EndpointResult;
import io.github.mirror4j.compare.evidence.EvidenceSnapshot.EndpointDetails;
import io.github.mirror4j.compare.evidence.EvidenceSnapshot.KeySnapshot;
import io.github.mirror4j.rule.Check;
import java.util.ArrayList;
import java.util.List;

/** Describes the endpoints of a key. */
final class EndpointResults {

  private EndpointResults() {}

  static List<EndpointResult> of(KeySnapshot key) {
    List<EndpointResult> results = new ArrayList<>();
    long all = key.counts().sum().triples();
    for (int i = 0; i < key.endpoints().size(); i++) {
      ScopeCounts counts = key.counts().endpoints().get(i);
      EndpointDetails details = key.endpoints().get(i);
      results.add(
          new EndpointResult(
              counts.name(),
              counts.triples(),
              counts.distinct(),
              all == 0 ? 0 : (double) counts.triples() / all,
              counts.judged(),
              note(counts),
              details.candidate(),
              details.baseline()));
    }
    return results;
  }

  private static String note(ScopeCounts counts) {
    if (counts.differsEachTime()) {
      return "few distinct requests, and they differ each time";
    }
    return counts.check(Check.CONTENT).counts().isInformative() ? "" : "the baseline differs, too";
  }
}
