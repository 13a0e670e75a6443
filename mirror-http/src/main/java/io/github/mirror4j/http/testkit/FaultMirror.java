package io.github.mirror4j.http.testkit;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A mirror that misbehaves, to test how a service copes with a failing version under test.
 *
 * <p>It listens on a free port of 127.0.0.1, on virtual threads, until it is closed. Thread-safe.
 *
 * {@snippet class="io.github.mirror4j.http.testkit.Snippets" region="fault"}
 *
 * @since 0.1.0
 */
public final class FaultMirror implements AutoCloseable {

  private static final int BODY_LIMIT = RecordingMirror.BODY_LIMIT;

  /**
   * The current behaviour.
   *
   * @param fault null if the mirror is healthy or merely slow
   */
  private record Conduct(@Nullable Fault fault, Misbehaviour misbehaviour, boolean wellFormed) {

    static Conduct of(Fault fault) {
      return new Conduct(fault, fault.misbehaviour(), fault.isWellFormed());
    }

    static Conduct responding(Response response) {
      return new Conduct(null, Misbehaviour.respond(response), true);
    }

    boolean isOpen() {
      return fault != Fault.REFUSES && fault != Fault.BLACK_HOLE;
    }
  }

  private final TestPort port = new TestPort("mirror4j-testkit-fault", BODY_LIMIT, this::serve);
  private final ReentrantLock lock = new ReentrantLock();
  private final Set<Connection> suffering = new HashSet<>();
  private boolean open;
  private Conduct conduct = Conduct.responding(Response.OK);

  private FaultMirror() {}

  /**
   * Starts a mirror with a fault.
   *
   * @param fault the fault
   * @return the running mirror
   * @throws java.io.UncheckedIOException if it cannot listen on a port
   */
  public static FaultMirror of(Fault fault) {
    requireNonNull(fault, "fault");
    FaultMirror mirror = new FaultMirror();
    mirror.behave(Conduct.of(fault));
    return mirror;
  }

  /**
   * Starts a mirror that responds with status 200 after a delay.
   *
   * @param delay the delay before each response, at least 0
   * @return the running mirror
   * @throws IllegalArgumentException if the delay is negative
   * @throws java.io.UncheckedIOException if it cannot listen on a port
   */
  public static FaultMirror slow(Duration delay) {
    Conduct slow = Conduct.responding(Response.OK.after(requireNonNull(delay, "delay")));
    FaultMirror mirror = new FaultMirror();
    mirror.behave(slow);
    return mirror;
  }

  /**
   * Starts a mirror that responds to all requests with status 200, until {@link #become(Fault)} is
   * called.
   *
   * @return the running mirror
   * @throws java.io.UncheckedIOException if it cannot listen on a port
   */
  public static FaultMirror healthy() {
    FaultMirror mirror = new FaultMirror();
    mirror.heal();
    return mirror;
  }

  /**
   * Returns the address of this mirror, which never changes.
   *
   * @return a URI with scheme http, without path
   */
  public URI uri() {
    return port.uri();
  }

  /**
   * Returns the number of connections accepted so far, including closed ones.
   *
   * @return 0 or more
   */
  public long connections() {
    return port.accepted();
  }

  /**
   * Changes the fault of this mirror. Connections on which it currently misbehaves are closed. For
   * {@link Fault#REFUSES} and {@link Fault#BLACK_HOLE}, all connections are closed.
   *
   * @param fault the new fault
   * @throws IllegalStateException if this mirror is closed
   */
  public void become(Fault fault) {
    behave(Conduct.of(requireNonNull(fault, "fault")));
  }

  /**
   * Makes this mirror healthy: it responds to all requests with status 200, at the same address.
   * Connections on which it currently misbehaves are closed.
   *
   * @throws IllegalStateException if this mirror is closed
   */
  public void heal() {
    behave(Conduct.responding(Response.OK));
  }

  /** Closes all connections and releases the port. Further calls have no effect. */
  @Override
  public void close() {
    port.close();
  }

  private void behave(Conduct next) {
    lock.lock();
    try {
      conduct = next;
      turnPort(next);
      suffering.forEach(TestPort::closeQuietly);
    } finally {
      lock.unlock();
    }
  }

  private void turnPort(Conduct next) {
    if (next.fault() == Fault.REFUSES) {
      port.shut();
    } else if (next.fault() == Fault.BLACK_HOLE) {
      port.saturate();
    } else if (!open) {
      port.open();
    }
    open = next.isOpen();
  }

  private void serve(Connection connection) throws IOException, InterruptedException {
    try {
      if (begin(connection, false).fault() == Fault.NEVER_READS) {
        connection.pause(Misbehaviour.UNREAD);
        return;
      }
      boolean usable = true;
      while (usable) {
        RecordedCopy request = connection.read();
        usable = request != null && begin(connection, true).misbehaviour().on(connection, request);
      }
    } finally {
      end(connection);
    }
  }

  /** What to do now with a connection; noted as suffering if that is no proper HTTP. */
  private Conduct begin(Connection connection, boolean requestRead) {
    lock.lock();
    try {
      if (requestRead ? !conduct.wellFormed() : conduct.fault() == Fault.NEVER_READS) {
        suffering.add(connection);
      }
      return conduct;
    } finally {
      lock.unlock();
    }
  }

  private void end(Connection connection) {
    lock.lock();
    try {
      suffering.remove(connection);
    } finally {
      lock.unlock();
    }
  }
}
