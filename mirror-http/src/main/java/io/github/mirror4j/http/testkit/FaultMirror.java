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
 * A mirror that misbehaves, to try on one's own service what happens when the version under test
 * does.
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
   * What it does at present.
   *
   * @param fault nothing if it is healthy or merely slow
   */
  private record Conduct(@Nullable Fault fault, Misbehaviour misbehaviour, boolean wellFormed) {

    static Conduct of(Fault fault) {
      return new Conduct(fault, fault.misbehaviour(), fault.isWellFormed());
    }

    static Conduct answering(Answer answer) {
      return new Conduct(null, Misbehaviour.answer(answer), true);
    }

    boolean isOpen() {
      return fault != Fault.REFUSES && fault != Fault.BLACK_HOLE;
    }
  }

  private final TestPort door = new TestPort("mirror4j-testkit-fault", BODY_LIMIT, this::serve);
  private final ReentrantLock lock = new ReentrantLock();
  private final Set<Connection> suffering = new HashSet<>();
  private boolean open;
  private Conduct conduct = Conduct.answering(Answer.OK);

  private FaultMirror() {}

  /**
   * Starts a mirror with a fault.
   *
   * @param fault what it does wrong
   * @return the mirror, running
   * @throws java.io.UncheckedIOException if it cannot listen
   */
  public static FaultMirror of(Fault fault) {
    requireNonNull(fault, "fault");
    FaultMirror mirror = new FaultMirror();
    mirror.behave(Conduct.of(fault));
    return mirror;
  }

  /**
   * Starts a mirror that takes its time, and answers with status 200 then.
   *
   * @param delay how long it takes for each answer, at least 0
   * @return the mirror, running
   * @throws IllegalArgumentException if the delay is negative
   * @throws java.io.UncheckedIOException if it cannot listen
   */
  public static FaultMirror slow(Duration delay) {
    Conduct slow = Conduct.answering(Answer.OK.after(requireNonNull(delay, "delay")));
    FaultMirror mirror = new FaultMirror();
    mirror.behave(slow);
    return mirror;
  }

  /**
   * Starts a mirror that answers everything with status 200, until it {@linkplain #become(Fault)
   * becomes} something else.
   *
   * @return the mirror, running
   * @throws java.io.UncheckedIOException if it cannot listen
   */
  public static FaultMirror healthy() {
    FaultMirror mirror = new FaultMirror();
    mirror.heal();
    return mirror;
  }

  /**
   * Where it is; the same for life.
   *
   * @return a URI with scheme http, without path
   */
  public URI uri() {
    return door.uri();
  }

  /**
   * How many connections it has accepted so far, whatever became of them.
   *
   * @return 0 or more
   */
  public long connections() {
    return door.accepted();
  }

  /**
   * Misbehaves like this from now on. Connections on which it misbehaves already are closed; to
   * {@linkplain Fault#REFUSES refuse} and to be a {@linkplain Fault#BLACK_HOLE black hole}, all.
   *
   * @param fault what it does wrong
   * @throws IllegalStateException if it is closed
   */
  public void become(Fault fault) {
    behave(Conduct.of(requireNonNull(fault, "fault")));
  }

  /**
   * Answers everything with status 200 from now on, at the same address. Connections on which it
   * misbehaves are closed.
   *
   * @throws IllegalStateException if it is closed
   */
  public void heal() {
    behave(Conduct.answering(Answer.OK));
  }

  /** Ends all connections and frees the port; once is enough. */
  @Override
  public void close() {
    door.close();
  }

  private void behave(Conduct next) {
    lock.lock();
    try {
      conduct = next;
      turnDoor(next);
      suffering.forEach(TestPort::closeQuietly);
    } finally {
      lock.unlock();
    }
  }

  private void turnDoor(Conduct next) {
    if (next.fault() == Fault.REFUSES) {
      door.shut();
    } else if (next.fault() == Fault.BLACK_HOLE) {
      door.jam();
    } else if (!open) {
      door.open();
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
