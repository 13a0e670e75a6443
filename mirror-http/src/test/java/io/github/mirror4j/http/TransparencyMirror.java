package io.github.mirror4j.http;

import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The states of the mirror under which callers must see no difference. */
enum TransparencyMirror {
  HEALTHY(() -> RecordingServer.answering("mirror").uri()),
  REFUSED(() -> URI.create("http://127.0.0.1:1")),
  HUNG(() -> RawServer.doing(TransparencyMirror::readOn).uri()),
  BLACK_HOLED(TransparencyMirror::blackHole);

  /** Sockets of the black hole, which must not be collected. */
  private static final List<Object> KEPT = new ArrayList<>();

  private final Supplier<@Nullable URI> server;
  private @Nullable URI uri;
  private boolean started;

  TransparencyMirror(Supplier<@Nullable URI> server) {
    this.server = server;
  }

  /** Where it is, one for the whole suite; null where this machine can't have such a server. */
  synchronized @Nullable URI uri() {
    if (!started) {
      started = true;
      uri = server.get();
    }
    return uri;
  }

  /** Wraps a client so that every request is mirrored here. */
  MirroringHttpClient wrap(HttpClient client) {
    URI target = uri();
    if (target == null) {
      throw new IllegalStateException("no such mirror here: " + this);
    }
    return builder(client, target).build();
  }

  static MirroringHttpClient.Builder builder(HttpClient client, URI mirror) {
    RouteRule rule =
        RouteRule.builder("all").destination("*").mirror(Mirror.to(mirror).percentage(100)).build();
    return MirroringHttpClient.builder(client)
        .rules(rule)
        .maxConcurrentCopies(1000)
        .maxConcurrentCopiesInTotal(1000)
        .withoutBackOff()
        .closeGrace(Duration.ZERO);
  }

  private static void readOn(Socket connection) throws IOException {
    // Never an answer, but the end is noticed.
    connection.getInputStream().transferTo(OutputStream.nullOutputStream());
  }

  /** A port whose backlog is full, so that further connections are neither made nor refused. */
  private static @Nullable URI blackHole() {
    try {
      ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      KEPT.add(server);
      for (int i = 0; i < 16; i++) {
        Socket filler = new Socket();
        KEPT.add(filler);
        filler.connect(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort()), 300);
      }
      return null;
    } catch (SocketTimeoutException e) {
      ServerSocket server = (ServerSocket) KEPT.get(0);
      return URI.create("http://127.0.0.1:" + server.getLocalPort());
    } catch (IOException e) {
      return null;
    }
  }
}
