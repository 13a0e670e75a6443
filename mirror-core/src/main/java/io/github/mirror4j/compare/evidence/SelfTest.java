package io.github.mirror4j.compare.evidence;

import io.github.mirror4j.compare.count.Tally;
import io.github.mirror4j.compare.count.Votes;
import io.github.mirror4j.compare.diff.PrimaryReading;
import io.github.mirror4j.compare.diff.ReceivedBody;
import io.github.mirror4j.compare.diff.ReceivedResponse;
import io.github.mirror4j.compare.diff.ResponseDiffer;
import io.github.mirror4j.compare.pair.BuildKey;
import io.github.mirror4j.compare.pair.ComparedRequest;
import io.github.mirror4j.compare.pair.Leg.Responded;
import io.github.mirror4j.compare.pair.Observation;
import io.github.mirror4j.compare.pair.Observation.Contrast;
import io.github.mirror4j.compare.pair.Timing;
import io.github.mirror4j.compare.pair.Triple;
import io.github.mirror4j.compare.pair.TripleReader;
import io.github.mirror4j.compare.pair.TripleReading;
import io.github.mirror4j.rule.Check;
import io.github.mirror4j.rule.Comparison;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Plants differences and checks whether they are found, through everything that real ones pass: the
 * differ with its settings, the noise of a baseline, counts and evidence. A comparison that does
 * not find them cannot find anything, and must not call anything safe.
 */
final class SelfTest {

  private static final int TRIPLES = 5_000;
  private static final int NOISE = 10;
  private static final String ENDPOINT = "/self-test";

  private final TripleReader reader;
  private final Comparison settings;
  private final Limits limits;

  private enum Planted {
    VALUE("a changed value", Check.CONTENT, 200, "{\"mirror4jPlanted\":2}"),
    MISSING("a missing field", Check.CONTENT, 200, "{}"),
    STATUS("another status", Check.CONTENT, 404, "{\"mirror4jPlanted\":1}"),
    ERROR("an error", Check.ERRORS, 500, "");

    final String text;
    final Check check;
    final int status;
    final String body;

    Planted(String text, Check check, int status, String body) {
      this.text = text;
      this.check = check;
      this.status = status;
      this.body = body;
    }
  }

  SelfTest(ResponseDiffer differ, Comparison settings, Limits limits) {
    this.reader = new TripleReader(differ, settings);
    this.settings = settings;
    this.limits = limits;
  }

  /** Returns whether each planted difference was found. */
  Map<String, Boolean> results() {
    Map<String, Boolean> results = new LinkedHashMap<>();
    for (Planted planted : Planted.values()) {
      results.put(planted.text, finds(planted));
    }
    return results;
  }

  /** Returns what was planted and not found. */
  List<String> notFound() {
    return results().entrySet().stream().filter(e -> !e.getValue()).map(Map.Entry::getKey).toList();
  }

  private boolean finds(Planted planted) {
    Responded plain = response(200, "{\"mirror4jPlanted\":1}");
    Responded other = response(planted.status, planted.body);
    Observation worse = observe(plain, other, plain);
    Observation noise = observe(plain, other, other);
    KeyEvidence evidence =
        new KeyEvidence(
            new BuildKey("", "", ""),
            0,
            Instant.EPOCH,
            settings,
            limits,
            KeyScopes.Capacities.of(1, 1));
    Tally tally = evidence.scopes().sum().tally(planted.check);
    for (int i = 0; i < TRIPLES; i++) {
      boolean isNoise = limits.hasBaseline() && i % NOISE == 0;
      evidence.add(isNoise ? noise : worse, Votes.Vote.FIRST, false, Instant.EPOCH);
      if (limits.of(planted.check).exceededBy(tally.counts(), limits.level())) {
        return true;
      }
    }
    return false;
  }

  private Observation observe(Responded primary, Responded candidate, Responded baseline) {
    ComparedRequest request = new ComparedRequest("GET", ENDPOINT, null, Map.of(), 0, null);
    Triple triple = new Triple(request, primary, candidate, limits.hasBaseline() ? baseline : null);
    TripleReading reading = reader.read(triple, Instant.EPOCH);
    PrimaryReading.Usable readable = reading.primary();
    Contrast content =
        readable == null
            ? null
            : new Contrast(
                readable.compare(candidate.response(), Set.of()).count(),
                limits.hasBaseline() && readable.compare(baseline.response(), Set.of()).count());
    return new Observation(
        ENDPOINT,
        limits.hasBaseline(),
        content,
        reading.errors(),
        null,
        new Observation.Statuses(
            primary.response().status(),
            candidate.response().status(),
            baseline.response().status()));
  }

  private static Responded response(int status, String body) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put("content-type", List.of("application/json"));
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return new Responded(
        new ReceivedResponse(status, headers, new ReceivedBody.Bytes(bytes)),
        new Timing(1, 1, ""),
        false);
  }
}
