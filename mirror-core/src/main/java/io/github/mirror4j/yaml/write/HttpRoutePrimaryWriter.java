package io.github.mirror4j.yaml.write;

import io.github.mirror4j.rule.Match;
import io.github.mirror4j.rule.PathRewrite;
import io.github.mirror4j.rule.PrimaryEdits;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.StringMatch;
import io.github.mirror4j.text.HttpText;
import io.github.mirror4j.yaml.dialect.HttpRouteLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes what a rule changes about its primaries as filters of an HTTPRoute. */
final class HttpRoutePrimaryWriter {

  private final RouteRule rule;
  private final ConversionReport report;

  HttpRoutePrimaryWriter(RouteRule rule, ConversionReport report) {
    this.rule = rule;
    this.report = report;
  }

  void write(List<Object> filters, Map<String, Object> out) {
    PrimaryEdits edits = rule.primary();
    HeaderOperations headers = HeaderOperations.of(rule, report);
    if (!headers.isEmpty()) {
      Map<String, Object> modifier = new LinkedHashMap<>();
      if (!headers.remove().isEmpty()) {
        modifier.put("remove", headers.remove());
      }
      putHeaders("set", headers.set(), modifier);
      putHeaders("add", headers.add(), modifier);
      filters.add(filter("RequestHeaderModifier", "requestHeaderModifier", modifier));
    }
    Map<String, Object> rewrite = new LinkedHashMap<>();
    String authority = edits.authority();
    if (authority != null && HttpRouteLimits.isHostname(authority)) {
      rewrite.put("hostname", authority);
    } else if (authority != null) {
      report.add(rule, "authority " + authority + " cannot be expressed and is left out");
    }
    if (edits.pathRewrite() != null) {
      putPath(edits.pathRewrite(), rewrite);
    }
    if (!rewrite.isEmpty()) {
      filters.add(filter("URLRewrite", "urlRewrite", rewrite));
    }
    if (edits.timeout() != null) {
      out.put("timeouts", Map.of("request", text(edits.timeout())));
    }
  }

  private static Map<String, Object> filter(String type, String field, Map<String, Object> value) {
    Map<String, Object> filter = new LinkedHashMap<>();
    filter.put("type", type);
    filter.put(field, value);
    return filter;
  }

  private void putHeaders(String name, Map<String, String> headers, Map<String, Object> modifier) {
    List<Object> list = new ArrayList<>();
    headers.forEach(
        (header, value) -> {
          if (value.isEmpty()) {
            report.add(rule, "the empty value of header " + header + " cannot be expressed");
            return;
          }
          Map<String, Object> entry = new LinkedHashMap<>();
          entry.put("name", header);
          entry.put("value", value);
          list.add(entry);
        });
    if (!list.isEmpty()) {
      modifier.put(name, list);
    }
  }

  private void putPath(PathRewrite rewrite, Map<String, Object> out) {
    Map<String, Object> path = new LinkedHashMap<>();
    switch (rewrite) {
      case PathRewrite.Full(String to) -> {
        path.put("type", "ReplaceFullPath");
        path.put("replaceFullPath", to);
      }
      case PathRewrite.Prefix(String from, String to) when isMatched(from) -> {
        path.put("type", "ReplacePrefixMatch");
        path.put("replacePrefixMatch", to);
      }
      default -> {
        report.add(rule, "the path rewrite " + rewrite + " cannot be expressed and is left out");
        return;
      }
    }
    out.put("path", path);
  }

  /** Whether this prefix is what the only match of the rule asks for. */
  private boolean isMatched(String from) {
    String prefix = HttpText.withoutTrailingSlash(from);
    return switch (rule.matches().size()) {
      case 0 -> prefix.isEmpty();
      case 1 -> prefix.equals(start(rule.matches().get(0)));
      default -> false;
    };
  }

  private static String start(Match match) {
    if (match.uri().isEmpty()) {
      return "";
    }
    return match.uri().get() instanceof StringMatch.PathPrefix(String value, boolean fold) && !fold
        ? HttpText.withoutTrailingSlash(value)
        : "?";
  }

  /** A duration of the Gateway API has no fraction and at most five digits of a unit. */
  private static String text(Duration time) {
    StringBuilder out = new StringBuilder();
    part(time.toHours(), "h", out);
    part(time.toMinutesPart(), "m", out);
    part(time.toSecondsPart(), "s", out);
    part(time.toMillisPart(), "ms", out);
    return out.toString();
  }

  private static void part(long value, String unit, StringBuilder out) {
    if (value > 0) {
      out.append(value).append(unit);
    }
  }
}
