package io.github.mirror4j.examples;

import io.github.mirror4j.compare.ComparisonReport;
import io.github.mirror4j.compare.FieldResult;
import io.github.mirror4j.compare.Verdict;
import io.github.mirror4j.http.MirrorComparison;
import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.rule.Check;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.MirrorId;
import io.github.mirror4j.rule.RouteRule;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * The end of the demo: would v2 have been safe? v2 is wrong in one field of one response in fifty.
 * The comparison finds out and names the field. Then v2 is mended, which is another build with
 * evidence of its own.
 */
final class SafetyCheck {

  private static final MirrorId TO_V2 = new MirrorId("would-v2-be-safe", "v2");
  private static final int WRONG_ONE_IN = 50;
  private static final int MAX_REQUESTS = 5_000;
  private static final int ROUND = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Httpbin v1;
  private final Httpbin v2;
  private int sent;

  SafetyCheck(Httpbin v1, Httpbin v2) {
    this.v1 = v1;
    this.v2 = v2;
  }

  /** Returns the exit code. */
  int run(PrintStream out, PrintStream err) throws InterruptedException {
    RouteRule rule =
        RouteRule.builder(TO_V2.rule())
            .destination(v1.uri().getHost())
            .mirror(Mirror.to(v2.uri()).name(TO_V2.mirror()).compare(comparison()))
            .build();
    try (HttpClient plain = HttpClient.newHttpClient();
        MirrorEngine engine =
            MirrorEngine.builder()
                .rules(rule)
                .maxBaselinesPerSecond(1_000_000)
                .maxBaselineShare(1_000)
                .build()) {
      MirroringHttpClient client = engine.wrap(plain);
      out.printf("%nWould v2 be safe? Each response of v2 is compared with v1's.%n");
      v2.release("v2", WRONG_ONE_IN);
      ComparisonReport wrong = decide(client, engine.comparison(TO_V2));
      print("v2, wrong in one field of one in fifty", wrong, out);
      v2.release("v2.1", 0);
      ComparisonReport mended = decide(client, engine.comparison(TO_V2));
      print("v2.1, which is mended", mended, out);
      out.printf(
          "    For this demo the limits are low: 1 %% more may differ or fail, 300 requests, no hour."
              + " The old version%n    got every request again, without a limit. The defaults are in"
              + " mirror-http/COMPARE.md.%n");
      return judge(wrong, mended, err);
    }
  }

  private static Comparison comparison() {
    return Comparison.withBaseline(100)
        .endpoint("/get")
        .ignore("$.version")
        .buildHeader(Httpbin.VERSION_HEADER)
        .margin(Check.CONTENT, 1)
        .margin(Check.PERSISTENT, 1)
        .margin(Check.ERRORS, 1)
        .slowerThan(Duration.ofSeconds(5))
        .minimumRequests(300)
        .minimumSpan(Duration.ZERO)
        .warmUp(Duration.ZERO, 0)
        .confirmAfter(Duration.ofMillis(100), Duration.ofMillis(200))
        .build();
  }

  /** Sends requests until there is a verdict about the present build of v2. */
  private ComparisonReport decide(MirroringHttpClient client, MirrorComparison comparison)
      throws InterruptedException {
    int last = sent + MAX_REQUESTS;
    ComparisonReport report;
    do {
      for (int i = 0; i < ROUND; i++) {
        send(client);
      }
      // Neither lanes nor comparisons are to lose anything on a small machine.
      client.engine().awaitIdle(PATIENCE);
      comparison.awaitIdle(PATIENCE);
      report = comparison.report();
    } while (report.verdict().state() == Verdict.State.UNDECIDED && sent < last);
    return report;
  }

  private void send(MirroringHttpClient client) throws InterruptedException {
    URI uri = v1.uri().resolve("/get?number=" + sent++);
    try {
      // Nobody reads the response here; callers of a service would.
      var unused = client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      // The comparison counts it.
    }
  }

  private static void print(String version, ComparisonReport report, PrintStream out) {
    Verdict verdict = report.verdict();
    out.printf(
        Locale.ROOT,
        "%-8s  %s, after %,d requests: %s%n",
        verdict.state(),
        version,
        report.key().pairs(),
        verdict.because());
    report.key().fields().stream()
        .filter(field -> field.lower() > 0)
        .forEach(field -> out.println("    " + text(field)));
    out.println("    " + page(report));
  }

  private static String page(ComparisonReport report) {
    try {
      Path page = Files.createTempFile("mirror4j-report-", ".html");
      return "The page: " + Files.writeString(page, report.toHtml());
    } catch (IOException e) {
      return "The page could not be written: " + e;
    }
  }

  private static String text(FieldResult field) {
    return "%s differs in %,d of %,d responses of v2, and in %,d of v1 when asked again"
        .formatted(field.path(), field.b() + field.d(), field.n(), field.c() + field.d());
  }

  private static int judge(ComparisonReport wrong, ComparisonReport mended, PrintStream err) {
    boolean isFound = wrong.verdict().state() == Verdict.State.NOT_SAFE;
    boolean isSafe = mended.verdict().state() == Verdict.State.SAFE;
    if (!isFound) {
      err.println("FAILED v2 should have been found not to be safe:\n" + wrong.toText());
    }
    if (!isSafe) {
      err.println("FAILED v2.1 should have been found to be safe:\n" + mended.toText());
    }
    return isFound && isSafe ? 0 : 1;
  }
}
