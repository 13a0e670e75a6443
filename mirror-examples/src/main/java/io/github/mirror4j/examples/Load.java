package io.github.mirror4j.examples;

import io.github.mirror4j.http.MirroringHttpClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Callers, each on a virtual thread of its own, so many at a time.
 *
 * <p>They come in groups, 500 a second in all: callers, servers and copies share what may be a few
 * processors, and a busy v2 would not be the one that hangs.
 */
final class Load {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int GROUP = 4;
  private static final Duration GAP = Duration.ofMillis(8);

  private final int concurrency;
  private final AtomicInteger numbers = new AtomicInteger();

  Load(int concurrency) {
    this.concurrency = concurrency;
  }

  /** Sends calls and returns when all of them have ended. */
  void run(HttpClient client, URI base, int count, Phase phase) throws InterruptedException {
    Semaphore permits = new Semaphore(concurrency);
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < count; i++) {
        if (i % GROUP == 0) {
          Thread.sleep(GAP);
        }
        permits.acquire();
        callers.execute(
            () -> {
              call(client, base, Call.of(numbers.getAndIncrement()), phase);
              permits.release();
            });
      }
    }
  }

  /** The same, through a mirroring client; also waits until the copies have ended. */
  void runMirrored(MirroringHttpClient client, URI base, int count, Phase phase)
      throws InterruptedException {
    CopyCounts before = CopyCounts.of(client.engine().stats().total());
    run(client, base, count, phase);
    // A copy that has not ended by then is missing in the counts; the verdict tells.
    client.engine().awaitIdle(PATIENCE);
    phase.add(CopyCounts.of(client.engine().stats().total()).minus(before));
  }

  private static void call(HttpClient client, URI base, Call call, Phase phase) {
    String result;
    try {
      HttpResponse<String> response = client.send(call.request(base), BodyHandlers.ofString());
      result = describe(call, response);
    } catch (IOException e) {
      result = e.getClass().getSimpleName();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      result = "interrupted";
    }
    phase.add(call, result);
  }

  private static String describe(Call call, HttpResponse<String> response) {
    String version = response.headers().firstValue(Httpbin.VERSION_HEADER).orElse("");
    boolean isWrong = response.statusCode() == 200 && !call.isEchoedBy(response.body());
    return response.statusCode()
        + (version.isEmpty() ? "" : " by " + version)
        + (isWrong ? " to another request" : "");
  }
}
