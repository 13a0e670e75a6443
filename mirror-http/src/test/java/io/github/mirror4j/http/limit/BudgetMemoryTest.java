package io.github.mirror4j.http.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FaultEcho;
import io.github.mirror4j.http.fixture.FaultServer;
import io.github.mirror4j.http.fixture.RawServer;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.MirrorCounts;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Bodies of copies never take more than their memory; what does not fit is dropped. */
class BudgetMemoryTest {

  private static final int CALLS = 1_000;
  private static final long LIMIT = 1_000_000;

  @Test
  void aThousandBodiesThatHangStayWithinTheLimitAndPrimariesGoOn() throws Exception {
    AtomicInteger wrong = new AtomicInteger();
    AtomicLong most = new AtomicLong();
    try (FaultEcho primary = new FaultEcho();
        RawServer mirror = FaultServer.HANGS_BEFORE_HEADERS.start();
        HttpClient plain = HttpClient.newHttpClient();
        MirroringHttpClient client = client(plain, mirror)) {
      Sampler sampler = new Sampler(client, most);
      sampler.start();
      try (ExecutorService callers = Executors.newFixedThreadPool(16)) {
        for (int i = 0; i < CALLS; i++) {
          byte[] body = new byte[sizeOf(i)];
          callers.submit(
              () -> {
                HttpRequest request =
                    HttpRequest.newBuilder(primary.uri("/a"))
                        .POST(BodyPublishers.ofByteArray(body))
                        .build();
                String response = client.send(request, BodyHandlers.ofString()).body();
                if (response.equals(FaultEcho.response("POST", "/a", body))) {
                  return null;
                }
                return wrong.incrementAndGet();
              });
        }
      }
      sampler.end();

      assertThat(wrong).hasValue(0);
      assertThat(primary.count()).isEqualTo(CALLS);
      MirrorCounts total = client.engine().stats().total();
      assertThat(total.dropped(DropReason.MEMORY_FULL)).isPositive();
      assertThat(total.selected()).isEqualTo(CALLS);
      assertThat(total.selected()).isEqualTo(total.ended() + total.inFlight());
      assertThat(client.engine().stats().bufferedBytes()).isBetween(LIMIT / 2, LIMIT);
      assertThat(most.get()).isBetween(LIMIT / 2, LIMIT);

      client.shutdownNow();
      assertThat(client.engine().awaitIdle(Duration.ofSeconds(20))).isTrue();
      assertThat(client.engine().stats().bufferedBytes()).isZero();
    }
  }

  private static MirroringHttpClient client(HttpClient plain, RawServer mirror) {
    RouteRule rule =
        RouteRule.builder("r").destination("*").mirror(Mirror.to(mirror.uri())).build();
    return MirroringHttpClient.builder(plain)
        .rules(rule)
        .maxConcurrentCopies(2_000)
        .maxConcurrentCopiesInTotal(2_000)
        .bodyMemory(LIMIT)
        .copyTimeout(Duration.ofMinutes(5))
        .closeGrace(Duration.ZERO)
        .build();
  }

  /** A few large ones among many small ones, so that the limit is reached in steps of all sizes. */
  private static int sizeOf(int i) {
    Random random = new Random(i);
    return switch (i % 4) {
      case 0 -> 1 + random.nextInt(100);
      case 1 -> 1 + random.nextInt(5_000);
      case 2 -> 1 + random.nextInt(40_000);
      default -> 1 + random.nextInt(200_000);
    };
  }

  /** Reads the statistics as fast as it can. */
  private static final class Sampler extends Thread {

    private final MirroringHttpClient client;
    private final AtomicLong most;
    private volatile boolean ended;

    Sampler(MirroringHttpClient client, AtomicLong most) {
      this.client = client;
      this.most = most;
    }

    @Override
    public void run() {
      while (!ended) {
        most.accumulateAndGet(client.engine().stats().bufferedBytes(), Math::max);
      }
    }

    void end() throws InterruptedException {
      ended = true;
      join();
    }
  }
}
