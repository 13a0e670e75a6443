package io.github.mirror4j.examples.bench.life;

import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import java.lang.ref.Reference;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Heap and time of what may grow: rules, mirrors, replaced rules, clients and hosts. What is no
 * longer in force must cost nothing.
 */
final class GrowthTable {

  private static final URI MIRROR = URI.create("http://127.0.0.1:9");
  private static final double NANOS_PER_MICRO = 1_000;
  private static final long KIB = 1024;

  private final StringBuilder table =
      new StringBuilder(
          "| what | heap, KiB | each, bytes | time, ms | each, µs |\n|---|---:|---:|---:|---:|\n");

  /** Something that is measured; what it returns is kept alive while its heap is. */
  private interface Work {
    Object run() throws Exception;
  }

  String measure() throws Exception {
    try (MirrorEngine warm = engine(rules(100, 4, "warm"))) {
      replace(warm, 200);
    }
    row("an engine with 1,000 rules of 4 mirrors", 4_000, () -> engine(rules(1_000, 4, "r")));
    row(
        "an engine with 10,000 rules, each for its own host",
        10_000,
        () -> engine(rules(10_000, 1, "r")));
    row(
        "10,000 times replaceRules, each with a new name",
        10_000,
        () -> {
          MirrorEngine engine = engine(rules(1, 1, "first"));
          replace(engine, 10_000);
          return engine;
        });
    row("100 clients on one engine", 100, GrowthTable::clients);
    row(
        "selection for 10,000 hosts, after 10,000 replaced rules",
        10_000,
        () -> {
          MirrorEngine engine = engine(rules(1, 1, "first"));
          replace(engine, 10_000);
          return select(engine, 10_000);
        });
    return table.toString();
  }

  private void row(String name, int count, Work work) throws Exception {
    long before = heap();
    long start = System.nanoTime();
    Object result = work.run();
    long nanos = System.nanoTime() - start;
    long bytes;
    try {
      bytes = Math.max(0, heap() - before);
    } finally {
      Reference.reachabilityFence(result);
    }
    if (result instanceof MirrorEngine engine) {
      engine.close();
    }
    table.append(
        String.format(
            Locale.ROOT,
            "| %s | %,d | %,d | %,d | %.1f |\n",
            name,
            bytes / KIB,
            bytes / count,
            nanos / 1_000_000,
            nanos / NANOS_PER_MICRO / count));
  }

  private static MirrorEngine engine(List<RouteRule> rules) {
    return MirrorEngine.builder().rules(rules).build();
  }

  private static List<RouteRule> rules(int count, int mirrors, String name) {
    return IntStream.range(0, count).mapToObj(i -> rule(name + i, i, mirrors)).toList();
  }

  private static RouteRule rule(String name, int host, int mirrors) {
    RouteRule.Builder rule = RouteRule.builder(name).destination("host" + host + ".example.com");
    for (int mirror = 0; mirror < mirrors; mirror++) {
      rule.mirror(Mirror.to(MIRROR).name("m" + mirror).percentage(50));
    }
    return rule.build();
  }

  private static void replace(MirrorEngine engine, int times) {
    for (int i = 0; i < times; i++) {
      engine.replaceRules(rule("replaced" + i, i, 1));
    }
  }

  private static Object clients() {
    MirrorEngine engine = engine(rules(1, 1, "r"));
    HttpClient plain = HttpClient.newHttpClient();
    List<MirroringHttpClient> clients = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      clients.add(engine.wrap(plain));
    }
    return List.of(engine, clients);
  }

  private static Object select(MirrorEngine engine, int hosts) {
    for (int i = 0; i < hosts; i++) {
      String text =
          engine.explain(
              HttpRequest.newBuilder(URI.create("http://other" + i + ".example.com/")).build());
      if (text.isEmpty()) {
        throw new IllegalStateException("explained nothing");
      }
    }
    return engine;
  }

  private static long heap() throws InterruptedException {
    for (int i = 0; i < 4; i++) {
      System.gc();
      Thread.sleep(50);
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
