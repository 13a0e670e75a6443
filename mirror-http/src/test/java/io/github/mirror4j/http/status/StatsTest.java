package io.github.mirror4j.http.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RawServer;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.http.stats.MirrorCounts;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.MirrorId;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Every selected copy is counted in exactly one outcome. */
class StatsTest {

  private static final int REQUESTS = 600;

  @Test
  void sumsAgreeToTheUnitUnderAMixedLoad() throws Exception {
    try (RecordingServer primary = RecordingServer.responding("ok");
        RecordingServer good = RecordingServer.responding("ok");
        RecordingServer bad =
            RecordingServer.responding((exchange, r) -> exchange.sendResponseHeaders(503, -1));
        RawServer hanging = RawServer.hanging();
        RawServer closing = RawServer.doing(RawServer::readHead);
        MirroringHttpClient client =
            Fixtures.mirroring(
                    Mirror.to(good.uri()).name("good"),
                    Mirror.to(bad.uri()).name("bad").bodyLimit(10),
                    Mirror.to(hanging.uri()).name("hanging").timeout(Duration.ofMillis(20)),
                    Mirror.to(closing.uri()).name("closing"),
                    Mirror.to(URI.create("http://127.0.0.1:1")).name("refusing"))
                .maxConcurrentCopies(8)
                .maxConcurrentCopiesInTotal(24)
                .bodyMemory(100_000)
                .withoutBackOff()
                .build()) {
      load(client, primary.uri());

      MirrorCounts total = Fixtures.settled(client);
      assertThat(total.selected()).isEqualTo(5L * REQUESTS);
      List<MirrorCounts> rows = client.engine().stats().mirrors();
      assertThat(rows).hasSize(5);
      for (MirrorCounts row : rows) {
        assertThat(row.selected()).isEqualTo(REQUESTS);
        assertThat(row.ended()).as("%s", row).isEqualTo(REQUESTS);
        assertThat(row.inFlight()).isZero();
      }
      assertThat(sum(rows, MirrorCounts::droppedInTotal)).isEqualTo(total.droppedInTotal());
      assertThat(sum(rows, MirrorCounts::completedInTotal)).isEqualTo(total.completedInTotal());
      assertThat(sum(rows, MirrorCounts::failedInTotal)).isEqualTo(total.failedInTotal());
      assertThat(sum(rows, MirrorCounts::timedOut)).isEqualTo(total.timedOut());

      MirrorCounts atGood =
          client.engine().stats().of(new MirrorId(Fixtures.RULE, "good")).orElseThrow();
      assertThat(atGood.completed()).isEqualTo(Map.of(2, (long) good.requests().size()));
      MirrorCounts atBad =
          client.engine().stats().of(new MirrorId(Fixtures.RULE, "bad")).orElseThrow();
      assertThat(atBad.completed()).isEqualTo(Map.of(5, (long) bad.requests().size()));
      assertThat(primary.requests()).hasSize(REQUESTS);
    }
  }

  @Test
  void theTextNamesWhatOccurred() throws Exception {
    try (RecordingServer primary = RecordingServer.responding("ok");
        RecordingServer mirror = RecordingServer.responding("ok");
        MirroringHttpClient client = Fixtures.mirroringTo(mirror.uri())) {
      assertThat(client.engine().stats()).hasToString("copy-all -> m: selected 0, in flight 0");

      client.send(Fixtures.get(primary.uri()), BodyHandlers.discarding());
      Fixtures.settled(client);
      client.engine().pause();
      client.send(Fixtures.get(primary.uri()), BodyHandlers.discarding());

      assertThat(client.engine().stats())
          .hasToString("copy-all -> m: selected 2, 2xx 1, dropped PAUSED 1, in flight 0, PAUSED");
      assertThat(client.engine().stats().of(new MirrorId("copy-all", "other"))).isEmpty();
    }
  }

  /** Posts of different sizes and gets, from many threads at once, sync and async. */
  private static void load(MirroringHttpClient client, URI uri) throws Exception {
    List<Future<Integer>> responses = new ArrayList<>();
    try (ExecutorService callers = Executors.newFixedThreadPool(16)) {
      for (int i = 0; i < REQUESTS; i++) {
        int size = i % 3 == 0 ? 0 : i % 50;
        var request =
            i % 5 == 0
                ? Fixtures.get(uri)
                : Fixtures.post(uri, BodyPublishers.ofByteArray(new byte[size]));
        boolean async = i % 2 == 0;
        responses.add(
            callers.submit(
                () ->
                    async
                        ? client.sendAsync(request, BodyHandlers.discarding()).join().statusCode()
                        : client.send(request, BodyHandlers.discarding()).statusCode()));
      }
    }
    for (Future<Integer> response : responses) {
      assertThat(response.get()).isEqualTo(200);
    }
  }

  private static long sum(
      List<MirrorCounts> rows, java.util.function.ToLongFunction<MirrorCounts> count) {
    return rows.stream().mapToLong(count).sum();
  }
}
