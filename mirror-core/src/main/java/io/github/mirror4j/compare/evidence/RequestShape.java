package io.github.mirror4j.compare.evidence;

import io.github.mirror4j.compare.names.FieldNames;
import io.github.mirror4j.compare.pair.ComparedRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * What a report may show of a request: the names of its query parameters and headers, without
 * values. Bounded.
 *
 * @param method the method
 * @param endpoint the endpoint, in which values are placeholders already
 * @param query the names of query parameters, as they come in the request
 * @param headers the names of headers, in lower case
 * @param hasBody whether there is a body
 */
record RequestShape(
    String method, String endpoint, List<String> query, List<String> headers, boolean hasBody) {

  private static final int MAX_NAMES = 12;
  private static final String VALUE = "{…}";

  /** Names of headers that say nothing about a caller. */
  private static final Set<String> KNOWN =
      Set.of(
          "accept",
          "accept-encoding",
          "accept-language",
          "authorization",
          "content-type",
          "cookie",
          "if-match",
          "if-none-match",
          "range",
          "user-agent");

  static RequestShape of(ComparedRequest request, String endpoint) {
    List<String> query = new ArrayList<>();
    if (request.query() != null) {
      for (String parameter : request.query().split("&", MAX_NAMES + 1)) {
        query.add(parameter.split("=", 2)[0]);
      }
    }
    Set<String> headers = new TreeSet<>();
    request.headers().keySet().forEach(name -> headers.add(name.toLowerCase(Locale.ROOT)));
    return new RequestShape(
        request.method(),
        endpoint,
        query.stream().limit(MAX_NAMES).toList(),
        headers.stream().limit(MAX_NAMES).toList(),
        request.bodyHash() != 0);
  }

  RequestShape withoutNames() {
    return new RequestShape(method, endpoint, List.of(), List.of(), hasBody);
  }

  /** Notes the names that it has. */
  void show(FieldNames names, long fingerprint) {
    query.forEach(name -> names.see(name, fingerprint));
    headers.forEach(name -> names.see(name, fingerprint));
  }

  /**
   * Returns the request as a line for curl, with placeholders for the server and every value. It is
   * safe to paste into a shell.
   */
  String curl(UnaryOperator<String> shown) {
    StringBuilder line = new StringBuilder("curl -g"); // placeholders have braces
    if (!method.equals("GET")) {
      line.append(" -X ").append(quoted(method));
    }
    StringBuilder url = new StringBuilder("{v1}").append(endpoint);
    for (int i = 0; i < query.size(); i++) {
      url.append(i == 0 ? '?' : '&').append(shown.apply(query.get(i))).append('=').append(VALUE);
    }
    line.append(' ').append(quoted(url.toString()));
    for (String header : headers) {
      String name = KNOWN.contains(header) ? header : shown.apply(header);
      line.append(" -H ").append(quoted(name + ": " + VALUE));
    }
    return line.append(hasBody ? " --data-binary " + quoted(VALUE) : "").toString();
  }

  /** Within single quotes, a shell leaves everything as it is. */
  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
