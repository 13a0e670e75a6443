package io.github.mirror4j.examples.integration;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An HTTP/1.1 server that keeps every byte of a request, one request a connection. */
final class WireRecorder implements AutoCloseable {

  /**
   * A request.
   *
   * @param raw all of its bytes, as characters of ISO 8859-1
   * @param body the body without its framing, likewise
   */
  record Request(String raw, String body) {}

  private static final String RESPONSE =
      """
      HTTP/1.1 200 OK\r
      Content-Type: application/json\r
      Content-Length: 2\r
      Connection: close\r
      \r
      {}""";

  private final ServerSocket server;
  private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();

  WireRecorder() {
    try {
      server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  URI uri(String target) {
    return URI.create("http://127.0.0.1:" + server.getLocalPort() + target);
  }

  /** The next request that came, and that nobody took before. */
  Request take() throws InterruptedException {
    Request request = requests.poll(Servers.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    if (request == null) {
      throw new AssertionError("no request came");
    }
    return request;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void accept() {
    try {
      while (true) {
        Socket connection = server.accept();
        Thread.ofVirtual().start(() -> serve(connection));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      Kept in = new Kept(new BufferedInputStream(connection.getInputStream()));
      StringBuilder head = new StringBuilder();
      for (String line = in.line(); !line.isEmpty(); line = in.line()) {
        head.append(line.toLowerCase(Locale.ROOT)).append('\n');
      }
      String body = body(in, head.toString());
      if (!head.toString().startsWith("get /mcp ")) { // a stream of events, which nobody waits for
        requests.add(new Request(in.kept(), body));
      }
      connection.getOutputStream().write(RESPONSE.getBytes(ISO_8859_1));
    } catch (IOException e) {
      // A client that went away; whoever waits for its request hears of it.
    }
  }

  private static String body(Kept in, String head) throws IOException {
    if (head.contains("\ntransfer-encoding: chunked\n")) {
      StringBuilder body = new StringBuilder();
      for (int size = in.chunkSize(); size > 0; size = in.chunkSize()) {
        body.append(in.bytes(size));
        in.line();
      }
      in.line();
      return body.toString();
    }
    String length = "\ncontent-length: ";
    int at = head.indexOf(length);
    return at < 0
        ? ""
        : in.bytes(
            Integer.parseInt(
                head.substring(at + length.length(), head.indexOf('\n', at + length.length()))));
  }

  /** What is read here is kept. */
  private static final class Kept {

    private final InputStream in;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    Kept(InputStream in) {
      this.in = in;
    }

    String line() throws IOException {
      StringBuilder line = new StringBuilder();
      for (int next = read(); next != '\n'; next = read()) {
        line.append((char) next);
      }
      return line.toString().stripTrailing();
    }

    int chunkSize() throws IOException {
      return Integer.parseInt(line(), 16);
    }

    String bytes(int count) throws IOException {
      byte[] bytes = in.readNBytes(count);
      kept.writeBytes(bytes);
      return new String(bytes, ISO_8859_1);
    }

    String kept() {
      return kept.toString(ISO_8859_1);
    }

    private int read() throws IOException {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the request ended early");
      }
      kept.write(next);
      return next;
    }
  }
}
