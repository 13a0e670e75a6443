package io.github.mirror4j.http.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FaultEcho;
import io.github.mirror4j.http.fixture.FaultResources;
import io.github.mirror4j.http.stats.MirrorCounts;
import io.github.mirror4j.http.stats.MirrorStats;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One round of everything at once: callers of all kinds, rules that change, switches, statistics,
 * and the end of the client in the middle of it. What is done follows from the seed; in which order
 * it happens is up to the threads.
 */
final class AccountingStress {

  private static final int CALLERS = 8;
  private static final int CALLS_EACH = 60;

  private final long seed;
  private final AccountingServers servers;
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong inconsistent = new AtomicLong();
  private final AtomicBoolean over = new AtomicBoolean();

  AccountingStress(long seed, AccountingServers servers) {
    this.seed = seed;
    this.servers = servers;
  }

  void run() throws Exception {
    Random random = new Random(seed);
    boolean endsEarly = random.nextInt(3) == 0;
    try (HttpClient plain = HttpClient.newHttpClient();
        MirroringHttpClient client = client(plain, random)) {
      List<Thread> callers = new ArrayList<>();
      List<Thread> others = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        Random own = new Random(seed * 31 + i);
        callers.add(Thread.ofVirtual().unstarted(() -> calls(client, own)));
      }
      others.add(Thread.ofPlatform().unstarted(() -> change(client, new Random(seed + 1))));
      others.add(Thread.ofPlatform().unstarted(() -> look(client)));
      if (endsEarly) {
        int after = random.nextInt(CALLERS * CALLS_EACH);
        others.add(Thread.ofPlatform().unstarted(() -> end(client, after)));
      }
      others.forEach(Thread::start);
      callers.forEach(Thread::start);
      for (Thread caller : callers) {
        assertThat(caller.join(Duration.ofSeconds(60))).as("a caller ends").isTrue();
      }
      over.set(true);
      for (Thread other : others) {
        assertThat(other.join(Duration.ofSeconds(60))).as("a helper ends").isTrue();
      }
      client.shutdown();
      assertThat(client.engine().awaitIdle(Duration.ofSeconds(30))).as("idle").isTrue();
      // A copy of a cancelled primary ends at once; who is just adding bytes gives them back after
      // it.
      assertThat(FaultResources.await(() -> client.engine().stats().bufferedBytes() == 0)).isTrue();
      judge(client.engine().stats());
    }
  }

  private MirroringHttpClient client(HttpClient plain, Random random) {
    MirroringHttpClient.Builder builder =
        MirroringHttpClient.builder(plain)
            .rules(rules(random))
            .random(new Random(seed))
            .copyTimeout(Duration.ofMillis(60))
            .maxConcurrentCopies(1 + random.nextInt(20))
            .maxConcurrentCopiesInTotal(1 + random.nextInt(60))
            .bodyMemory(random.nextInt(300_000))
            .bodyLimit(20_000)
            .closeGrace(Duration.ofMillis(random.nextInt(50)))
            .listener((id, outcome, duration) -> {});
    if (random.nextBoolean()) {
      builder.withoutBackOff();
    } else {
      builder.backOff(Duration.ofMillis(5), Duration.ofMillis(20));
    }
    return builder.build();
  }

  /** Between one and four mirrors, of which each time others are there. */
  private List<RouteRule> rules(Random random) {
    RouteRule.Builder rule = RouteRule.builder("r" + random.nextInt(2)).destination("*");
    List<String> names = new ArrayList<>(servers.mirrors().keySet());
    java.util.Collections.shuffle(names, random);
    for (String name : names.subList(0, 1 + random.nextInt(names.size()))) {
      URI uri = servers.mirrors().get(name);
      rule.mirror(Mirror.to(uri).name(name).percentage(random.nextBoolean() ? 100 : 50));
    }
    return List.of(rule.build());
  }

  private void calls(MirroringHttpClient client, Random random) {
    for (int i = 0; i < CALLS_EACH; i++) {
      HttpRequest request = request(random);
      try {
        switch (random.nextInt(4)) {
          case 0, 1 -> client.send(request, BodyHandlers.discarding());
          case 2 -> client.sendAsync(request, BodyHandlers.discarding()).join();
          default -> client.sendAsync(request, BodyHandlers.discarding()).cancel(true);
        }
      } catch (Exception e) {
        // Cancelled, timed out, or the client was closed meanwhile: all of that is meant.
      }
    }
  }

  private HttpRequest request(Random random) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(servers.primary())
            .header(FaultEcho.ID, seed + "-" + sent.getAndIncrement());
    if (random.nextInt(10) == 0) {
      builder.timeout(Duration.ofMillis(1));
    }
    if (random.nextInt(10) == 0) {
      builder.header("X-Mirror4J", "alreadyMirrored");
    }
    return random.nextBoolean()
        ? builder.build()
        : builder.POST(BodyPublishers.ofByteArray(new byte[random.nextInt(30_000)])).build();
  }

  /** Changes rules and switches for as long as calls are made. */
  private void change(MirroringHttpClient client, Random random) {
    while (!over.get()) {
      switch (random.nextInt(6)) {
        case 0 -> client.engine().replaceRules(rules(random));
        case 1 -> client.engine().pause();
        case 2 -> switchOne(client, random, true);
        case 3 -> switchOne(client, random, false);
        default -> client.engine().resume();
      }
      Thread.yield();
    }
  }

  private static void switchOne(MirroringHttpClient client, Random random, boolean pause) {
    var mirrors = client.engine().rules().mirrors();
    var one = mirrors.get(random.nextInt(mirrors.size()));
    try {
      if (pause) {
        client.engine().pause(one.id());
      } else {
        client.engine().resume(one.id());
      }
    } catch (IllegalArgumentException e) {
      throw new AssertionError("Only this thread replaces rules", e);
    }
  }

  private void look(MirroringHttpClient client) {
    while (!over.get()) {
      MirrorStats stats = client.engine().stats();
      if (stats.bufferedBytes() < 0 || stats.total().selected() < 0 || stats.toString().isEmpty()) {
        inconsistent.incrementAndGet();
      }
      Thread.yield();
    }
  }

  private void end(MirroringHttpClient client, int after) {
    while (sent.get() < after && !over.get()) {
      Thread.yield();
    }
    if (seed % 2 == 0) {
      client.shutdown();
    } else {
      client.shutdownNow();
    }
  }

  private void judge(MirrorStats stats) {
    MirrorCounts total = stats.total();
    assertThat(inconsistent).hasValue(0);
    assertThat(stats.bufferedBytes()).isZero();
    assertThat(stats.internalErrors()).isZero();
    assertThat(total.inFlight()).isZero();
    assertThat(total.selected()).isEqualTo(total.ended());
    for (MirrorCounts mirror : stats.mirrors()) {
      assertThat(mirror.inFlight()).as(mirror.toString()).isZero();
      assertThat(mirror.selected()).as(mirror.toString()).isEqualTo(mirror.ended());
    }
    assertThat(stats.mirrors().stream().mapToLong(MirrorCounts::selected).sum())
        .isEqualTo(total.selected());
    assertThat(stats.mirrors().stream().mapToLong(MirrorCounts::ended).sum())
        .isEqualTo(total.ended());
    servers.judge(seed, stats);
  }
}
