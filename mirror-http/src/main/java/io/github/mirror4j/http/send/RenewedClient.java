package io.github.mirror4j.http.send;

import java.net.URI;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A client of ours for copies that is replaced by a new one when it has ended by itself, or when it
 * may keep too many connections.
 *
 * <p>The JDK's client keeps each idle connection for 30 s, however many there are, and offers no
 * way to close one. But a whole client can be shut down. So a client that might have more
 * connections than allowed takes no further copies, and is shut down when its last copy has ended.
 * One at a time: as long as one of them still has copies in flight, its successor is not replaced.
 * A client that has ended by itself, such as one whose selector thread met an exhausted heap, sends
 * nothing any more and is replaced at once.
 *
 * <p>Only threads of copies and the building thread use it.
 */
final class RenewedClient {

  private final Supplier<CopyClient> maker;
  private final int mostConnections;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Generation current;
  private @Nullable Generation retired;
  private boolean aborted;

  /**
   * @param mostConnections how many connections one client may have
   */
  RenewedClient(Supplier<CopyClient> maker, int mostConnections) {
    this.maker = maker;
    this.mostConnections = mostConnections;
  }

  /** One client, with what is known of its connections. */
  private static final class Generation {

    private final CopyClient client;
    private final ConnectionCount connections = new ConnectionCount();
    private int inUse;

    Generation(CopyClient client) {
      this.client = client;
    }
  }

  /** Makes the client now, so that the first copy need not. */
  void prepare() {
    lock.lock();
    try {
      Generation unused = usable();
    } finally {
      lock.unlock();
    }
  }

  /** The client for one exchange with this address. */
  ClientLease lease(URI address) {
    String origin = address.getRawAuthority();
    lock.lock();
    try {
      Generation generation = usable();
      if (generation.connections.withOneMore(origin) > mostConnections && retired == null) {
        Generation next = make();
        retire(generation);
        generation = next;
      }
      RenewedLease lease = new RenewedLease(generation, origin);
      generation.connections.started(origin);
      generation.inUse++; // Nothing may fail after this.
      return lease;
    } finally {
      lock.unlock();
    }
  }

  /** Ends what is still running; the exchanges fail. */
  void abort() {
    lock.lock();
    try {
      aborted = true;
      abort(current);
      abort(retired);
    } finally {
      lock.unlock();
    }
  }

  private Generation usable() {
    Generation generation = current;
    if (generation == null) {
      return make();
    }
    return generation.client.isTerminated() && !aborted ? make() : generation;
  }

  private Generation make() {
    Generation made = new Generation(maker.get());
    current = made;
    if (aborted) {
      made.client.abort();
    }
    return made;
  }

  private void retire(Generation generation) {
    if (generation.inUse == 0) {
      generation.client.abort();
    } else {
      retired = generation;
    }
  }

  private void ended(Generation generation, String origin, ClientLease.Use use) {
    lock.lock();
    try {
      generation.inUse--;
      generation.connections.ended(origin, use);
      if (generation.inUse == 0 && generation == retired) {
        retired = null;
        generation.client.abort();
      }
    } finally {
      lock.unlock();
    }
  }

  private static void abort(@Nullable Generation generation) {
    if (generation != null) {
      generation.client.abort();
    }
  }

  private final class RenewedLease implements ClientLease {

    private final Generation generation;
    private final String origin;

    RenewedLease(Generation generation, String origin) {
      this.generation = generation;
      this.origin = origin;
    }

    @Override
    public CopyClient client() {
      return generation.client;
    }

    @Override
    public void end(Use use) {
      ended(generation, origin, use);
    }
  }
}
