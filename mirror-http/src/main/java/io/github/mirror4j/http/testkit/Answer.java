package io.github.mirror4j.http.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * What is answered, and after which delay.
 *
 * @param status 200 to 599
 * @param header one more header line with its line end, or nothing
 */
record Answer(int status, String header, String body, Duration delay) {

  static final Answer OK = new Answer(200, "", "", Duration.ZERO);

  Answer {
    if (status < 200 || status > 599) {
      throw new IllegalArgumentException("status: " + status + " (expected: 200 to 599)");
    }
    if (delay.isNegative()) {
      throw new IllegalArgumentException("delay: " + delay + " (expected: at least PT0S)");
    }
  }

  static Answer of(int status, String header) {
    return new Answer(status, header, "", Duration.ZERO);
  }

  Answer with(int newStatus, String text) {
    String type = text.isEmpty() ? "" : "Content-Type: text/plain; charset=utf-8\r\n";
    return new Answer(newStatus, type, text, delay);
  }

  Answer after(Duration newDelay) {
    return new Answer(status, header, body, newDelay);
  }

  /** Answers a request; false if the connection is to be closed then. */
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
