package io.github.mirror4j.select;

import io.github.mirror4j.rule.ServiceRef;
import io.github.mirror4j.text.HttpText;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads one text from {@link RequestFacts}. The text is null if the request does not have it. */
@FunctionalInterface
interface FactReader {

  @Nullable String read(RequestFacts facts);

  static String path(RequestFacts facts) {
    return HttpText.pathOf(facts.uri().getRawPath());
  }

  static String scheme(RequestFacts facts) {
    return Authority.schemeOf(facts.uri());
  }

  /** Returns the port that the request's URI addresses. */
  static String port(RequestFacts facts) {
    int port = facts.uri().getPort();
    if (port >= 0) {
      return Integer.toString(port);
    }
    return scheme(facts).equals("https") ? "443" : "80";
  }

  /**
   * Returns the host in lower case, without port and trailing dot. An IPv6 address is in the form
   * of {@link ServiceRef#host()}.
   */
  static String host(RequestFacts facts) {
    return hostOf(facts.authority());
  }

  static String hostOf(String authority) {
    int end = HttpText.hostEnd(authority);
    if (end > 1 && authority.charAt(end - 1) == '.') {
      end--;
    }
    String host = authority.substring(0, end).toLowerCase(Locale.ROOT);
    return host.startsWith("[") ? ServiceRef.host(host).host() : host;
  }

  /** Returns a reader of all values of a header, joined with a comma as in Envoy. */
  static FactReader header(String name) {
    return facts -> {
      List<String> values = facts.headerValues(name);
      return switch (values.size()) {
        case 0 -> null;
        case 1 -> values.get(0);
        default -> String.join(",", values);
      };
    };
  }

  static FactReader firstHeader(String name) {
    return facts -> {
      List<String> values = facts.headerValues(name);
      return values.isEmpty() ? null : values.get(0);
    };
  }

  /**
   * Returns a reader of the first query parameter of a name. The value is not decoded, as in Envoy.
   */
  static FactReader queryParameter(String name) {
    return facts -> {
      URI uri = facts.uri();
      String query = uri.getRawQuery();
      return query == null ? null : pair(query, '&', name);
    };
  }

  static FactReader cookie(String name) {
    return facts -> {
      for (String header : facts.headerValues("cookie")) {
        String value = pair(header, ';', name);
        if (value != null) {
          return value;
        }
      }
      return null;
    };
  }

  /**
   * Returns the value of a name in {@code a=1;b=2}. A name without {@code =} has an empty value.
   */
  private static @Nullable String pair(String text, char separator, String name) {
    int start = 0;
    while (start <= text.length()) {
      int stop = text.indexOf(separator, start);
      int end = stop < 0 ? text.length() : stop;
      while (start < end && text.charAt(start) == ' ') {
        start++;
      }
      int length = name.length();
      if (start + length <= end && text.startsWith(name, start)) {
        if (start + length == end) {
          return "";
        }
        if (text.charAt(start + length) == '=') {
          return text.substring(start + length + 1, end).stripTrailing();
        }
      }
      start = end + 1;
    }
    return null;
  }
}
