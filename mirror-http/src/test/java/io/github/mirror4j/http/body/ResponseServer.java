package io.github.mirror4j.http.body;

import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.Http2Server;
import io.github.mirror4j.http.fixture.RawServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import javax.net.ssl.SSLContext;

/** Sends the same body in three ways, with a client that asks for it. */
enum ResponseServer {
  FIXED_LENGTH,
  CHUNKED,
  HTTP_2;

  static final byte[] BODY = lines(200_000);

  private static final int PART = 9_999;

  /** A server of this way, with its client. */
  record Running(RawServer server, URI uri, HttpClient client) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      server.close();
      client.shutdownNow();
    }
  }

  Running start(SSLContext tls) throws IOException {
    return switch (this) {
      case FIXED_LENGTH -> plain("Content-Length: " + BODY.length + "\r\n");
      case CHUNKED -> plain("Transfer-Encoding: chunked\r\n");
      case HTTP_2 -> overHttp2(tls);
    };
  }

  private Running plain(String header) {
    RawServer server =
        RawServer.doing(
            connection -> {
              while (!RawServer.readHead(connection).isEmpty()) {
                RawServer.write(connection, "HTTP/1.1 200 OK\r\n" + header + "\r\n");
                for (int start = 0; start < BODY.length; start += PART) {
                  String part = text(part(start));
                  RawServer.write(connection, this == CHUNKED ? chunk(part) : part);
                }
                RawServer.write(connection, this == CHUNKED ? chunk("") : "");
              }
            });
    return new Running(server, server.uri(), Fixtures.plain());
  }

  private static Running overHttp2(SSLContext tls) throws IOException {
    RawServer server =
        Http2Server.start(
            tls,
            wire -> {
              wire.settings();
              for (int stream = wire.awaitRequest(); stream > 0; stream = wire.awaitRequest()) {
                wire.acknowledge();
                wire.respond(stream, false);
                for (int start = 0; start < BODY.length; start += PART) {
                  wire.data(stream, part(start));
                }
                wire.end(stream);
              }
            });
    HttpClient client =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).sslContext(tls).build();
    return new Running(server, Http2Server.uri(server), client);
  }

  static String chunk(String part) {
    return Integer.toHexString(part.length()) + "\r\n" + part + "\r\n";
  }

  private static byte[] part(int start) {
    return Arrays.copyOfRange(BODY, start, Math.min(BODY.length, start + PART));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static byte[] lines(int length) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; text.length() < length; i++) {
      text.append("line ").append(i).append('\n');
    }
    return text.substring(0, length).getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
