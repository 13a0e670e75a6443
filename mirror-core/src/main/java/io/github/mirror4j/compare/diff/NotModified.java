package io.github.mirror4j.compare.diff;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a 304 and a 200 say the same: that the representation is the one with this entity
 * tag. Which of the two comes may be up to a cache (RFC 9110, section 15.4.5).
 */
final class NotModified {

  private NotModified() {}

  /**
   * Returns whether the one response is a 304, the other a 200, and the entity tags agree. A 304 in
   * place of the primary's 200 has to be right, too: the caller must have that representation.
   *
   * @param request the headers of the request
   */
  static boolean isSame(
      ReceivedResponse primary, ReceivedResponse other, Map<String, List<String>> request) {
    boolean isKept = primary.status() == 200 && other.status() == 304;
    boolean isSent = primary.status() == 304 && other.status() == 200;
    String tag = tag(first(primary.headers(), "etag"));
    return (isSent || (isKept && mayBeKept(primary, tag, request)))
        && !tag.isEmpty()
        && tag.equals(tag(first(other.headers(), "etag")));
  }

  /** Returns whether a condition of the request tells that the caller has the representation. */
  private static boolean mayBeKept(
      ReceivedResponse primary, String tag, Map<String, List<String>> request) {
    List<String> known = request.get("if-none-match");
    if (known != null) {
      return HeaderText.list(known).stream()
          .anyMatch(one -> one.equals("*") || tag(one).equals(tag));
    }
    Instant since = time(first(request, "if-modified-since"));
    Instant modified = time(first(primary.headers(), "last-modified"));
    return since != null && modified != null && !modified.isAfter(since);
  }

  /** Returns a tag without the mark of weak ones: whether the bytes are the same is not asked. */
  private static String tag(String value) {
    return value.startsWith("W/") ? value.substring(2) : value;
  }

  private static String first(Map<String, List<String>> headers, String name) {
    List<String> values = headers.getOrDefault(name, List.of());
    return values.isEmpty() ? "" : values.get(0).strip();
  }

  private static @Nullable Instant time(String text) {
    try {
      return DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
