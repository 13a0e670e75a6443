package io.github.mirror4j.examples.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** One connection of a {@link SelectorServer}; used by its thread only. */
final class Connection {

  /** Size of a huge response's body. */
  static final int HUGE = 10 << 20;

  private static final byte[] SHORT_RESPONSE = response(2, "ok");
  private static final byte[] HUGE_HEAD = response(HUGE, "");
  private static final ByteBuffer ZEROES = ByteBuffer.allocateDirect(64 << 10);

  private final SocketChannel channel;
  private final OnRequest onRequest;
  private final ByteBuffer in = ByteBuffer.allocateDirect(16 << 10);
  private final RequestReader reader = new RequestReader();
  private @Nullable SelectionKey key;
  private long toWrite;

  /** What is done with a request that has come whole. */
  interface OnRequest {
    void accept(Connection connection) throws IOException;
  }

  Connection(SocketChannel channel, OnRequest onRequest) throws IOException {
    this.channel = channel;
    this.onRequest = onRequest;
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
  }

  void register(Selector selector) throws IOException {
    key = channel.register(selector, SelectionKey.OP_READ, this);
  }

  void handle() throws IOException {
    if (toWrite > 0) {
      writeOn();
      return;
    }
    int read = channel.read(in);
    if (read < 0) {
      close();
      return;
    }
    in.flip();
    while (channel.isOpen() && reader.takeRequest(in)) {
      onRequest.accept(this);
    }
    in.compact();
  }

  void respondShortly() throws IOException {
    channel.write(ByteBuffer.wrap(SHORT_RESPONSE));
  }

  void respondHugely() throws IOException {
    channel.write(ByteBuffer.wrap(HUGE_HEAD));
    toWrite = HUGE;
    writeOn();
  }

  /** Ends the connection with a RST. */
  void reset() throws IOException {
    channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    channel.close();
  }

  void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // It is gone, as it should.
    }
  }

  private void writeOn() throws IOException {
    int written = 1;
    while (toWrite > 0 && written > 0) {
      written = channel.write(ZEROES.slice(0, (int) Math.min(toWrite, ZEROES.capacity())));
      toWrite -= written;
    }
    requireNonNull(key).interestOps(toWrite > 0 ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
  }

  private static byte[] response(int length, String body) {
    return "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(length, body)
        .getBytes(ISO_8859_1);
  }
}
