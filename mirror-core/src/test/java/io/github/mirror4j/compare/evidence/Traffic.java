package io.github.mirror4j.compare.evidence;

import io.github.mirror4j.compare.ComparisonReport;
import io.github.mirror4j.compare.diff.ReceivedBody;
import io.github.mirror4j.compare.diff.ReceivedResponse;
import io.github.mirror4j.compare.pair.ComparedRequest;
import io.github.mirror4j.compare.pair.Leg;
import io.github.mirror4j.compare.pair.Leg.Responded;
import io.github.mirror4j.compare.pair.Timing;
import io.github.mirror4j.compare.pair.Triple;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.CredentialHeaders;
import io.github.mirror4j.rule.MirrorId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Responses that are handed to the evidence of a mirror, as the HTTP module does. */
final class Traffic {

  static final MirrorId MIRROR = new MirrorId("orders-v2", "orders-v2:8080");

  private final MirrorEvidence evidence;
  private Instant now = Instant.parse("2026-11-27T08:00:00Z");
  private Duration between = Duration.ofSeconds(10);
  private long number;

  Traffic(Comparison settings) {
    this(settings, CredentialHeaders.DEFAULT);
  }

  Traffic(Comparison settings, CredentialHeaders credentials) {
    evidence =
        new MirrorEvidence(MIRROR, settings, credentials, () -> now, new SplittableRandom(7));
  }

  /** Settings under which evidence counts from the first pair. */
  static Comparison.Builder atOnce() {
    return Comparison.withBaseline(100)
        .warmUp(Duration.ZERO, 0)
        .minimumRequests(1)
        .minimumSpan(Duration.ZERO);
  }

  MirrorEvidence evidence() {
    return evidence;
  }

  ComparisonReport report() {
    return evidence.report();
  }

  /** Returns the time at which the next triple is added. */
  Instant next() {
    return now.plus(between);
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  /** Adds a triple of a new request for a path. */
  Compared triple(String path, Leg primary, Leg candidate, Leg baseline) {
    return triple(get(path, "n=" + ++number), primary, candidate, baseline);
  }

  Compared triple(ComparedRequest request, Leg primary, Leg candidate, @Nullable Leg baseline) {
    evidence.selected();
    now = now.plus(between);
    return evidence.add(new Triple(request, primary, candidate, baseline), "rule");
  }

  /** Adds triples in which all three responses are the same. */
  void same(int times, String path) {
    for (int i = 0; i < times; i++) {
      triple(path, json("{\"price\":1}"), json("{\"price\":1}"), json("{\"price\":1}"));
    }
  }

  /** Adds triples in which the candidate differs, each time and when asked again. */
  void worse(int times, String path) {
    for (int i = 0; i < times; i++) {
      Compared compared =
          triple(path, json("{\"price\":1}"), json("{\"price\":2}"), json("{\"price\":1}"));
      evidence.confirmed(
          compared, json("{\"price\":1}"), json("{\"price\":1}"), json("{\"price\":2}"));
    }
  }

  static ComparedRequest get(String path, String query) {
    return new ComparedRequest("GET", path, query, headers(), 0, null);
  }

  static Responded json(String body) {
    return response(200, body);
  }

  static Responded response(int status, String body, String... headers) {
    Map<String, List<String>> all = headers();
    all.put("content-type", List.of("application/json"));
    for (int i = 0; i < headers.length; i += 2) {
      all.put(headers[i], List.of(headers[i + 1]));
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return new Responded(
        new ReceivedResponse(status, all, new ReceivedBody.Bytes(bytes)),
        new Timing(1_000_000, 2_000_000, "HTTP_1_1 http"),
        false);
  }

  static Responded took(Responded response, Duration time, String protocol) {
    return new Responded(
        response.response(), new Timing(time.toNanos(), time.toNanos(), protocol), false);
  }

  static Map<String, List<String>> headers() {
    return new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  }
}
