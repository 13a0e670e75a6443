package io.github.mirror4j.http.testkit;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The server's end of one connection. Closing it wakes every thread that waits here. */
final class Connection implements Closeable {

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final RequestReader reader;
  private final CountDownLatch closed = new CountDownLatch(1);

  Connection(Socket socket, int bodyLimit) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
    out = socket.getOutputStream();
    reader = new RequestReader(in, bodyLimit, () -> write("HTTP/1.1 100 Continue\r\n\r\n"));
  }

  /** The next request, or null if there will be none. */
  @Nullable RecordedCopy read() throws IOException {
    return reader.next();
  }

  void write(String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  void write(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  /** Reads and forgets whatever comes until the other side goes away. */
  void hang() throws IOException {
    in.transferTo(OutputStream.nullOutputStream());
  }

  /** Lets time pass, unless the connection is closed meanwhile. */
  void pause(Duration time) throws IOException, InterruptedException {
    if (closed.await(TimeUnit.NANOSECONDS.convert(time), TimeUnit.NANOSECONDS)) {
      throw new SocketException("closed");
    }
  }

  /** Ends the connection as a crash does. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    close();
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    socket.close();
  }
}
