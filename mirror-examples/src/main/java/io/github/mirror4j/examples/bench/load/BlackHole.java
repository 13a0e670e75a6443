package io.github.mirror4j.examples.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * An address that drops what comes: its backlog is full and nobody accepts, so that the kernel
 * leaves every SYN without a reply.
 */
final class BlackHole {

  private static final int TRIES = 16;
  private static final int PATIENCE_MILLIS = 200;

  private final ServerSocketChannel listener = ServerSocketChannel.open();
  private final List<SocketChannel> backlog = new ArrayList<>();

  BlackHole() throws IOException, InterruptedException {
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
    for (int i = 0; i < TRIES; i++) {
      SocketChannel filler = SocketChannel.open();
      backlog.add(filler);
      filler.configureBlocking(false);
      filler.connect(listener.getLocalAddress());
      Thread.sleep(PATIENCE_MILLIS);
      if (!filler.finishConnect()) {
        return;
      }
    }
    throw new IOException("a listener's backlog did not fill, so nothing can be black-holed");
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + listener.socket().getLocalPort());
  }
}
