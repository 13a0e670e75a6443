package io.github.mirror4j.http.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.compare.LossReason;
import io.github.mirror4j.compare.PairCounts;
import io.github.mirror4j.http.MirrorComparison;
import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FaultEcho;
import io.github.mirror4j.http.fixture.FaultResources;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One round of everything at once with each request compared: primaries that fail, are cancelled,
 * read, closed half-read or never read; rules and switches that change; and the end of the client
 * in the middle of it. What is done follows from the seed; in which order is up to the threads.
 */
final class ComparisonStress {

  private static final int CALLERS = 8;
  private static final int CALLS_EACH = 60;
  private static final URI REFUSING = URI.create("http://127.0.0.1:1/");

  private final long seed;
  private final AccountingServers servers;
  private final AtomicLong sent = new AtomicLong();
  private final AtomicBoolean over = new AtomicBoolean();
  private final Queue<MirrorComparison> seen = new ConcurrentLinkedQueue<>();

  /** What nobody reads is held, so that it does not end by itself. */
  private final Queue<InputStream> unread = new ConcurrentLinkedQueue<>();

  ComparisonStress(long seed, AccountingServers servers) {
    this.seed = seed;
    this.servers = servers;
  }

  /** Gives how many pairs were selected. */
  long run() throws Exception {
    Random random = new Random(seed);
    boolean endsEarly = random.nextInt(3) == 0;
    try (HttpClient plain = HttpClient.newHttpClient();
        MirroringHttpClient client = client(plain, random)) {
      seen.addAll(client.engine().comparisons());
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        Random own = new Random(seed * 31 + i);
        threads.add(Thread.ofVirtual().unstarted(() -> calls(client, own)));
      }
      Thread changer = Thread.ofPlatform().unstarted(() -> change(client, new Random(seed + 1)));
      Thread ender = Thread.ofPlatform().unstarted(() -> end(client, random));
      changer.start();
      if (endsEarly) {
        ender.start();
      }
      threads.forEach(Thread::start);
      for (Thread caller : threads) {
        assertThat(caller.join(Duration.ofSeconds(60))).as("a caller ends").isTrue();
      }
      over.set(true);
      assertThat(changer.join(Duration.ofSeconds(60))).as("the rules rest").isTrue();
      client.shutdown();
      assertThat(client.engine().awaitIdle(Duration.ofSeconds(30))).as("idle").isTrue();
      long selected = judge(client);
      for (InputStream stream : unread) {
        stream.close();
      }
      return selected;
    }
  }

  private MirroringHttpClient client(HttpClient plain, Random random) {
    return MirroringHttpClient.builder(plain)
        .rules(rules(random))
        .random(new Random(seed))
        .copyTimeout(Duration.ofMillis(60))
        .maxConcurrentCopies(1 + random.nextInt(20))
        .maxConcurrentCopiesInTotal(1 + random.nextInt(60))
        .bodyMemory(random.nextInt(300_000))
        .bodyLimit(20_000)
        .maxBaselinesPerSecond(1_000_000)
        .maxBaselineShare(1000)
        .closeGrace(Duration.ofMillis(random.nextInt(50)))
        .build();
  }

  /** Between one and four mirrors, each compared in one of two ways. */
  private List<RouteRule> rules(Random random) {
    RouteRule.Builder rule = RouteRule.builder("r").destination("*");
    List<Map.Entry<String, URI>> mirrors = new ArrayList<>(servers.mirrors().entrySet());
    Collections.shuffle(mirrors, random);
    for (Map.Entry<String, URI> mirror : mirrors.subList(0, 1 + random.nextInt(mirrors.size()))) {
      Comparison.Builder comparison =
          random.nextBoolean() ? Comparison.withBaseline(50) : Comparison.withoutBaseline();
      rule.mirror(
          Mirror.to(mirror.getValue())
              .name(mirror.getKey())
              .compare(
                  comparison
                      .methods("GET", "POST")
                      .confirmAfter(Duration.ofMillis(100), Duration.ofMillis(100))
                      .warmUp(Duration.ZERO, 0)
                      .build()));
    }
    return List.of(rule.build());
  }

  private void calls(MirroringHttpClient client, Random random) {
    for (int i = 0; i < CALLS_EACH; i++) {
      HttpRequest request = request(random);
      try {
        switch (random.nextInt(6)) {
          case 0 -> client.send(request, BodyHandlers.ofString());
          case 1 -> client.sendAsync(request, BodyHandlers.ofByteArray()).join();
          case 2 -> client.sendAsync(request, BodyHandlers.ofString()).cancel(true);
          case 3 -> client.send(request, BodyHandlers.ofInputStream()).body().close();
          case 4 -> unread.add(client.send(request, BodyHandlers.ofInputStream()).body());
          default -> {
            HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
            int unused = response.body().read();
            unread.add(response.body());
          }
        }
      } catch (Exception e) {
        // Cancelled, refused, timed out, or the client was closed meanwhile: all of that is meant.
      }
    }
  }

  private HttpRequest request(Random random) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(random.nextInt(10) == 0 ? REFUSING : servers.primary())
            .header(FaultEcho.ID, seed + "-" + sent.getAndIncrement());
    if (random.nextInt(10) == 0) {
      builder.timeout(Duration.ofMillis(1));
    }
    return random.nextInt(3) > 0
        ? builder.build()
        : builder.POST(BodyPublishers.ofByteArray(new byte[random.nextInt(30_000)])).build();
  }

  /** Changes rules and switches for as long as calls are made. */
  private void change(MirroringHttpClient client, Random random) {
    while (!over.get()) {
      switch (random.nextInt(5)) {
        case 0 -> {
          client.engine().replaceRules(rules(random));
          seen.addAll(client.engine().comparisons());
        }
        case 1 -> client.engine().pause();
        default -> client.engine().resume();
      }
      Thread.yield();
    }
  }

  private void end(MirroringHttpClient client, Random random) {
    int after = random.nextInt(CALLERS * CALLS_EACH);
    while (sent.get() < after && !over.get()) {
      Thread.yield();
    }
    if (seed % 2 == 0) {
      client.shutdown();
    } else {
      client.shutdownNow();
    }
  }

  private long judge(MirroringHttpClient client) throws InterruptedException {
    long selected = 0;
    for (MirrorComparison comparison : seen) {
      assertThat(comparison.awaitIdle(Duration.ofSeconds(20)))
          .as("%s", comparison.pairs())
          .isTrue();
      PairCounts pairs = comparison.pairs();
      assertThat(pairs.selected()).as("%s", pairs).isEqualTo(pairs.compared() + pairs.allLost());
      assertThat(pairs.lost()).doesNotContainKey(LossReason.INTERNAL_ERROR);
      selected = Math.max(selected, pairs.selected());
    }
    assertThat(FaultResources.await(() -> client.engine().stats().bufferedBytes() == 0))
        .as("%s bytes are held", client.engine().stats().bufferedBytes())
        .isTrue();
    assertThat(client.engine().stats().internalErrors()).isZero();
    return selected;
  }
}
