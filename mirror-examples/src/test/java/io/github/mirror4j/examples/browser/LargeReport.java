package io.github.mirror4j.examples.browser;

import io.github.mirror4j.compare.CheckResult;
import io.github.mirror4j.compare.ComparisonReport;
import io.github.mirror4j.compare.EndpointResult;
import io.github.mirror4j.compare.FieldResult;
import io.github.mirror4j.compare.KeyReport;
import java.util.ArrayList;
import java.util.List;

/** As many endpoints and paths as a comparison keeps, with names that are hard to show. */
public final class LargeReport {

  private static final int ENDPOINTS = 200;
  private static final int PATHS = 25;

  /** Long without a place to break, markup, and right-to-left text. */
  private static final List<String> NAMES =
      List.of(
          "/a-path-that-goes-on-and-on" + "-and-on".repeat(30),
          "/<script>console.log('run')</script>",
          "/<img src=\"http://127.0.0.1:1/x.png\" onerror=\"console.log('run')\">",
          "/\u05d0\u05d1\u05d2/\u202e/{id}",
          "/orders/{id}/items");

  private LargeReport() {}

  /** Returns a report like another one that has an endpoint and a field, only larger. */
  public static ComparisonReport of(ComparisonReport small) {
    return new ComparisonReport(
        small.scope(),
        small.processes(),
        small.mirror(),
        small.at(),
        small.verdict(),
        small.lacks(),
        small.pairs(),
        large(small.key()),
        small.keys(),
        small.settings(),
        small.doesNotTell(),
        small.comparison());
  }

  private static KeyReport large(KeyReport small) {
    List<CheckResult> checks = new ArrayList<>();
    List<EndpointResult> endpoints = new ArrayList<>();
    List<FieldResult> fields = new ArrayList<>();
    small.checks().stream().filter(check -> check.endpoint() == null).forEach(checks::add);
    for (int i = 0; i < ENDPOINTS; i++) {
      String name = NAMES.get(i % NAMES.size()) + i;
      small.checks().stream()
          .filter(check -> check.endpoint() != null)
          .map(check -> named(check, name))
          .forEach(checks::add);
      endpoints.add(named(small.endpoints().getFirst(), name));
      for (int j = 0; j < PATHS; j++) {
        fields.add(named(small.fields().getFirst(), name, "$" + name.replace('/', '.') + j));
      }
    }
    return new KeyReport(
        small.v1(),
        small.v2(),
        small.verdict(),
        small.since(),
        small.span(),
        small.pairs(),
        small.triples(),
        small.distinct(),
        small.repeated(),
        small.coverage(),
        checks,
        endpoints,
        fields,
        small.latency(),
        small.examples(),
        small.history());
  }

  private static CheckResult named(CheckResult check, String endpoint) {
    return new CheckResult(
        endpoint,
        check.check(),
        check.threshold(),
        check.n(),
        check.b(),
        check.c(),
        check.d(),
        check.lower(),
        check.upper(),
        check.margin(),
        check.state(),
        check.more(),
        check.note());
  }

  private static EndpointResult named(EndpointResult endpoint, String name) {
    return new EndpointResult(
        name,
        endpoint.triples(),
        endpoint.distinct(),
        endpoint.share() / ENDPOINTS,
        endpoint.judged(),
        endpoint.note(),
        endpoint.candidate(),
        endpoint.baseline());
  }

  private static FieldResult named(FieldResult field, String endpoint, String path) {
    return new FieldResult(
        endpoint,
        path,
        field.kinds(),
        field.severity(),
        field.counts(),
        field.noisy(),
        field.n(),
        field.b(),
        field.c(),
        field.d(),
        field.lower(),
        field.upper());
  }
}
