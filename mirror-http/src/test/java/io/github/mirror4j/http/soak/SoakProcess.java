package io.github.mirror4j.http.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirrorComparison;
import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.OverheadMeasurement;
import io.github.mirror4j.http.fixture.FaultResources;
import io.github.mirror4j.http.fixture.FaultServer;
import io.github.mirror4j.http.fixture.RawServer;
import io.github.mirror4j.http.micrometer.MirrorMetrics;
import io.github.mirror4j.http.stats.EvidenceFileStatus;
import io.github.mirror4j.http.stats.MirrorCounts;
import io.github.mirror4j.http.stats.MirrorStats;
import io.github.mirror4j.http.testkit.Fault;
import io.github.mirror4j.http.testkit.FaultMirror;
import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.MirrorId;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A process that has every feature on at once, for as long as it is asked to, beside mirrors that
 * are healthy, hang, reset connections and fail now and then. Callers must get what they get
 * without mirroring, all counts must agree in the end, and the heap must not grow.
 *
 * <p>Arguments: how many seconds, how many requests a second, and a folder for evidence.
 */
public final class SoakProcess {

  private static final MirrorId PAUSED = new MirrorId("all", "edited");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int MINUTE = 60;

  /** The overhead is measured for so many seconds, and then is not for as many. */
  private static final int MEASURED = 5;

  private final MirroringHttpClient client;
  private final MirrorEngine engine;
  private final SoakRules rules;
  private final FaultMirror changing;
  private final SimpleMeterRegistry meters;
  private final AtomicLong outcomes = new AtomicLong();
  private final List<Long> heaps = new ArrayList<>();
  private int round;

  private SoakProcess(
      MirroringHttpClient client,
      SoakRules rules,
      FaultMirror changing,
      SimpleMeterRegistry meters) {
    this.client = client;
    engine = client.engine();
    this.rules = rules;
    this.changing = changing;
    this.meters = meters;
  }

  /** Prints a line each minute, and one that starts with "ok" if all went well. */
  public static void main(String[] arguments) throws Exception {
    int seconds = Integer.parseInt(arguments[0]);
    int perSecond = Integer.parseInt(arguments[1]);
    Path evidence = Path.of(arguments[2]);
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    try (SoakService v1 = new SoakService("1", true);
        SoakService v2 = new SoakService("2", false);
        RawServer hung = FaultServer.HANGS_BEFORE_HEADERS.start();
        RawServer resetting = FaultServer.RESETS_AFTER_HEAD.start();
        FaultMirror changing = FaultMirror.healthy();
        HttpClient plain = HttpClient.newHttpClient()) {
      SoakRules rules = new SoakRules(v2.uri(), hung.uri(), resetting.uri(), changing.uri());
      try (MirroringHttpClient client = client(plain, rules, v1.uri(), v2.uri(), evidence);
          MirrorMetrics metrics = new MirrorMetrics(client.engine()).endpoints(10)) {
        metrics.bindTo(meters);
        SoakCallers callers =
            new SoakCallers(plain, client, v1.uri(), perSecond, (long) perSecond * seconds);
        new SoakProcess(client, rules, changing, meters).run(callers);
      }
    }
  }

  private static MirroringHttpClient client(
      HttpClient plain, SoakRules rules, URI v1, URI v2, Path evidence) {
    return MirroringHttpClient.builder(plain)
        .rules(rules.ofRound(0))
        .registry(
            ServiceRegistry.builder()
                .endpoint("orders.soak", SoakRules.V1, v1)
                .endpoint("orders.soak", SoakRules.V2, v2)
                .build())
        .maxBaselinesPerSecond(20)
        .maxBaselineShare(100)
        .backOff(Duration.ofMillis(200), Duration.ofSeconds(2))
        .slowStart(Duration.ofSeconds(2))
        .evidenceFolder(evidence)
        .evidenceInterval(Duration.ofSeconds(5))
        .copyTaskDecorator(task -> task)
        .build();
  }

  private void run(SoakCallers callers) throws Exception {
    engine.addListener((id, outcome, duration) -> outcomes.incrementAndGet());
    callers.start();
    CountDownLatch never = new CountDownLatch(1);
    OverheadMeasurement overhead = measure();
    for (int second = 1; !callers.areDone(); second++) {
      boolean unused = never.await(1, TimeUnit.SECONDS);
      if (second % MEASURED == 0) {
        overhead.close();
        overhead = second / MEASURED % 2 == 0 ? measure() : overhead;
      }
      change(second);
      look(second);
      if (second % MINUTE == 0) {
        report(second / MINUTE, callers);
      }
    }
    overhead.close();
    judge(callers);
  }

  private OverheadMeasurement measure() {
    return engine.measureOverhead(Duration.ofMillis(500), Duration.ofMillis(500));
  }

  private void change(int second) {
    switch (second % 12) {
      case 1 -> changing.become(Fault.RESETS);
      case 2 -> engine.replaceRules(rules.ofRound(++round));
      case 4 -> engine.pause(PAUSED);
      case 6 -> engine.resume(PAUSED);
      case 7 -> changing.heal();
      default -> {}
    }
  }

  private void look(int second) {
    if (second % 5 == 0) {
      assertThat(engine.status().toJson()).isNotEmpty();
      assertThat(engine.status().toString()).isNotEmpty();
      assertThat(copiesInMeters()).isNotNegative();
    }
    if (second % 15 == 0) {
      for (MirrorComparison comparison : engine.comparisons()) {
        assertThat(comparison.report().toHtml()).isNotEmpty();
        assertThat(comparison.report().toJson()).isNotEmpty();
      }
    }
  }

  private void report(int minute, SoakCallers callers) {
    long heap = liveHeap();
    heaps.add(heap);
    System.out.printf(
        "minute %d: %,d requests, %d errors; live heap %,d KB; %d threads, %d sockets; %s%n",
        minute,
        callers.made(),
        callers.errors(),
        heap / 1024,
        Thread.getAllStackTraces().size(),
        FaultResources.openSockets(),
        engine.stats().total());
  }

  private static long liveHeap() {
    Runtime vm = Runtime.getRuntime();
    System.gc();
    System.gc();
    return vm.totalMemory() - vm.freeMemory();
  }

  private void judge(SoakCallers callers) throws InterruptedException {
    engine.resume(PAUSED);
    assertThat(FaultResources.await(() -> engine.stats().total().waiting() == 0)).isTrue();
    assertThat(engine.awaitIdle(PATIENCE)).isTrue();
    for (MirrorComparison comparison : engine.comparisons()) {
      assertThat(comparison.awaitIdle(PATIENCE)).isTrue();
      var pairs = comparison.pairs();
      assertThat(pairs.selected()).as("%s", pairs).isEqualTo(pairs.compared() + pairs.allLost());
      assertThat(pairs.compared()).isPositive();
      System.out.println(comparison.verdict());
    }
    assertThat(engine.awaitIdle(PATIENCE)).isTrue();
    assertThat(FaultResources.await(() -> engine.stats().bufferedBytes() == 0)).isTrue();
    MirrorStats stats = engine.stats();
    for (MirrorCounts mirror : stats.mirrors()) {
      System.out.println(mirror);
      assertThat(mirror.selected()).as("%s", mirror).isEqualTo(mirror.ended());
    }
    assertThat(stats.total().selected()).isEqualTo(stats.total().ended());
    assertThat(stats.mirrors().stream().mapToLong(MirrorCounts::ended).sum())
        .isEqualTo(stats.total().ended())
        .isEqualTo(copiesInMeters());
    assertThat(stats.internalErrors()).isZero();
    EvidenceFileStatus file = engine.evidenceFile().orElseThrow();
    assertThat(file.written()).isPositive();
    assertThat(file.failures()).isZero();
    assertThat(outcomes).hasPositiveValue();
    assertThat(callers.errors()).isZero();
    assertFlat();
    System.out.printf("ok: %d requests; %s%n", callers.made(), engine.overhead().orElseThrow());
  }

  /** The last third of the time takes no more than the one before. */
  private void assertFlat() {
    int third = heaps.size() / 3;
    if (third < 2) {
      return;
    }
    long before = max(heaps.subList(third, 2 * third));
    long last = max(heaps.subList(2 * third, heaps.size()));
    assertThat(last).as("%s", heaps).isLessThan(before + before / 10 + (1 << 20));
  }

  private static long max(List<Long> some) {
    return some.stream().max(Comparator.naturalOrder()).orElseThrow();
  }

  private long copiesInMeters() {
    return (long)
        meters.find("mirror4j.copies").functionCounters().stream()
            .mapToDouble(FunctionCounter::count)
            .sum();
  }
}
