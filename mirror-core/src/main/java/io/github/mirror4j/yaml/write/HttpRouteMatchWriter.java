package io.github.mirror4j.yaml.write;

import com.google.re2j.Pattern;
import io.github.mirror4j.rule.Match;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.StringMatch;
import io.github.mirror4j.text.HttpText;
import io.github.mirror4j.yaml.dialect.HttpRouteLimits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a match as an HTTPRoute states it. */
final class HttpRouteMatchWriter {

  private final RouteRule rule;
  private final ConversionReport report;

  HttpRouteMatchWriter(RouteRule rule, ConversionReport report) {
    this.rule = rule;
    this.report = report;
  }

  /** The match; null where leaving out what cannot be expressed would make it match more. */
  @Nullable Map<String, Object> write(Match match) {
    List<String> lost = new ArrayList<>();
    match.source().ifPresent(source -> lost.add("source " + source));
    match.scheme().ifPresent(scheme -> lost.add("scheme " + scheme));
    match.port().ifPresent(port -> lost.add("port " + port));
    match.authority().ifPresent(authority -> lost.add("authority " + authority));
    Map<String, Object> out = new LinkedHashMap<>();
    match.uri().ifPresent(uri -> putPath(uri, out, lost));
    match
        .method()
        .ifPresent(
            method -> {
              if (method instanceof StringMatch.Exact(String value, boolean fold)
                  && !fold
                  && HttpRouteLimits.METHODS.contains(value)) {
                out.put("method", value);
              } else {
                lost.add("method " + method);
              }
            });
    putTexts("headers", match.headers(), out, lost);
    putTexts("queryParams", match.queryParameters(), out, lost);
    lost.forEach(what -> report.add(rule, what + " cannot be expressed, so the match is left out"));
    return lost.isEmpty() ? out : null;
  }

  private void putPath(StringMatch uri, Map<String, Object> out, List<String> lost) {
    switch (uri) {
      case StringMatch.Exact(String value, boolean fold) when !fold && isPath(value) ->
          out.put("path", condition("Exact", null, value));
      case StringMatch.PathPrefix(String value, boolean fold) when !fold && isPath(value) ->
          out.put("path", condition("PathPrefix", null, value));
      default -> {
        String regex = regex(uri);
        if (regex == null || regex.length() > HttpRouteLimits.MAX_VALUE) {
          lost.add("uri " + uri);
          return;
        }
        if (!(uri instanceof StringMatch.Regex)) {
          report.add(rule, uri + " is written as a regular expression");
        }
        out.put("path", condition("RegularExpression", null, regex));
      }
    }
  }

  private static boolean isPath(String value) {
    return value.length() <= HttpRouteLimits.MAX_VALUE && HttpRouteLimits.isPath(value);
  }

  private void putTexts(
      String field, Map<String, StringMatch> texts, Map<String, Object> out, List<String> lost) {
    List<Object> conditions = new ArrayList<>();
    boolean isHeader = field.equals("headers");
    int longest = isHeader ? HttpRouteLimits.MAX_HEADER_VALUE : HttpRouteLimits.MAX_VALUE;
    if (texts.size() > HttpRouteLimits.MAX_CONDITIONS) {
      lost.add("more than " + HttpRouteLimits.MAX_CONDITIONS + " conditions on " + field);
    }
    texts.forEach(
        (name, text) -> {
          if (!HttpRouteLimits.isName(name)) {
            lost.add(field + " " + name);
            return;
          }
          if (text instanceof StringMatch.Exact(String value, boolean fold)
              && !fold
              && !value.isEmpty()
              && value.length() <= longest) {
            conditions.add(condition("Exact", name, value));
            return;
          }
          String regex = regex(text);
          if (regex == null || regex.length() > longest) {
            lost.add(field + " " + name + " " + text);
          } else {
            conditions.add(condition("RegularExpression", name, regex));
          }
        });
    if (!conditions.isEmpty()) {
      out.put(field, conditions);
    }
  }

  private static Map<String, Object> condition(String type, @Nullable String name, String value) {
    Map<String, Object> condition = new LinkedHashMap<>();
    condition.put("type", type);
    if (name != null) {
      condition.put("name", name);
    }
    condition.put("value", value);
    return condition;
  }

  /** A pattern that says the same; null where there is none. */
  private static @Nullable String regex(StringMatch match) {
    return switch (match) {
      case StringMatch.Regex(String pattern) -> pattern;
      case StringMatch.Exact(String value, boolean fold) when value.isEmpty() -> "^$";
      case StringMatch.Exact(String value, boolean fold) -> fold(fold) + Pattern.quote(value);
      case StringMatch.Prefix(String value, boolean fold) ->
          fold(fold) + Pattern.quote(value) + "(?s:.*)";
      case StringMatch.PathPrefix(String value, boolean fold) ->
          fold(fold) + Pattern.quote(HttpText.withoutTrailingSlash(value)) + "(/.*)?";
      case StringMatch.Present present -> "(?s:.*)";
      case StringMatch.Not not -> null;
    };
  }

  private static String fold(boolean ignoreCase) {
    return ignoreCase ? "(?i)" : "";
  }
}
