package io.github.mirror4j.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The primary: a server that keeps every byte it saw, connection by connection. */
final class TransparencyServer implements AutoCloseable {

  /** What to do with a request whose head has been read. */
  @FunctionalInterface
  interface Script {
    void answer(Exchange exchange) throws Exception;
  }

  private final Script script;
  private final ServerSocket server;
  private final AtomicInteger requests = new AtomicInteger();
  private final List<Connection> connections = new ArrayList<>();
  private final Queue<CountDownLatch> gates = new ConcurrentLinkedQueue<>();
  private final CountDownLatch firstRequest = new CountDownLatch(1);
  private final CountDownLatch firstEnd = new CountDownLatch(1);

  TransparencyServer(Script script) {
    this.script = script;
    try {
      server = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().name("primary").start(this::accept);
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.getLocalPort() + path);
  }

  int port() {
    return server.getLocalPort();
  }

  int requests() {
    return requests.get();
  }

  /** Whether a request has arrived, awaited. */
  boolean sawRequest() throws InterruptedException {
    return firstRequest.await(20, TimeUnit.SECONDS);
  }

  /** Whether a connection has been closed by the client, awaited. */
  boolean sawEnd() throws InterruptedException {
    return firstEnd.await(20, TimeUnit.SECONDS);
  }

  /** A latch that scripts wait for; it opens with the server's end at the latest. */
  CountDownLatch gate() {
    CountDownLatch gate = new CountDownLatch(1);
    gates.add(gate);
    return gate;
  }

  /** What was seen; waits for the end of all connections, which the caller brings about. */
  List<String> seen() throws InterruptedException {
    List<Connection> all;
    synchronized (connections) {
      all = List.copyOf(connections);
    }
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      boolean ended = all.get(i).ended.await(20, TimeUnit.SECONDS);
      for (String line : all.get(i).seen) {
        lines.add("connection " + i + ": " + line);
      }
      lines.add("connection " + i + (ended ? " ended" : " STILL OPEN"));
    }
    return lines;
  }

  @Override
  public void close() throws IOException {
    gates.forEach(CountDownLatch::countDown);
    server.close();
    synchronized (connections) {
      for (Connection connection : connections) {
        connection.socket.close();
      }
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Connection connection = new Connection(server.accept());
        synchronized (connections) {
          connections.add(connection);
        }
        Thread.ofVirtual().start(() -> serve(connection));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Connection connection) {
    try (Socket socket = connection.socket) {
      while (!socket.isClosed()) {
        String head = RawServer.readHead(socket);
        if (head.isEmpty()) {
          break;
        }
        connection.seen.add(head);
        Exchange exchange = new Exchange(connection, requests.incrementAndGet(), head);
        firstRequest.countDown();
        script.answer(exchange);
      }
    } catch (Exception e) {
      // The client has gone, or the test is over.
    } finally {
      connection.ended.countDown();
      firstEnd.countDown();
    }
  }

  private static final class Connection {
    final Socket socket;
    final Queue<String> seen = new ConcurrentLinkedQueue<>();
    final CountDownLatch ended = new CountDownLatch(1);

    Connection(Socket socket) {
      this.socket = socket;
    }
  }

  /** One request, and the means to answer it. */
  static final class Exchange {
    private final Connection connection;
    private final int number;
    private final String head;
    private boolean bodyRead;

    Exchange(Connection connection, int number, String head) {
      this.connection = connection;
      this.number = number;
      this.head = head;
    }

    /** Counted over all connections, from 1. */
    int number() {
      return number;
    }

    String target() {
      return head.split(" ")[1];
    }

    @Nullable String header(String name) {
      return head.lines()
          .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
          .map(line -> line.substring(name.length() + 1).strip())
          .findFirst()
          .orElse(null);
    }

    /** Reads the body, raw, and keeps it. */
    void readBody() throws IOException {
      if (bodyRead) {
        return;
      }
      bodyRead = true;
      String length = header("content-length");
      InputStream in = connection.socket.getInputStream();
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      if (length != null) {
        body.write(in.readNBytes(Integer.parseInt(length)));
      } else if (header("transfer-encoding") != null) {
        readChunks(in, body);
      }
      if (body.size() > 0) {
        String text = body.toString(StandardCharsets.ISO_8859_1);
        connection.seen.add(
            text.length() < 300 ? text : text.length() + " bytes, hash " + text.hashCode());
      }
    }

    /** Answers and closes the connection, so that each request has one of its own. */
    void respond(int status, String body, String... headers) throws IOException {
      respondAndKeep(
          status, body, (String.join("\r\n", headers) + "\r\nConnection: close").strip());
      connection.socket.close();
    }

    void respondAndKeep(int status, String body, String... headers) throws IOException {
      readBody();
      StringBuilder text = new StringBuilder("HTTP/1.1 " + status + " Status\r\n");
      for (String header : headers) {
        text.append(header).append("\r\n");
      }
      boolean bodiless = head.startsWith("HEAD ") || status == 204 || status == 304;
      text.append(bodiless ? "\r\n" : "Content-Length: " + body.length() + "\r\n\r\n" + body);
      write(text.toString());
    }

    void write(String text) throws IOException {
      RawServer.write(connection.socket, text);
    }

    void end() throws IOException {
      connection.socket.close();
    }

    /** Closes with a reset. */
    void reset() throws IOException {
      connection.socket.setSoLinger(true, 0);
      connection.socket.close();
    }

    Socket socket() {
      return connection.socket;
    }

    /** Reads on until the client closes; what comes meanwhile is kept. */
    void awaitClose() throws IOException {
      ByteArrayOutputStream rest = new ByteArrayOutputStream();
      try {
        connection.socket.getInputStream().transferTo(rest);
      } finally {
        if (rest.size() > 0) {
          connection.seen.add(rest.toString(StandardCharsets.ISO_8859_1));
        }
      }
    }

    private static void readChunks(InputStream in, ByteArrayOutputStream body) throws IOException {
      String last = "";
      while (!last.endsWith("0\r\n\r\n")) {
        int b = in.read();
        if (b < 0) {
          return;
        }
        body.write(b);
        last = (last.length() < 5 ? last : last.substring(1)) + (char) b;
      }
    }
  }
}
