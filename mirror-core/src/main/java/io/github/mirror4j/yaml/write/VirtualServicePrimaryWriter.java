package io.github.mirror4j.yaml.write;

import com.google.re2j.Pattern;
import io.github.mirror4j.rule.PathRewrite;
import io.github.mirror4j.rule.PrimaryEdits;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.text.HttpText;
import io.github.mirror4j.yaml.dialect.UriRewrite;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes what a rule changes about its primaries into an entry of a VirtualService. */
final class VirtualServicePrimaryWriter {

  private final RouteRule rule;
  private final ConversionReport report;

  VirtualServicePrimaryWriter(RouteRule rule, ConversionReport report) {
    this.rule = rule;
    this.report = report;
  }

  /** Writes; {@code whole} says whether all matches of the rule were written. */
  void write(Map<String, Object> entry, boolean whole) {
    PrimaryEdits edits = rule.primary();
    Map<String, Object> rewrite = new LinkedHashMap<>();
    if (edits.pathRewrite() != null) {
      putPath(edits.pathRewrite(), rewrite, whole);
    }
    if (edits.authority() != null) {
      rewrite.put("authority", edits.authority());
    }
    if (!rewrite.isEmpty()) {
      entry.put("rewrite", rewrite);
    }
    HeaderOperations headers = HeaderOperations.of(rule, report);
    if (!headers.isEmpty()) {
      entry.put("headers", Map.of("request", request(headers)));
    }
    if (edits.timeout() != null) {
      entry.put("timeout", seconds(edits.timeout()));
    }
  }

  private static Map<String, Object> request(HeaderOperations headers) {
    Map<String, Object> request = new LinkedHashMap<>();
    if (!headers.remove().isEmpty()) {
      request.put("remove", headers.remove());
    }
    if (!headers.set().isEmpty()) {
      request.put("set", headers.set());
    }
    if (!headers.add().isEmpty()) {
      request.put("add", headers.add());
    }
    return request;
  }

  private void putPath(PathRewrite rewrite, Map<String, Object> out, boolean whole) {
    String uri =
        switch (rewrite) {
          case PathRewrite.Full(String to) -> to;
          case PathRewrite.Prefix(String from, String to) -> to;
          case PathRewrite.Regex(String pattern, String substitution) -> substitution;
        };
    if (whole && UriRewrite.of(rule.matches(), uri).equals(rewrite)) {
      out.put("uri", uri);
      return;
    }
    Map<String, Object> regex = new LinkedHashMap<>();
    switch (rewrite) {
      case PathRewrite.Full(String to) -> put(regex, UriRewrite.WHOLE, to);
      case PathRewrite.Regex(String pattern, String substitution) ->
          put(regex, pattern, substitution);
      case PathRewrite.Prefix(String from, String to) -> {
        report.add(
            rule, "the rewrite of path prefix " + from + " is written as a regular expression");
        String start = "^" + Pattern.quote(HttpText.withoutTrailingSlash(from));
        String target = HttpText.withoutTrailingSlash(to);
        put(
            regex,
            start + (target.isEmpty() ? "(?:/|$)" : "(/|$)"),
            target.isEmpty() ? "/" : target + "\\1");
      }
    }
    out.put("uriRegexRewrite", regex);
  }

  private static void put(Map<String, Object> regex, String pattern, String substitution) {
    regex.put("match", pattern);
    regex.put("rewrite", substitution);
  }

  /** Seconds with a fraction, which all readers of durations understand. */
  private static String seconds(Duration time) {
    return BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros().toPlainString() + "s";
  }
}
