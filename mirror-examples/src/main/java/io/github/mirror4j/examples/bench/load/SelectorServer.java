package io.github.mirror4j.examples.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An HTTP/1.1 server that costs little: one thread, one selector, no parsing beyond the end of a
 * request.
 */
final class SelectorServer implements Runnable {

  private static final int BACKLOG = 4096;
  private static final long DELAY = TimeUnit.MILLISECONDS.toNanos(200);

  private final MirrorState state;
  private final Selector selector = Selector.open();
  private final ServerSocketChannel listener = ServerSocketChannel.open();
  private final Queue<Due> delayed = new ArrayDeque<>();
  private final AtomicLong requests = new AtomicLong();

  private record Due(long time, Connection connection) {}

  private SelectorServer(MirrorState state) throws IOException {
    this.state = state;
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
    listener.configureBlocking(false);
    listener.register(selector, SelectionKey.OP_ACCEPT);
  }

  static SelectorServer start(MirrorState state) throws IOException {
    SelectorServer server = new SelectorServer(state);
    Thread.ofPlatform().daemon().name("server-" + state.word()).start(server);
    return server;
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + listener.socket().getLocalPort());
  }

  /** How many requests came, whole. */
  long requests() {
    return requests.get();
  }

  @Override
  public void run() {
    try {
      while (true) {
        selector.select(this::handle, untilDue());
        respondDelayed();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void handle(SelectionKey key) {
    try {
      if (key.isAcceptable()) {
        accept();
      } else if (key.attachment() instanceof Connection connection) {
        connection.handle();
      }
    } catch (IOException e) {
      // The other side went away, or descriptors have run out: the next one may do better.
      if (key.attachment() instanceof Connection connection) {
        connection.close();
      }
    }
  }

  private void accept() throws IOException {
    for (SocketChannel next = listener.accept(); next != null; next = listener.accept()) {
      new Connection(next, this::respond).register(selector);
    }
  }

  private void respond(Connection connection) throws IOException {
    requests.incrementAndGet();
    switch (state) {
      case HEALTHY -> connection.respondShortly();
      case SLOW -> delayed.add(new Due(System.nanoTime() + DELAY, connection));
      case HUGE -> connection.respondHugely();
      case RESETTING -> connection.reset();
      default -> {
        // It hangs: the caller waits.
      }
    }
  }

  private long untilDue() {
    Due next = delayed.peek();
    if (next == null) {
      return 0;
    }
    return Math.max(1, TimeUnit.NANOSECONDS.toMillis(next.time() - System.nanoTime()));
  }

  private void respondDelayed() {
    long now = System.nanoTime();
    for (Due next = delayed.peek(); next != null; next = delayed.peek()) {
      if (next.time() - now > 0) {
        return;
      }
      delayed.remove();
      try {
        next.connection().respondShortly();
      } catch (IOException e) {
        next.connection().close();
      }
    }
  }
}
