package io.github.mirror4j.yaml.write;

import com.google.re2j.Pattern;
import io.github.mirror4j.rule.Match;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.Source;
import io.github.mirror4j.rule.StringMatch;
import io.github.mirror4j.text.HttpText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes a match as a VirtualService states it. */
final class VirtualServiceMatchWriter {

  /** Istio's own limit. */
  static final int MAX_REGEX = 1024;

  private static final String EVERYTHING = "(?s:.*)";

  /** Names that stand for other parts of a request there. */
  private static final Set<String> UNSAYABLE = Set.of("uri", "scheme", "method", "authority");

  private final RouteRule rule;
  private final ConversionReport report;
  private boolean ignoreCase;

  VirtualServiceMatchWriter(RouteRule rule, ConversionReport report) {
    this.rule = rule;
    this.report = report;
  }

  /** The match; null where leaving out what cannot be expressed would make it match more. */
  @Nullable Map<String, Object> write(Match match) {
    Map<String, Object> out = new LinkedHashMap<>();
    ignoreCase = false;
    try {
      match
          .uri()
          .filter(VirtualServiceMatchWriter::isCondition)
          .ifPresent(uri -> out.put("uri", uri(uri)));
      if (ignoreCase) {
        out.put("ignoreUriCase", true);
      }
      match
          .scheme()
          .filter(VirtualServiceMatchWriter::isCondition)
          .ifPresent(text -> out.put("scheme", text("scheme", text)));
      match
          .method()
          .filter(VirtualServiceMatchWriter::isCondition)
          .ifPresent(text -> out.put("method", text("method", text)));
      match
          .authority()
          .filter(VirtualServiceMatchWriter::isCondition)
          .ifPresent(text -> out.put("authority", text("authority", text)));
      match.port().ifPresent(port -> out.put("port", port));
      writeHeaders(match, out);
      Map<String, Object> query = new LinkedHashMap<>();
      match.queryParameters().forEach((name, text) -> query.put(name, text("queryParams", text)));
      if (!query.isEmpty()) {
        out.put("queryParams", query);
      }
      match.source().ifPresent(source -> writeSource(source, out));
    } catch (Inexpressible e) {
      report.add(rule, e.getMessage() + " cannot be expressed, so the match is left out");
      return null;
    }
    return out;
  }

  private static final class Inexpressible extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Inexpressible(String what) {
      super(what, null, false, false);
    }

    @Override
    public String getMessage() {
      return Objects.requireNonNull(super.getMessage());
    }
  }

  private Map<String, Object> uri(StringMatch match) {
    return switch (match) {
      case StringMatch.Exact(String value, boolean fold) -> {
        ignoreCase = fold;
        yield Map.of("exact", value);
      }
      case StringMatch.Prefix(String value, boolean fold) -> {
        ignoreCase = fold;
        yield Map.of("prefix", value);
      }
      case StringMatch.PathPrefix(String value, boolean fold) -> {
        String start = HttpText.withoutTrailingSlash(value);
        String regex = (fold ? "(?i)" : "") + Pattern.quote(start) + "(/.*)?";
        Map<String, Object> text = text("uri", StringMatch.regex(regex));
        report.add(rule, "path prefix " + value + " is written as a regular expression");
        yield text;
      }
      default -> text("uri", match);
    };
  }

  /** Every request has this part, so it is always present and starts with the empty text. */
  private static boolean isCondition(StringMatch match) {
    return !(match instanceof StringMatch.Present)
        && !(match instanceof StringMatch.Prefix(String value, boolean fold) && value.isEmpty());
  }

  private static Map<String, Object> text(String where, StringMatch match) {
    Map<String, Object> text =
        switch (match) {
          case StringMatch.Exact(String value, boolean fold) when !fold -> Map.of("exact", value);
          case StringMatch.Exact(String value, boolean fold) ->
              Map.of("regex", "(?i)" + Pattern.quote(value));
          case StringMatch.Prefix(String value, boolean fold) when value.isEmpty() ->
              Map.of("regex", EVERYTHING);
          case StringMatch.Prefix(String value, boolean fold) when !fold -> Map.of("prefix", value);
          case StringMatch.Prefix(String value, boolean fold) ->
              Map.of("regex", "(?i)" + Pattern.quote(value) + "(?s:.*)");
          case StringMatch.Regex(String pattern) -> Map.of("regex", pattern);
          case StringMatch.Present present when where.equals("queryParams") -> Map.of();
          default -> throw new Inexpressible(where + " " + match);
        };
    if (text.get("regex") instanceof String regex && regex.length() > MAX_REGEX) {
      throw new Inexpressible(where + " with a pattern of more than 1024 characters");
    }
    return text;
  }

  private void writeHeaders(Match match, Map<String, Object> out) {
    Map<String, Object> with = new LinkedHashMap<>();
    Map<String, Object> without = new LinkedHashMap<>();
    match
        .headers()
        .forEach(
            (name, text) -> {
              if (UNSAYABLE.contains(name)) {
                throw new Inexpressible("header " + name + ", which a mesh ignores,");
              }
              if (text instanceof StringMatch.Not(StringMatch inner)) {
                without.put(name, header(inner));
              } else {
                with.put(name, header(text));
              }
            });
    if (!with.isEmpty()) {
      out.put("headers", with);
    }
    if (!without.isEmpty()) {
      out.put("withoutHeaders", without);
    }
  }

  private static Map<String, Object> header(StringMatch match) {
    return match instanceof StringMatch.Present ? Map.of() : text("headers", match);
  }

  private void writeSource(Source source, Map<String, Object> out) {
    if (source.service() == null && source.namespace() == null && source.labels().isEmpty()) {
      throw new Inexpressible("any known source");
    }
    if (source.service() != null) {
      String who = "source service " + source.service();
      if (source.labels().isEmpty()) {
        throw new Inexpressible(who);
      }
      report.add(rule, who + " is not written, its namespace and labels are");
      out.put(
          "sourceNamespace",
          source
              .service()
              .withDefaultNamespace(rule.namespace())
              .clusterNamespace()
              .orElse(rule.namespace()));
    }
    if (source.namespace() != null) {
      out.put("sourceNamespace", source.namespace());
    }
    if (!source.labels().isEmpty()) {
      out.put("sourceLabels", source.labels().asMap());
    }
  }
}
