package io.github.mirror4j.http.testkit;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A port of 127.0.0.1, the same for life, that is open, shut or saturated; each connection gets a
 * virtual thread.
 *
 * <p>Goal: no other process gets the port until it is closed, even while it refuses connections.
 * Invariants: {@code binding} is what holds the port at present; it changes under the lock only,
 * and the next one takes the port after the accepting thread of the last one has ended. A
 * connection is in {@code connections} or closed.
 */
final class TestPort implements AutoCloseable {

  private static final int BACKLOG = 512;
  private static final int MAX_BACKLOG = 64;
  private static final int CONNECT_TIMEOUT_MILLIS = 250;

  /** What to do with a connection; it is closed afterwards. */
  @FunctionalInterface
  interface Handler {
    void serve(Connection connection) throws IOException, InterruptedException;
  }

  /** What listens on the port. Creating the next binding closes this one. */
  private record Binding(List<? extends Closeable> sockets, @Nullable Thread acceptor) {}

  private final String name;
  private final int bodyLimit;
  private final Handler handler;
  private final ExecutorService threads;
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final AtomicLong accepted = new AtomicLong();
  private final ReentrantLock lock = new ReentrantLock();
  private volatile InetSocketAddress address;
  private Binding binding = new Binding(List.of(), null);
  private volatile boolean closed;

  /** A port that has to be opened, shut or saturated before its address is known. */
  TestPort(String name, int bodyLimit, Handler handler) {
    this.name = name;
    this.bodyLimit = bodyLimit;
    this.handler = handler;
    threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name(name + "-", 0).factory());
    try {
      InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      address = new InetSocketAddress(loopback, 0);
    } catch (UnknownHostException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI uri() {
    return URI.create("http://" + address.getAddress().getHostAddress() + ":" + address.getPort());
  }

  /** How many connections have come in so far. */
  long accepted() {
    return accepted.get();
  }

  /** Lets connections in. */
  void open() {
    rebind(
        () -> {
          ServerSocket server = listening(BACKLOG);
          Thread acceptor = Thread.ofVirtual().name(name).start(() -> accept(server));
          return new Binding(List.of(server), acceptor);
        });
  }

  /** Refuses connections and ends the present ones. */
  void shut() {
    rebind(
        () -> {
          Socket socket = new Socket();
          socket.setReuseAddress(true);
          socket.bind(address);
          address = new InetSocketAddress(address.getAddress(), socket.getLocalPort());
          return new Binding(List.of(socket), null);
        });
    closeConnections();
  }

  /** Neither accepts nor refuses: the backlog is full, where the system leaves it at that. */
  void saturate() {
    rebind(
        () -> {
          List<Closeable> sockets = new ArrayList<>(List.of(listening(1)));
          boolean full = false;
          while (!full && sockets.size() < MAX_BACKLOG) {
            Socket waiting = new Socket();
            sockets.add(waiting);
            full = !connects(waiting);
          }
          return new Binding(List.copyOf(sockets), null);
        });
    closeConnections();
  }

  /** Frees the port, ends all connections, and waits for their threads, for some seconds. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      unbind();
    } finally {
      lock.unlock();
    }
    closeConnections();
    threads.shutdownNow();
    try {
      threads.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @FunctionalInterface
  private interface Binder {
    Binding bind() throws IOException;
  }

  private void rebind(Binder binder) {
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException("mirror: closed (expected: open)");
      }
      unbind();
      binding = binder.bind();
    } catch (IOException e) {
      throw new UncheckedIOException("127.0.0.1:" + address.getPort() + " cannot be taken", e);
    } finally {
      lock.unlock();
    }
  }

  private void unbind() {
    for (Closeable socket : binding.sockets()) {
      closeQuietly(socket);
    }
    Thread acceptor = binding.acceptor();
    boolean interrupted = false;
    while (acceptor != null && acceptor.isAlive()) {
      try {
        acceptor.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void accept(ServerSocket server) {
    while (!server.isClosed()) {
      try {
        welcome(server.accept());
      } catch (IOException e) {
        LockSupport.parkNanos(1_000_000); // The file handles may be used up.
      }
    }
  }

  private void welcome(Socket socket) throws IOException {
    accepted.incrementAndGet();
    try {
      Connection connection = new Connection(socket, bodyLimit);
      connections.add(connection);
      threads.execute(() -> serve(connection));
    } catch (IOException e) {
      socket.close();
    }
  }

  private void serve(Connection connection) {
    try (connection) {
      handler.serve(connection);
    } catch (IOException | InterruptedException e) {
      // The other side is gone, or this one is being closed. Nobody could be notified.
    } finally {
      connections.remove(connection);
    }
  }

  private void closeConnections() {
    connections.forEach(TestPort::closeQuietly);
  }

  private boolean connects(Socket socket) throws IOException {
    try {
      socket.connect(address, CONNECT_TIMEOUT_MILLIS);
      return true;
    } catch (SocketTimeoutException | ConnectException e) {
      return false;
    }
  }

  private ServerSocket listening(int backlog) throws IOException {
    ServerSocket server = new ServerSocket();
    server.bind(address, backlog);
    address = new InetSocketAddress(address.getAddress(), server.getLocalPort());
    return server;
  }

  static void closeQuietly(Closeable closeable) {
    try {
      closeable.close();
    } catch (IOException e) {
      // It is not used any more in either case.
    }
  }
}
