package io.github.mirror4j.http.testkit;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads HTTP/1.1 requests off a connection, one after the other: heads of at most 64 KiB, bodies up
 * to a limit, with a declared length or in chunks.
 */
final class RequestReader {

  private static final int HEAD_LIMIT = 64 << 10;

  private final InputStream in;
  private final int bodyLimit;
  private final Expectation expectation;
  private int headLeft;

  /** Sends 100 Continue to a client that waits for it before it sends its body. */
  @FunctionalInterface
  interface Expectation {
    void goOn() throws IOException;
  }

  RequestReader(InputStream in, int bodyLimit, Expectation expectation) {
    this.in = in;
    this.bodyLimit = bodyLimit;
    this.expectation = expectation;
  }

  /**
   * The next request, or null at the connection's end.
   *
   * @throws UnreadableRequest if it is no request, or too large
   */
  @Nullable RecordedCopy next() throws IOException {
    headLeft = HEAD_LIMIT;
    String start = line();
    if (start == null) {
      return null;
    }
    String[] parts = start.split(" ", -1);
    if (parts.length != 3 || !parts[2].startsWith("HTTP/1.")) {
      throw new UnreadableRequest(400, "request line: \"" + start + "\" (expected: HTTP/1.1)");
    }
    String request = parts[0] + " " + parts[1];
    HttpHeaders headers = headers();
    if (headers.firstValue("Expect").isPresent()) {
      expectation.goOn();
    }
    byte[] body = body(request, headers);
    return new RecordedCopy(parts[0], parts[1], headers, body, Instant.now());
  }

  private HttpHeaders headers() throws IOException {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line = headLine(); !line.isEmpty(); line = headLine()) {
      int colon = line.indexOf(':');
      if (line.substring(0, Math.max(0, colon)).isBlank()) {
        throw new UnreadableRequest(400, "header: \"" + line + "\" (expected: name: value)");
      }
      headers
          .computeIfAbsent(line.substring(0, colon).strip(), name -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    return HttpHeaders.of(headers, (name, value) -> true);
  }

  private byte[] body(String request, HttpHeaders headers) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    if (headers.firstValue("Transfer-Encoding").isPresent()) {
      long size = size(request, headLine().replaceFirst(";.*", ""), 16);
      while (size > 0) {
        read(request, size, body);
        headLine();
        headLeft = HEAD_LIMIT;
        size = size(request, headLine().replaceFirst(";.*", ""), 16);
      }
      headers(); // trailers
    } else {
      String length = headers.firstValue("Content-Length").orElse("0");
      read(request, size(request, length, 10), body);
    }
    return body.toByteArray();
  }

  private void read(String request, long size, ByteArrayOutputStream body) throws IOException {
    if (size > bodyLimit - body.size()) {
      throw new UnreadableRequest(
          413, request + ": body: larger (expected: at most " + bodyLimit + " bytes)");
    }
    byte[] bytes = in.readNBytes((int) size);
    if (bytes.length < size) {
      throw new EOFException("The connection ended within a body");
    }
    body.writeBytes(bytes);
  }

  private static long size(String request, String text, int radix) throws UnreadableRequest {
    try {
      long size = Long.parseLong(text.strip(), radix);
      if (size >= 0) {
        return size;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new UnreadableRequest(
        400, request + ": body: \"" + text + "\" (expected: a number of bytes)");
  }

  private String headLine() throws IOException {
    String line = line();
    if (line == null) {
      throw new EOFException("The connection ended within a request");
    }
    return line;
  }

  /** Reads a line without its end; returns null if the connection ended before. */
  private @Nullable String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(80);
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        return null;
      }
      if (--headLeft < 0) {
        throw new UnreadableRequest(431, "head: larger (expected: at most 65536 bytes)");
      }
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }
}
