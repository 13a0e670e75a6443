package io.github.mirror4j.http.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.compare.LossReason;
import io.github.mirror4j.compare.PairCounts;
import io.github.mirror4j.compare.Verdict;
import io.github.mirror4j.http.stats.ComparisonStatus;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.EvidenceFileStatus;
import io.github.mirror4j.http.stats.FailureCause;
import io.github.mirror4j.http.stats.LaneState;
import io.github.mirror4j.http.stats.MirrorCounts;
import io.github.mirror4j.http.stats.MirrorStats;
import io.github.mirror4j.http.stats.MirrorStatus;
import io.github.mirror4j.http.stats.Outcome;
import io.github.mirror4j.http.stats.RecentFailure;
import io.github.mirror4j.rule.MirrorId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The page of a status, as a person reads it. */
class StatusTextTest {

  private static final Instant TIME = Instant.parse("2026-03-01T10:00:00.500Z");

  @Test
  void everythingIsInColumns() {
    MirrorCounts well =
        counts(
            "r", "well", LaneState.SENDING, 1300, 5, Map.of(), Map.of(2, 1290L, 5, 5L), Map.of());
    MirrorCounts broken =
        counts(
            "staging/r",
            "broken",
            LaneState.BACKED_OFF,
            12,
            0,
            Map.of(DropReason.BACKED_OFF, 2L),
            Map.of(),
            Map.of(FailureCause.CONNECT, 10L));
    MirrorCounts total =
        counts(
            "*",
            "*",
            LaneState.SENDING,
            1312,
            5,
            Map.of(DropReason.BACKED_OFF, 2L),
            Map.of(2, 1290L, 5, 5L),
            Map.of(FailureCause.CONNECT, 10L));
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("bodyLimit", 1024L);
    settings.put("credentialHeaders", List.of("a", "b"));
    MirrorStatus status =
        new MirrorStatus(
            TIME,
            "1.2.3",
            true,
            List.of("rule r for orders", "rule s for stock"),
            List.of(),
            List.of(),
            settings,
            new MirrorStats(total, List.of(well, broken), 7, 8, 9, 0, 0, 0),
            List.of(
                new ComparisonStatus(
                    new MirrorId("r", "well"),
                    new Verdict(Verdict.State.UNDECIDED, "the warm-up is not over (and 2 more)"),
                    new PairCounts(
                        1200,
                        1100,
                        5,
                        Map.of(LossReason.PRIMARY_TOO_LARGE, 90L, LossReason.LANE_FULL, 5L)))),
            Optional.empty(),
            Optional.empty(),
            List.of(
                new RecentFailure(
                    new MirrorId("staging/r", "broken"),
                    "orders-v2.default.svc.cluster.local:80",
                    new Outcome.Failed(FailureCause.CONNECT),
                    "Connection refused",
                    List.of("java.net.ConnectException", "java.io.IOException"),
                    10,
                    TIME.minusSeconds(60),
                    TIME),
                new RecentFailure(
                    new MirrorId("r", "well"),
                    "",
                    new Outcome.TimedOut(),
                    "",
                    List.of(),
                    1,
                    TIME,
                    TIME)));

    assertThat(status.toText())
        .isEqualTo(
            """
            Mirror4J 1.2.3 at 2026-03-01T10:00:00.500Z: SENDING

            Copies
              mirror               state       selected  in flight  completed  failed  timed out  dropped  in detail
              r -> well            SENDING         1300          5       1295       0          0        0  2xx 1290, 5xx 5
              staging/r -> broken  BACKED_OFF        12          0          0      10          0        2  CONNECT 10, BACKED_OFF 2
              all, ever            SENDING         1312          5       1295      10          0        2  2xx 1290, 5xx 5, CONNECT 10, BACKED_OFF 2
              requests that were copies themselves: 7; bytes held: 8 of 9; missed by listeners: 0; internal errors: 0

            Comparisons, in pairs of responses
              mirror     selected  compared  pending  lost  in detail
              r -> well      1200      1100        5    95  PRIMARY_TOO_LARGE 90, LANE_FULL 5
              r -> well is UNDECIDED: the warm-up is not over (and 2 more)

            Recent failures, the latest first
              last                      count  first                     mirror               host                                    cause      message             exceptions
              2026-03-01T10:00:00.500Z     10  2026-03-01T09:59:00.500Z  staging/r -> broken  orders-v2.default.svc.cluster.local:80  CONNECT    Connection refused  java.net.ConnectException < java.io.IOException
              2026-03-01T10:00:00.500Z      1  2026-03-01T10:00:00.500Z  r -> well                                                    TIMED_OUT

            Rules, in the order in which they are tried
              rule r for orders
              rule s for stock

            Warnings
              none

            Settings
              bodyLimit          1024
              credentialHeaders  [a, b]
            """);
    assertThat(status).hasToString(status.toText());
  }

  @Test
  void nothingCanForgeALineOrMoveTheCursor() {
    MirrorCounts counts =
        counts("r\u001b[2J", "m\n", LaneState.SENDING, 0, 0, Map.of(), Map.of(), Map.of());
    MirrorStatus status =
        new MirrorStatus(
            TIME,
            "1",
            true,
            List.of("a\r\nb"),
            List.of("w\u202ex\ud83d"),
            List.of(),
            Map.of("name\t", "value\u0085"),
            new MirrorStats(counts, List.of(counts), 0, 0, 0, 0, 0, 0),
            List.of(
                new ComparisonStatus(
                    new MirrorId("r\u001b[2J", "c\n"),
                    new Verdict(Verdict.State.SAFE, "b\u0007ell"),
                    new PairCounts(0, 0, 0, Map.of()))),
            Optional.empty(),
            Optional.of(
                new EvidenceFileStatus(
                    "f\u001b", 0, 1, Optional.empty(), Optional.of("IOException"))),
            List.of());

    assertThat(status.toText())
        .contains(
            "r?[2J -> m?  SENDING",
            "r?[2J -> c? is SAFE: b?ell\n",
            "  f?: written 0 times, last at no time yet; failures: 1, the last one IOException\n",
            "  a??b\n",
            "  w?x?\n",
            "  name?  value?\n")
        .matches("[ -~\n]*");
  }

  private static MirrorCounts counts(
      String rule,
      String mirror,
      LaneState state,
      long selected,
      long inFlight,
      Map<DropReason, Long> dropped,
      Map<Integer, Long> completed,
      Map<FailureCause, Long> failed) {
    return new MirrorCounts(
        new MirrorId(rule, mirror),
        state,
        selected,
        0,
        inFlight,
        dropped,
        0,
        new java.util.TreeMap<>(completed),
        failed,
        0);
  }
}
