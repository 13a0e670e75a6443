package io.github.mirror4j.http;

import io.github.mirror4j.text.ConnectionHeaders;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The head of a message as other clients and servers have it, as the JDK's. */
final class DescribedHead {

  private DescribedHead() {}

  /**
   * The request, without the headers of its connection.
   *
   * @throws IllegalArgumentException if a {@link HttpRequest} cannot express it
   */
  static HttpRequest request(
      String method, String uri, Map<String, ? extends List<String>> headers, BodyTap body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(uri))
            .method(method, body.contentLength() == 0 ? BodyPublishers.noBody() : body);
    Set<String> leftOut = leftOut(headers);
    headers.forEach(
        (name, values) -> {
          if (!leftOut.contains(name.toLowerCase(Locale.ROOT))) {
            values.forEach(value -> request.header(name, value));
          }
        });
    return request.build();
  }

  /** The headers of the connection, and those that {@code Connection} lists. */
  private static Set<String> leftOut(Map<String, ? extends List<String>> headers) {
    Set<String> names = new HashSet<>(ConnectionHeaders.SET_BY_CLIENT);
    headers.forEach(
        (name, values) -> {
          if (name.equalsIgnoreCase("Connection")) {
            for (String listed : String.join(",", values).split(",", -1)) {
              names.add(listed.strip().toLowerCase(Locale.ROOT));
            }
          }
        });
    return names;
  }

  /** The headers of a response; names that differ in case alone are one, and the nameless none. */
  static HttpHeaders headers(Map<String, ? extends List<String>> headers) {
    Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach(
        (name, values) -> {
          if (!isNameless(name)) {
            List<String> same = all.computeIfAbsent(name.strip(), any -> new ArrayList<>());
            values.stream().filter(Objects::nonNull).forEach(same::add);
          }
        });
    return HttpHeaders.of(all, (name, value) -> true);
  }

  /** {@link java.net.HttpURLConnection} has its status line among the headers, without a name. */
  private static boolean isNameless(@Nullable String name) {
    return name == null || name.isBlank();
  }

  /** The announced length of the body; negative if none is announced or the text is no length. */
  static long contentLength(Map<String, ? extends List<String>> headers) {
    for (Map.Entry<String, ? extends List<String>> header : headers.entrySet()) {
      if ("Content-Length".equalsIgnoreCase(header.getKey()) && header.getValue().size() == 1) {
        try {
          return Long.parseLong(header.getValue().getFirst());
        } catch (NumberFormatException e) {
          return -1;
        }
      }
    }
    return -1;
  }
}
