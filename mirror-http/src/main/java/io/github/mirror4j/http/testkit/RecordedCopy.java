package io.github.mirror4j.http.testkit;

import static java.util.Objects.requireNonNull;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * A request as it arrived at a {@link RecordingMirror}; immutable.
 *
 * @param method the method, such as {@code GET}
 * @param target the target as it was on the request line, such as {@code /orders?id=1}
 * @param headers all headers; names are case-insensitive
 * @param body the whole body, empty if there was none
 * @param arrivedAt the time at which its last byte had been read
 * @since 0.1.0
 */
@SuppressWarnings("ArrayRecordComponent") // copied when it comes in and when it goes out
public record RecordedCopy(
    String method, String target, HttpHeaders headers, byte[] body, Instant arrivedAt) {

  /** Copies the body. */
  public RecordedCopy {
    requireNonNull(method, "method");
    requireNonNull(target, "target");
    requireNonNull(headers, "headers");
    body = body.clone();
    requireNonNull(arrivedAt, "arrivedAt");
  }

  /**
   * Returns the first value of a header.
   *
   * @param name the name of the header, case-insensitive
   * @return the value, or empty if there is no such header
   */
  public Optional<String> header(String name) {
    return headers.firstValue(name);
  }

  /**
   * Returns the body.
   *
   * @return a copy of the bytes
   */
  @Override
  public byte[] body() {
    return body.clone();
  }

  /**
   * Returns the body, decoded as UTF-8.
   *
   * @return the text
   */
  public String bodyAsString() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /**
   * Returns whether the other object is a recorded request with equal components, including the
   * bytes of the body.
   */
  @Override
  public boolean equals(Object other) {
    return other instanceof RecordedCopy that
        && method.equals(that.method)
        && target.equals(that.target)
        && headers.equals(that.headers)
        && Arrays.equals(body, that.body)
        && arrivedAt.equals(that.arrivedAt);
  }

  @Override
  public int hashCode() {
    return Objects.hash(method, target, headers, Arrays.hashCode(body), arrivedAt);
  }

  /** Returns the method, the target and the size of the body on one line. */
  @Override
  public String toString() {
    return method + " " + target + " (" + body.length + " bytes)";
  }
}
