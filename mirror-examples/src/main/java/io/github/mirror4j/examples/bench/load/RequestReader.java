package io.github.mirror4j.examples.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the end of each request in what a connection brings. */
final class RequestReader {

  private static final Pattern LENGTH =
      Pattern.compile("\r\ncontent-length: *([0-9]+)\r\n", Pattern.CASE_INSENSITIVE);

  private boolean inBody;
  private long bodyLeft;

  /** Takes one request; false, and what there was of a body taken, if more has to come first. */
  boolean takeRequest(ByteBuffer in) {
    if (!inBody && !takeHead(in)) {
      return false;
    }
    int taken = (int) Math.min(bodyLeft, in.remaining());
    in.position(in.position() + taken);
    bodyLeft -= taken;
    inBody = bodyLeft > 0;
    return !inBody;
  }

  private boolean takeHead(ByteBuffer in) {
    int end = endOfHead(in);
    if (end < 0) {
      return false;
    }
    byte[] head = new byte[end - in.position()];
    in.get(head);
    Matcher length = LENGTH.matcher(new String(head, ISO_8859_1));
    bodyLeft = length.find() ? Long.parseLong(length.group(1)) : 0;
    inBody = true;
    return true;
  }

  private static int endOfHead(ByteBuffer in) {
    for (int i = in.position() + 3; i < in.limit(); i++) {
      if (in.get(i) == '\n'
          && in.get(i - 1) == '\r'
          && in.get(i - 2) == '\n'
          && in.get(i - 3) == '\r') {
        return i + 1;
      }
    }
    return -1;
  }
}
