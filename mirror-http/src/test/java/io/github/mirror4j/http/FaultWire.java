package io.github.mirror4j.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads requests off a raw connection, and ends connections in unkind ways. */
final class FaultWire {

  private static final Pattern LENGTH = Pattern.compile("\r\ncontent-length: *([0-9]+)\r\n");

  private FaultWire() {}

  /** Reads a request whose length is declared; false at the end of the connection. */
  static boolean readRequest(Socket connection) throws IOException {
    String head = RawServer.readHead(connection);
    Matcher length = LENGTH.matcher(head.toLowerCase(Locale.ROOT));
    if (length.find()) {
      connection.getInputStream().skipNBytes(Long.parseLong(length.group(1)));
    }
    return head.endsWith("\r\n\r\n");
  }

  /** Reads whatever comes until the other side ends or resets the connection. */
  static void waitForClose(Socket connection) throws IOException {
    InputStream in = connection.getInputStream();
    while (in.read() >= 0) {
      // Nothing is expected here.
    }
  }

  /** Ends the connection with a reset. */
  static void reset(Socket connection) throws IOException {
    connection.setSoLinger(true, 0);
    connection.close();
  }
}
