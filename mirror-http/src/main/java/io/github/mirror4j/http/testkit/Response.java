package io.github.mirror4j.http.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The response of a test server, and the delay before it.
 *
 * @param status 200 to 599
 * @param header one more header line with its line end, or empty
 * @param body sent as UTF-8
 * @param delay the wait before the response is written, at least 0
 */
record Response(int status, String header, String body, Duration delay) {

  static final Response OK = new Response(200, "", "", Duration.ZERO);

  Response {
    if (status < 200 || status > 599) {
      throw new IllegalArgumentException("status: " + status + " (expected: 200 to 599)");
    }
    if (delay.isNegative()) {
      throw new IllegalArgumentException("delay: " + delay + " (expected: at least PT0S)");
    }
  }

  static Response of(int status, String header) {
    return new Response(status, header, "", Duration.ZERO);
  }

  Response with(int newStatus, String text) {
    String type = text.isEmpty() ? "" : "Content-Type: text/plain; charset=utf-8\r\n";
    return new Response(newStatus, type, text, delay);
  }

  Response after(Duration newDelay) {
    return new Response(status, header, body, newDelay);
  }

  /** Responds to a request; returns false if the connection must be closed afterwards. */
  boolean write(Connection connection, RecordedCopy request)
      throws IOException, InterruptedException {
    if (!delay.isZero()) {
      connection.pause(delay);
    }
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    boolean bodiless = status == 204 || status == 304;
    boolean last = request.header("Connection").filter("close"::equalsIgnoreCase).isPresent();
    connection.write(
        "HTTP/1.1 "
            + status
            + " \r\n"
            + header
            + (bodiless ? "" : "Content-Length: " + bytes.length + "\r\n")
            + (last ? "Connection: close\r\n" : "")
            + "\r\n");
    if (!bodiless && !request.method().equals("HEAD")) {
      connection.write(bytes);
    }
    return !last;
  }
}
