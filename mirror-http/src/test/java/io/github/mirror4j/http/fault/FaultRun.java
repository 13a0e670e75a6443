package io.github.mirror4j.http.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.compare.LossReason;
import io.github.mirror4j.compare.PairCounts;
import io.github.mirror4j.http.MirrorComparison;
import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FaultEcho;
import io.github.mirror4j.http.fixture.FaultLoad;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.MirrorCounts;
import io.github.mirror4j.http.stats.MirrorStats;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One run of the fault matrix: everything is mirrored to one bad place while callers call as fast
 * as they can; then all is judged.
 */
final class FaultRun {

  static final int CALLS_EACH = 30;
  private static final int LANE = 8;
  private static final Set<DropReason> WITHOUT_ROOM =
      Set.of(DropReason.LANE_FULL, DropReason.MEMORY_FULL);

  private final FaultEcho primary;
  private int bodyBytes = 20_000;
  private @Nullable Comparison comparison;
  private UnaryOperator<Mirror> mirrorSettings = UnaryOperator.identity();
  private UnaryOperator<MirroringHttpClient.Builder> settings = UnaryOperator.identity();

  FaultRun(FaultEcho primary) {
    this.primary = primary;
  }

  FaultRun bodyBytes(int bytes) {
    bodyBytes = bytes;
    return this;
  }

  /** Compares every response; without baselines, which would come to the primary. */
  FaultRun compared() {
    comparison = Comparison.withoutBaseline().methods("GET", "POST").build();
    return this;
  }

  /** Compares every response, with baselines at a deployment of their own. */
  FaultRun comparedWith(URI twin) {
    comparison = Fixtures.comparison(twin);
    return this;
  }

  /** Sends each copy after its response, at a rate, with its body read by an editor. */
  FaultRun afterResponse() {
    mirrorSettings =
        mirror ->
            mirror
                .afterResponse()
                .primaryHeaders()
                .maxPerSecond(1_000_000)
                .edit(draft -> draft.withHeader("X-Edited", "" + draft.body().length));
    return this;
  }

  FaultRun with(UnaryOperator<MirroringHttpClient.Builder> more) {
    settings = more;
    return this;
  }

  /**
   * Mirrors to this address, where copies that find room may end only in these ways, and do so in
   * one of them.
   */
  void against(URI mirror, Set<String> outcomes) throws Exception {
    Mirror mirrored = mirrorSettings.apply(Mirror.to(mirror));
    Mirror to = comparison == null ? mirrored : mirrored.compare(comparison);
    RouteRule rule = RouteRule.builder("r").destination("*").mirror(to).build();
    try (HttpClient plain = HttpClient.newHttpClient()) {
      assertThat(new FaultLoad(plain, primary.uri(), bodyBytes).run(2)).isEmpty();
      int before = primary.count();

      MirroringHttpClient.Builder builder =
          MirroringHttpClient.builder(plain)
              .rules(rule)
              .copyTimeout(Duration.ofMillis(300))
              .responseBodyTimeout(Duration.ofMillis(300))
              .maxConcurrentCopies(LANE)
              .maxBaselinesPerSecond(1_000_000)
              .closeGrace(Duration.ZERO)
              .withoutBackOff();
      try (MirroringHttpClient client = settings.apply(builder).build()) {
        assertThat(new FaultLoad(client, primary.uri(), bodyBytes).run(CALLS_EACH)).isEmpty();
        assertThat(client.engine().awaitIdle(Duration.ofSeconds(20))).isTrue();
        for (MirrorComparison each : client.engine().comparisons()) {
          judge(each);
        }
        judge(client.engine().stats(), outcomes);
        everyPermitIsBack(client);
      }
      assertThat(primary.count() - before).isEqualTo(CALLS_EACH * FaultLoad.callers() + LANE);
      assertThat(primary.intruders()).isEmpty();
    }
  }

  /** As many copies as the lane admits find room, whatever became of those before them. */
  private void everyPermitIsBack(MirroringHttpClient client) throws Exception {
    long before = withoutRoom(ofMirror(client.engine().stats()));
    HttpRequest request = HttpRequest.newBuilder(primary.uri("/again")).build();
    for (int i = 0; i < LANE; i++) {
      assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
    }
    assertThat(client.engine().awaitIdle(Duration.ofSeconds(20))).isTrue();
    assertThat(withoutRoom(ofMirror(client.engine().stats()))).isEqualTo(before);
  }

  /** Where the old version rests because a baseline failed, no pairs are drawn. */
  private void judge(MirrorComparison made) throws InterruptedException {
    assertThat(made.awaitIdle(Duration.ofSeconds(20))).isTrue();
    PairCounts pairs = made.pairs();
    boolean mayRest = comparison != null && comparison.baseline().isPresent();
    long calls = (long) CALLS_EACH * FaultLoad.callers();
    assertThat(pairs.selected()).isBetween(mayRest ? 1 : calls, calls);
    assertThat(pairs.selected()).as("%s", pairs).isEqualTo(pairs.compared() + pairs.allLost());
    assertThat(pairs.lost()).doesNotContainKey(LossReason.INTERNAL_ERROR);
  }

  private static void judge(MirrorStats stats, Set<String> expected) {
    for (MirrorCounts each : stats.mirrors()) {
      assertThat(each.ended()).as(each.toString()).isEqualTo(each.selected());
      assertThat(each.inFlight()).as(each.toString()).isZero();
    }
    MirrorCounts total = ofMirror(stats);
    assertThat(total.selected()).isEqualTo((long) CALLS_EACH * FaultLoad.callers());
    assertThat(stats.bufferedBytes()).isZero();
    assertThat(stats.internalErrors()).isZero();
    Set<String> seen = outcomes(total);
    assertThat(seen).as(total.toString()).containsAnyElementsOf(expected);
    seen.removeAll(expected);
    // On a machine that is busy enough, any copy may take too long.
    assertThat(Set.of("timed out")).as(total.toString()).containsAll(seen);
  }

  /** The counts of the mirror, without those of its baselines. */
  private static MirrorCounts ofMirror(MirrorStats stats) {
    return stats.mirrors().getFirst();
  }

  /** Copies dropped because of those before them, as any load may cause. */
  private static long withoutRoom(MirrorCounts total) {
    return WITHOUT_ROOM.stream().mapToLong(total::dropped).sum();
  }

  private static Set<String> outcomes(MirrorCounts total) {
    Set<String> seen = new TreeSet<>();
    Arrays.stream(DropReason.values())
        .filter(reason -> !WITHOUT_ROOM.contains(reason) && total.dropped(reason) > 0)
        .forEach(reason -> seen.add("dropped " + reason));
    total.completed().keySet().forEach(status -> seen.add(status + "xx"));
    total.failed().keySet().forEach(cause -> seen.add("failed " + cause));
    if (total.timedOut() > 0) {
      seen.add("timed out");
    }
    return seen;
  }
}
