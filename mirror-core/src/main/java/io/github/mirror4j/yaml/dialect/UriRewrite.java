package io.github.mirror4j.yaml.dialect;

import com.google.re2j.Pattern;
import io.github.mirror4j.rule.Match;
import io.github.mirror4j.rule.PathRewrite;
import io.github.mirror4j.rule.StringMatch;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code rewrite.uri} of Istio means beside a rule's matches: it replaces the start of the
 * path where {@code uri} is matched by prefix, text by text, and the whole path where it is matched
 * otherwise. A match without {@code uri} is one of the prefix {@code /} in the mesh.
 */
@SuppressWarnings("doclint:missing") // for this module only
public final class UriRewrite {

  /** A pattern of the whole path, as a full replacement is written. */
  public static final String WHOLE = "^.*$";

  private UriRewrite() {}

  public static PathRewrite of(List<Match> matches, String to) {
    if (!matches.isEmpty() && matches.stream().noneMatch(UriRewrite::isPrefix)) {
      return PathRewrite.full(to);
    }
    Set<String> starts = new LinkedHashSet<>();
    matches.forEach(match -> starts.add(start(match)));
    String pattern =
        switch (starts.size()) {
          case 0 -> "/";
          case 1 -> starts.iterator().next();
          default -> "(?:" + String.join("|", starts) + ")";
        };
    return PathRewrite.regex("^" + pattern, to);
  }

  /**
   * Whether the path alone decides what is replaced, because the matches differ in nothing else.
   */
  public static boolean isSure(List<Match> matches) {
    boolean isOne = matches.stream().map(UriRewrite::start).distinct().count() <= 1;
    return isOne || matches.stream().map(UriRewrite::withoutUri).distinct().count() == 1;
  }

  private static boolean isPrefix(Match match) {
    return match.uri().isEmpty() || match.uri().get() instanceof StringMatch.Prefix;
  }

  /** A pattern of what the match takes, from the start of the path on. */
  private static String start(Match match) {
    Optional<StringMatch> uri = match.uri();
    if (uri.isEmpty() || StringMatches.isEveryPath(uri.get())) {
      return "/";
    }
    return switch (uri.get()) {
      case StringMatch.Prefix(String value, boolean fold) -> fold(Pattern.quote(value), fold);
      case StringMatch.Exact(String value, boolean fold) -> fold(Pattern.quote(value), fold) + "$";
      case StringMatch.Regex(String pattern) -> "(?:" + pattern + ")$";
      default -> ".*$";
    };
  }

  private static String fold(String pattern, boolean ignoreCase) {
    return ignoreCase ? "(?i:" + pattern + ")" : pattern;
  }

  private static Match withoutUri(Match match) {
    Match.Builder rest = Match.builder();
    match.scheme().ifPresent(rest::scheme);
    match.method().ifPresent(rest::method);
    match.authority().ifPresent(rest::authority);
    match.port().ifPresent(rest::port);
    match.headers().forEach(rest::header);
    match.queryParameters().forEach(rest::queryParameter);
    match.source().ifPresent(rest::source);
    return rest.build();
  }
}
