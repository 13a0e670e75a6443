package io.github.mirror4j.compare.fleet;

import io.github.mirror4j.compare.diff.ReceivedBody;
import io.github.mirror4j.compare.diff.ReceivedResponse;
import io.github.mirror4j.compare.evidence.Compared;
import io.github.mirror4j.compare.evidence.MirrorEvidence;
import io.github.mirror4j.compare.files.SnapshotText;
import io.github.mirror4j.compare.pair.ComparedRequest;
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

/** A process that compares, writes its evidence, and may have a wrong clock. */
final class FleetProcess {

  static final MirrorId MIRROR = new MirrorId("orders-v2", "v2");

  private final String name;
  private final Duration shift;
  private final MirrorEvidence evidence;
  private Instant now = Instant.EPOCH;
  private long seq;

  FleetProcess(String name, Comparison settings, Duration shift) {
    this.name = name;
    this.shift = shift;
    evidence =
        new MirrorEvidence(
            MIRROR, settings, CredentialHeaders.DEFAULT, () -> now, new SplittableRandom(7));
  }

  /**
   * What happens to one request.
   *
   * @param isWorse whether the candidate differs, also when it is asked again
   * @param noise whether the candidate and the baseline differ once
   */
  record Step(
      Instant at, long number, String endpoint, String build, boolean isWorse, Noise noise) {}

  record Noise(boolean candidate, boolean baseline) {}

  MirrorEvidence evidence() {
    return evidence;
  }

  void compare(Step step) {
    now = step.at().plus(shift);
    evidence.selected();
    Responded primary = response("1", "1.0");
    Responded baseline = response(step.noise().baseline() ? "3" : "1", "1.0");
    Responded again = response(step.isWorse() ? "2" : "1", step.build());
    Responded candidate = step.noise().candidate() ? response("4", step.build()) : again;
    ComparedRequest request =
        new ComparedRequest(
            "GET", step.endpoint(), "n=" + step.number(), headers(Map.of()), 0, null);
    Compared compared = evidence.add(new Triple(request, primary, candidate, baseline), "rule");
    if (compared.wantsConfirmation()) {
      evidence.confirmed(compared, primary, response("1", "1.0"), again);
    }
  }

  private static Responded response(String price, String build) {
    byte[] bytes = "{\"price\":%s}".formatted(price).getBytes(StandardCharsets.UTF_8);
    return new Responded(
        new ReceivedResponse(
            200,
            headers(Map.of("content-type", "application/json", "x-build", build)),
            new ReceivedBody.Bytes(bytes)),
        new Timing(1_000_000, 2_000_000, "HTTP_1_1 http"),
        false);
  }

  private static Map<String, List<String>> headers(Map<String, String> some) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    some.forEach((header, value) -> headers.put(header, List.of(value)));
    return headers;
  }

  /** Returns what the process's file holds now. */
  String file() {
    seq++;
    StringBuilder text = new StringBuilder();
    evidence
        .snapshots(name, seq)
        .forEach(snapshot -> SnapshotText.write(snapshot, line -> text.append(line).append('\n')));
    return text.toString();
  }
}
