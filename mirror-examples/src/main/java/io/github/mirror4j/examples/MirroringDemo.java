package io.github.mirror4j.examples;

import io.github.mirror4j.http.MirroringHttpClient;
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
 * one JVM: callers are answered by httpbin v1, v2 gets a copy of every request. Then v2 hangs, and
 * callers do not notice.
 */
public final class MirroringDemo {

  private static final Labels V1 = Labels.of("version", "v1");
  private static final Labels V2 = Labels.of("version", "v2");

  /** What callers ask for. No such host exists: the rule's route leads to v1. */
  private static final URI HTTPBIN = URI.create("http://httpbin");

  /** Fewer than a lane takes (64 by default): while v2 is well, no copy has to be dropped. */
  private static final int ROUND = 50;

  private static final int WARM_UP = 6 * ROUND;
  private static final int MOST_PROBES = 100;
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
            .build()) {
      Results results = new Results(options, rules, localV2);
      Progress progress = new Progress(out, mirroring);
      Load load = new Load(options.concurrency(), progress);
      int requests = options.requests();
      out.printf("httpbin v1 at %s, v2 at %s%n%s%n%n", v1, v2, rules);

      int warmUp = Math.min(WARM_UP, requests);
      progress.start("1. Warm-up", warmUp);
      for (int round : rounds(warmUp)) {
        load.runMirrored(mirroring, HTTPBIN, round, results.warmUp);
      }
      progress.end();
      if (!results.isGood(results.warmUp)) {
        return results.end(mirroring.stats());
      }

      progress.start("2. The plain and the mirroring client in turn", 2 * requests);
      for (int round : rounds(requests)) {
        load.run(plain, v1, round, results.plain);
        load.runMirrored(mirroring, HTTPBIN, round, results.mirrored);
      }
      progress.end();

      progress.start("3. v2 hangs, the load goes on, the library warns of drops", requests);
      localV2.hang();
      Optional<URI> second = options.v2().map(given -> localV2.uri());
      mirroring.replaceRules(rules.whileHanging(second));
      load.runMirrored(mirroring, HTTPBIN, requests, results.hung);
      progress.end();

      localV2.resume();
      mirroring.replaceRules(rules.rules());
      progress.start("4. v2 is back, a probe will find out", 1);
      for (int i = 0; i < MOST_PROBES && results.probing.copies().ok() == 0; i++) {
        load.runMirrored(mirroring, HTTPBIN, 1, results.probing);
        Thread.sleep(PROBE_GAP);
      }
      progress.end();

      progress.start("5. v2 gets its copies again", requests);
      for (int round : rounds(requests)) {
        load.runMirrored(mirroring, HTTPBIN, round, results.back);
      }
      progress.end();
      return results.end(mirroring.stats());
    }
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
    System.exit(run(args, System.out, System.err));
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
      return new Report(play(options, rules, v1, v2, out)).print(out, err);
    } catch (InvalidConfigurationException e) {
      err.println("Mirror4J demo: " + e.getMessage());
      return 2;
    } catch (InterruptedException e) {
      err.println("Mirror4J demo: interrupted");
      return 1;
    }
  }
}
