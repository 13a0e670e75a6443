package io.github.mirror4j.examples;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.stats.MirrorStats;
import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.InvalidConfigurationException;
import io.github.mirror4j.rule.Labels;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The scenario of the post "Traffic Mirroring with Istio for Testing in Production" (2018), inside
 * one JVM: httpbin v1 serves the callers, v2 gets a copy of every request. Then v2 hangs, and
 * callers do not notice. At the end the responses are compared: would v2 have been safe?
 */
public final class MirroringDemo {

  private static final Labels V1 = Labels.of("version", "v1");
  private static final Labels V2 = Labels.of("version", "v2");

  /** What callers ask for. No such host exists: the rule's route leads to v1. */
  private static final URI HTTPBIN = URI.create("http://httpbin");

  /** Fewer than a lane takes (64 by default): while v2 is well, no copy has to be dropped. */
  private static final int ROUND = 50;

  private static final int MAX_PROBES = 100;
  private static final Duration PROBE_GAP = Duration.ofMillis(50);

  private MirroringDemo() {}

  private static Results play(
      Options options, DemoRules rules, Httpbin localV1, Httpbin localV2, PrintStream out)
      throws InterruptedException {
    URI v1 = options.v1().orElse(localV1.uri());
    URI v2 = options.v2().orElse(localV2.uri());
    ServiceRegistry registry =
        ServiceRegistry.builder().endpoint("httpbin", V1, v1).endpoint("httpbin", V2, v2).build();
    HttpClient plain = HttpClient.newHttpClient();
    try (MirroringHttpClient mirroring =
        MirroringHttpClient.builder(plain)
            .rules(rules.rules())
            .registry(registry.or(rules.registry()))
            .backOff(Duration.ofMillis(100), Duration.ofMillis(500))
            .slowStart(Duration.ZERO) // So that all copies are sent as soon as v2 is back.
            .build()) {
      Results results = new Results(options);
      Progress progress = new Progress(out);
      Load load = new Load(options.concurrency());
      int requests = options.requests();
      out.printf(
          """
          Mirror4J demo, a few seconds: v1 serves callers, v2 gets a copy of each request; then v2 hangs.
            v1 at %s, v2 at %s
            %s

          """,
          v1, v2, rules);

      load.run(plain, v1, 1, results.check);
      if (!results.isGood(results.check)) {
        return results.end(ending(mirroring, results, rules, localV2));
      }

      progress.start(1, results.healthy.name());
      for (int round : rounds(requests)) {
        load.runMirrored(mirroring, HTTPBIN, round, results.healthy);
      }
      progress.end(results.healthy);

      progress.start(2, results.hung.name());
      localV2.hang();
      Optional<URI> second = options.v2().map(given -> localV2.uri());
      mirroring.engine().replaceRules(rules.whileHanging(second));
      load.runMirrored(mirroring, HTTPBIN, requests, results.hung);
      progress.end(results.hung);

      progress.start(3, results.back.name());
      localV2.resume();
      mirroring.engine().replaceRules(rules.rules());
      for (int i = 0; i < MAX_PROBES && results.probing.copies().ok() == 0; i++) {
        load.runMirrored(mirroring, HTTPBIN, 1, results.probing);
        Thread.sleep(PROBE_GAP);
      }
      for (int round : rounds(requests)) {
        load.runMirrored(mirroring, HTTPBIN, round, results.back);
      }
      progress.end(results.probing, results.back);
      return results.end(ending(mirroring, results, rules, localV2));
    }
  }

  private static Ending ending(
      MirroringHttpClient client, Results results, DemoRules rules, Httpbin v2) {
    MirrorStats stats = client.engine().stats();
    long asSent =
        results.phases().stream()
            .flatMap(phase -> phase.calls().stream())
            .filter(
                call -> v2.received(call.id()).filter(got -> rules.copied(call, got)).isPresent())
            .count();
    return new Ending(
        CopyCounts.of(stats.total()),
        stats.total().inFlight(),
        stats.internalErrors(),
        (int) asSent,
        v2.responses(),
        stats.toString());
  }

  private static int[] rounds(int requests) {
    return IntStream.iterate(requests, left -> left > 0, left -> left - ROUND)
        .map(left -> Math.min(left, ROUND))
        .toArray();
  }

  /**
   * Runs the demo and exits.
   *
   * @param args options; {@code --help} lists them
   */
  public static void main(String[] args) {
    HeldLog log = HeldLog.start();
    int exitCode;
    try {
      exitCode = run(args, System.out, log.standardError());
    } finally {
      log.end(System.out);
    }
    System.exit(exitCode);
  }

  /** Runs the demo; returns the exit code. */
  static int run(String[] args, PrintStream out, PrintStream err) {
    Options options;
    try {
      options = Options.parse(List.of(args));
    } catch (IllegalArgumentException e) {
      err.println("Mirror4J demo: " + e.getMessage() + "; --help lists the options");
      return 2;
    }
    if (options.help()) {
      out.print(Options.HELP);
      return 0;
    }
    try (Httpbin v1 = Httpbin.start("v1");
        Httpbin v2 = Httpbin.start("v2")) {
      DemoRules rules = DemoRules.read(options.rules());
      int exitCode = new DemoReport(play(options, rules, v1, v2, out)).print(out, err);
      return exitCode == 0 && options.isPlain() ? new SafetyCheck(v1, v2).run(out, err) : exitCode;
    } catch (InvalidConfigurationException e) {
      err.println("Mirror4J demo: " + e.getMessage());
      return 2;
    } catch (InterruptedException e) {
      err.println("Mirror4J demo: interrupted");
      return 1;
    }
  }
}
