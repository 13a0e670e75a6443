package io.github.mirror4j.http.transparency;

import io.github.mirror4j.http.fixture.RawServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The primary: a server that keeps every byte it saw, connection by connection. */
final class TransparencyServer implements AutoCloseable {

  /** What to do with a request whose head has been read. */
  @FunctionalInterface
  interface Script {
    void respond(TransparencyExchange exchange) throws Exception;
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
        TransparencyExchange exchange =
            new TransparencyExchange(socket, connection.seen, requests.incrementAndGet(), head);
        firstRequest.countDown();
        script.respond(exchange);
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
}
