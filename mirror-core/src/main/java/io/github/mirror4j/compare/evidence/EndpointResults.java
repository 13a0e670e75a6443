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
    long all = key.counts().sum().triples().voted();
    List<EndpointDetails> endpoints = key.details().endpoints();
    for (int i = 0; i < endpoints.size(); i++) {
      ScopeCounts counts = key.counts().endpoints().get(i);
      EndpointDetails details = endpoints.get(i);
      results.add(
          new EndpointResult(
              counts.name(),
              counts.triples().voted(),
              counts.triples().distinct(),
              all == 0 ? 0 : (double) counts.triples().voted() / all,
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
