package io.github.mirror4j.http.testkit;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Looks at a mirror from below HTTP, on one connection. */
final class Wire implements AutoCloseable {

  /** As long as nothing is expected to happen; if it were shorter, no test would turn red. */
  static final Duration QUIET = Duration.ofMillis(200);

  private final Socket socket;
  private final InputStream in;

  Wire(URI uri) throws IOException {
    socket = new Socket(uri.getHost(), uri.getPort());
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** Asks, and gives the next bytes of the response, fewer if it ends before. */
  String ask(int bytes) throws IOException {
    send();
    socket.setSoTimeout((int) Client.PATIENCE.toMillis());
    return new String(in.readNBytes(bytes), StandardCharsets.ISO_8859_1);
  }

  /** Asks, and gives the response up to the end of its head. */
  String askForHead() throws IOException {
    StringBuilder head = new StringBuilder(ask(4));
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append(new String(in.readNBytes(1), StandardCharsets.ISO_8859_1));
    }
    return head.toString();
  }

  /** Whether nothing is said for a while. */
  boolean isSilent() throws IOException {
    socket.setSoTimeout((int) QUIET.toMillis());
    try {
      in.read();
      return false;
    } catch (SocketTimeoutException e) {
      return true;
    }
  }

  void send() throws IOException {
    socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  static InetSocketAddress address(URI uri) {
    return new InetSocketAddress(uri.getHost(), uri.getPort());
  }

  /** How many bytes of a request the other side takes before it takes none for a while. */
  static int taken(URI uri, int bytes, Duration patience) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes);
    String head = "POST / HTTP/1.1\r\nContent-Length: " + bytes + "\r\n\r\n";
    buffer.put(head.getBytes(StandardCharsets.US_ASCII)).rewind();
    try (Selector selector = Selector.open();
        SocketChannel channel = SocketChannel.open(address(uri))) {
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_WRITE);
      while (buffer.hasRemaining() && selector.select(patience.toMillis()) > 0) {
        selector.selectedKeys().clear();
        channel.write(buffer);
      }
    }
    return buffer.position();
  }

  /** Whether a connection is made, refused, or neither. */
  static String connect(URI uri) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(address(uri), (int) QUIET.toMillis());
      return "made";
    } catch (ConnectException e) {
      return "refused";
    } catch (SocketTimeoutException e) {
      return "neither";
    }
  }
}
