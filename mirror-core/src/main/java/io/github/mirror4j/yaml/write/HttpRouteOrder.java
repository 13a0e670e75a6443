package io.github.mirror4j.yaml.write;

import io.github.mirror4j.rule.Match;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.ServiceRef;
import io.github.mirror4j.rule.StringMatch;
import io.github.mirror4j.yaml.dialect.Specificity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks whether the Gateway API would try rules in the order of their precedence. */
final class HttpRouteOrder {

  private final ServiceRef destination;
  private final ConversionReport report;
  private int lowest = Integer.MAX_VALUE;
  private @Nullable RouteRule before;

  HttpRouteOrder(ServiceRef destination, ConversionReport report) {
    this.destination = destination;
    this.report = report;
  }

  /**
   * The precedence with which the rule will be read, null where its matches get different ones;
   * rules come in their order.
   */
  @Nullable Integer precedence(RouteRule rule) {
    List<Integer> own = rule.matches().stream().map(HttpRouteOrder::specificity).toList();
    int highest = own.stream().max(Integer::compare).orElse(Specificity.ofEveryPath());
    if (highest > lowest && before != null) {
      report.add(
          rule,
          "a Gateway tries it before rule \""
              + before.name()
              + "\", as it goes by what is more specific");
    }
    int smallest = own.stream().min(Integer::compare).orElse(Specificity.ofEveryPath());
    lowest = Math.min(lowest, smallest);
    before = rule;
    return smallest == highest ? Specificity.precedence(destination, highest) : null;
  }

  private static int specificity(Match match) {
    int path =
        switch (match.uri().orElse(StringMatch.pathPrefix("/"))) {
          case StringMatch.Exact exact when !exact.ignoreCase() -> Specificity.ofExactPath();
          case StringMatch.PathPrefix(String value, boolean fold) when !fold ->
              Specificity.ofPrefix(value);
          case StringMatch.Regex(String pattern) -> Specificity.ofRegex(pattern);
          case StringMatch other -> 0;
        };
    boolean hasMethod = match.method().isPresent();
    return Specificity.of(path, hasMethod, match.headers().size(), match.queryParameters().size());
  }
}
