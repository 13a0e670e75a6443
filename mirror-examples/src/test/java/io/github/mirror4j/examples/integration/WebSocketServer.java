package io.github.mirror4j.examples.integration;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;

/** Accepts one WebSocket, sends it a text and waits for its end. */
record WebSocketServer(ServerSocket socket) implements AutoCloseable {

  /** What RFC 6455 has a server add to the client's key. */
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private static final String KEY = "sec-websocket-key:";

  static WebSocketServer sending(String text) throws IOException {
    WebSocketServer server =
        new WebSocketServer(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
    Thread.startVirtualThread(() -> server.serve(text));
    return server;
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/watch");
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void serve(String text) {
    try (Socket client = socket.accept();
        BufferedReader in =
            new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1));
        OutputStream out = client.getOutputStream()) {
      String key = "";
      for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
        if (line.regionMatches(true, 0, KEY, 0, KEY.length())) {
          key = line.substring(KEY.length()).strip();
        }
      }
      byte[] digest = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(UTF_8));
      String head =
          """
          HTTP/1.1 101 Switching Protocols\r
          Upgrade: websocket\r
          Connection: Upgrade\r
          Sec-WebSocket-Accept: %s\r
          \r
          """
              .formatted(Base64.getEncoder().encodeToString(digest));
      out.write(head.getBytes(ISO_8859_1));
      out.write(new byte[] {(byte) 0x81, (byte) text.length()});
      out.write(text.getBytes(UTF_8));
      out.flush();
      in.transferTo(java.io.Writer.nullWriter());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
