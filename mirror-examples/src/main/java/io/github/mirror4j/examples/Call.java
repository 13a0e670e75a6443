package io.github.mirror4j.examples;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;

/**
 * One request of the load: a third are GETs, the others POSTs with bodies of up to 6 KB. The same
 * number is always the same call, so that anyone can tell what should have arrived.
 */
record Call(int number, String method, String target, String body) {

  static final String ID_HEADER = "X-Demo-Call";
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  static Call of(int number) {
    String query = "?number=" + number + "&path=a%2Fb";
    return number % 3 == 0
        ? new Call(number, "GET", "/get" + query, "")
        : new Call(number, "POST", "/post" + query, line(number).repeat(1 + number * 7 % 500));
  }

  private static String line(int number) {
    return "order " + number + "; ";
  }

  String id() {
    return Integer.toString(number);
  }

  HttpRequest request(URI base) {
    String start = base.toString();
    if (start.endsWith("/")) {
      start = start.substring(0, start.length() - 1);
    }
    return HttpRequest.newBuilder(URI.create(start + target))
        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
        .header("Content-Type", "text/plain")
        .header(ID_HEADER, id())
        .timeout(TIMEOUT)
        .build();
  }

  /** Whether a response belongs to this call: httpbin echoes the request. */
  boolean isEchoedBy(String response) {
    return response.contains(body.isEmpty() ? "number=" + number + "&" : body);
  }
}
