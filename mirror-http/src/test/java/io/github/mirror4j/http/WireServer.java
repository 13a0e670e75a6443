package io.github.mirror4j.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Keeps the head of each request as it was on the wire, and answers 200 without a body. */
final class WireServer implements AutoCloseable {

  /** The lines of one request's head. */
  record Head(List<String> lines) {

    String requestLine() {
      return lines.get(0);
    }

    /** The values of a header, in order. */
    List<String> values(String name) {
      String start = name.toLowerCase(Locale.ROOT) + ": ";
      return lines.stream()
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
          .map(line -> line.substring(start.length()))
          .toList();
    }

    Stream<String> names() {
      return lines.stream().skip(1).map(line -> line.substring(0, line.indexOf(':')));
    }
  }

  final List<Head> heads = new CopyOnWriteArrayList<>();
  private final ServerSocket server;

  private WireServer(InetAddress address) throws IOException {
    server = new ServerSocket(0, 64, address);
    Thread.ofVirtual().start(this::accept);
  }

  static WireServer start() throws IOException {
    return new WireServer(InetAddress.getByName("127.0.0.1"));
  }

  static WireServer startAt(InetAddress address) throws IOException {
    return new WireServer(address);
  }

  int port() {
    return server.getLocalPort();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + port());
  }

  /** The one request that came. */
  Head onlyHead() {
    if (heads.size() != 1) {
      throw new AssertionError("not one request: " + heads);
    }
    return heads.get(0);
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
      // Closed: the test is over.
    }
  }

  /** Whatever body follows the head fits into the socket's buffer and is not looked at. */
  private void serve(Socket connection) {
    try (connection) {
      Head head =
          new Head(RawServer.readHead(connection).lines().takeWhile(l -> !l.isEmpty()).toList());
      heads.add(head);
      int length = head.values("content-length").stream().mapToInt(Integer::parseInt).sum();
      connection.getInputStream().readNBytes(length);
      RawServer.write(
          connection, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    } catch (IOException e) {
      // The other side has gone.
    }
  }
}
