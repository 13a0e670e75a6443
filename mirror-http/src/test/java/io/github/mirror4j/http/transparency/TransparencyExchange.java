package io.github.mirror4j.http.transparency;

import io.github.mirror4j.http.fixture.RawServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** One request, and the means to respond to it. */
final class TransparencyExchange {
  private final Socket socket;
  private final Queue<String> seen;
  private final int number;
  private final String head;
  private boolean bodyRead;

  TransparencyExchange(Socket socket, Queue<String> seen, int number, String head) {
    this.socket = socket;
    this.seen = seen;
    this.number = number;
    this.head = head;
  }

  /** Counted over all connections, from 1. */
  int number() {
    return number;
  }

  String target() {
    return head.split(" ")[1];
  }

  @Nullable String header(String name) {
    return head.lines()
        .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst()
        .orElse(null);
  }

  /** Reads the body, raw, and keeps it. */
  void readBody() throws IOException {
    if (bodyRead) {
      return;
    }
    bodyRead = true;
    String length = header("content-length");
    InputStream in = socket.getInputStream();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    if (length != null) {
      body.write(in.readNBytes(Integer.parseInt(length)));
    } else if (header("transfer-encoding") != null) {
      readChunks(in, body);
    }
    if (body.size() > 0) {
      String text = body.toString(StandardCharsets.ISO_8859_1);
      seen.add(text.length() < 300 ? text : text.length() + " bytes, hash " + text.hashCode());
    }
  }

  /** Responds and closes the connection, so that each request has one of its own. */
  void respond(int status, String body, String... headers) throws IOException {
    respondAndKeep(status, body, (String.join("\r\n", headers) + "\r\nConnection: close").strip());
    socket.close();
  }

  void respondAndKeep(int status, String body, String... headers) throws IOException {
    readBody();
    StringBuilder text = new StringBuilder("HTTP/1.1 " + status + " Status\r\n");
    for (String header : headers) {
      text.append(header).append("\r\n");
    }
    boolean bodiless = head.startsWith("HEAD ") || status == 204 || status == 304;
    text.append(bodiless ? "\r\n" : "Content-Length: " + body.length() + "\r\n\r\n" + body);
    write(text.toString());
  }

  void write(String text) throws IOException {
    RawServer.write(socket, text);
  }

  void end() throws IOException {
    socket.close();
  }

  /** Closes with a reset. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  Socket socket() {
    return socket;
  }

  /** Reads on until the client closes; what comes meanwhile is kept. */
  void awaitClose() throws IOException {
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(rest);
    } finally {
      if (rest.size() > 0) {
        seen.add(rest.toString(StandardCharsets.ISO_8859_1));
      }
    }
  }

  private static void readChunks(InputStream in, ByteArrayOutputStream body) throws IOException {
    String size = readLine(in);
    body.writeBytes(size.getBytes(StandardCharsets.ISO_8859_1));
    while (size.endsWith("\r\n")) {
      int length = Integer.parseInt(size.strip(), 16);
      body.writeBytes(in.readNBytes(length + 2)); // with the end of its line
      size = length == 0 ? "" : readLine(in);
      body.writeBytes(size.getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  /** With its end, unless the connection ended before. */
  private static String readLine(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int b = in.read(); b >= 0; b = in.read()) {
      line.append((char) b);
      if (b == '\n') {
        break;
      }
    }
    return line.toString();
  }
}
