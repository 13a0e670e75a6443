package io.github.mirror4j.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server on a free port of the loopback address that does with a connection what it is told.
 *
 * <p>Each connection has a platform thread: a virtual one that writes without end, encrypted above
 * all, would keep its carrier and hold up the callers that are to be watched.
 */
final class RawServer implements AutoCloseable {

  /** What to do with a connection; it is closed afterwards. */
  @FunctionalInterface
  interface Behaviour {
    void with(Socket connection) throws Exception;
  }

  private final ServerSocket server;
  private final AtomicInteger accepted = new AtomicInteger();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closed = new CountDownLatch(1);

  private RawServer(ServerSocket server, Behaviour behaviour) {
    this.server = server;
    Thread.ofVirtual().name("raw-server").start(() -> accept(behaviour));
  }

  static RawServer doing(Behaviour behaviour) {
    try {
      return on(new ServerSocket(0, 512, InetAddress.getLoopbackAddress()), behaviour);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A server on a socket made elsewhere, such as one that speaks TLS; closes it. */
  static RawServer on(ServerSocket socket, Behaviour behaviour) {
    return new RawServer(socket, behaviour);
  }

  /** Reads each request's head and never answers, until it is closed. */
  static RawServer hanging() {
    CountDownLatch never = new CountDownLatch(1);
    return doing(
        connection -> {
          readHead(connection);
          never.await();
        });
  }

  /** The lines up to the empty one. */
  static String readHead(Socket connection) throws IOException {
    InputStream in = connection.getInputStream();
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
      int b = in.read();
      if (b < 0) {
        break;
      }
      head.append((char) b);
    }
    return head.toString();
  }

  static void write(Socket connection, String text) throws IOException {
    connection.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    connection.getOutputStream().flush();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  int accepted() {
    return accepted.get();
  }

  int open() {
    return open.size();
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    server.close();
    for (Socket connection : open) {
      connection.close();
    }
  }

  private void accept(Behaviour behaviour) {
    while (closed.getCount() > 0) {
      try {
        Socket connection = server.accept();
        accepted.incrementAndGet();
        open.add(connection);
        if (closed.getCount() == 0) {
          connection.close(); // It came while close() was looking for open ones.
        }
        Thread.ofPlatform().daemon().start(() -> serve(connection, behaviour));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket connection, Behaviour behaviour) {
    try (connection) {
      behaviour.with(connection);
    } catch (Exception e) {
      // The other side has gone, or the server is closed: nothing to tell.
    } finally {
      open.remove(connection);
    }
  }
}
