package io.github.mirror4j.examples.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The least that a copy can cost: prepared bytes, written to a socket, and one read of the
 * response, of which only the last word is checked. There are no rules, no deadline and no HTTP; it
 * only shows where the floor is.
 */
final class BareSocketClient implements CallerClient {

  private static final int MAX_READ = 16 << 10;

  private final HttpClient primary;
  private final URI mirror;
  private final byte[] request;
  private final Queue<Socket> idle = new ConcurrentLinkedQueue<>();
  private final LimitedCopies copies = new LimitedCopies(this::exchange);

  BareSocketClient(HttpClient primary, URI mirror) {
    this.primary = primary;
    this.mirror = mirror;
    request =
        "GET /orders/4711 HTTP/1.1\r\nHost: %s\r\n\r\n"
            .formatted(mirror.getAuthority())
            .getBytes(ISO_8859_1);
  }

  @Override
  public void send(HttpRequest request) throws IOException, InterruptedException {
    copies.start();
    PlainClient.send(primary, request);
  }

  private void exchange() throws IOException {
    Socket socket = idle.poll();
    if (socket == null) {
      socket = new Socket(mirror.getHost(), mirror.getPort());
      socket.setTcpNoDelay(true);
    }
    socket.getOutputStream().write(request);
    byte[] response = new byte[MAX_READ];
    int read = socket.getInputStream().read(response);
    if (read > 1 && response[read - 2] == 'o' && response[read - 1] == 'k') {
      idle.add(socket);
    } else {
      socket.setSoLinger(true, 0);
      socket.close();
    }
  }

  @Override
  public Map<String, Long> copies() {
    return copies.counts();
  }

  @Override
  public long held() {
    return copies.held();
  }

  @Override
  public void settle() {}

  @Override
  public void close() {
    for (Socket socket = idle.poll(); socket != null; socket = idle.poll()) {
      try {
        socket.close();
      } catch (IOException e) {
        // It is of no more use, whatever it says.
      }
    }
    primary.shutdownNow();
  }
}
