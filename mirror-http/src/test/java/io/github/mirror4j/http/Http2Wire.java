package io.github.mirror4j.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The server's side of an HTTP/2 connection, frame by frame (RFC 9113), as far as tests need it.
 */
final class Http2Wire {

  static final int INITIAL_WINDOW_SIZE = 4;
  static final int MAX_CONCURRENT_STREAMS = 3;
  static final int INTERNAL_ERROR = 2;
  static final int REFUSED_STREAM = 7;

  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int PUSH_PROMISE = 5;
  private static final int PING = 6;
  private static final int GO_AWAY = 7;
  private static final int WINDOW_UPDATE = 8;
  private static final int CONTINUATION = 9;

  private static final int ACK = 1;
  private static final int END_STREAM = 1;
  private static final int END_HEADERS = 4;

  private static final int PREFACE_LENGTH = 24;
  private static final int MAX_FRAMES = 12_000;
  private static final long MAX_BYTES = 20_000_000;

  /** The header field {@code :status: 200}, from HPACK's static table. */
  private static final byte STATUS_200 = (byte) 0x88;

  private final Socket connection;
  private final DataInputStream in;
  private final OutputStream out;

  private record Frame(int type, int flags, int stream, int length) {}

  Http2Wire(Socket connection) throws IOException {
    this.connection = connection;
    in = new DataInputStream(connection.getInputStream());
    out = connection.getOutputStream();
  }

  void readPreface() throws IOException {
    in.skipNBytes(PREFACE_LENGTH);
  }

  void settings() throws IOException {
    write(SETTINGS, 0, 0);
  }

  void settings(int name, int value) throws IOException {
    write(SETTINGS, 0, 0, ByteBuffer.allocate(6).putShort((short) name).putInt(value).array());
  }

  void acknowledge() throws IOException {
    write(SETTINGS, ACK, 0);
  }

  /** The stream of the next request that has come whole; 0 at the end. */
  int awaitRequest() throws IOException {
    try {
      while (true) {
        Frame frame = read();
        if (frame.type() == DATA && frame.length() > 0) {
          byte[] more = ByteBuffer.allocate(4).putInt(frame.length()).array();
          write(WINDOW_UPDATE, 0, 0, more);
          write(WINDOW_UPDATE, 0, frame.stream(), more);
        }
        boolean isRequest = frame.type() == HEADERS || frame.type() == DATA;
        if (isRequest && (frame.flags() & END_STREAM) != 0) {
          return frame.stream();
        }
      }
    } catch (EOFException e) {
      return 0;
    }
  }

  void answer(int stream, boolean whole) throws IOException {
    write(HEADERS, END_HEADERS | (whole ? END_STREAM : 0), stream, STATUS_200);
  }

  void data(int stream, byte... bytes) throws IOException {
    write(DATA, 0, stream, bytes);
  }

  void resetStream(int stream, int error) throws IOException {
    write(RST_STREAM, 0, stream, ByteBuffer.allocate(4).putInt(error).array());
  }

  /** Promises to answer requests up to this stream, and no later ones. */
  void goAway(int stream) throws IOException {
    write(GO_AWAY, 0, 0, ByteBuffer.allocate(8).putInt(stream).putInt(0).array());
  }

  void push(int stream) throws IOException {
    // The promised stream 2, with :method GET and :path / out of HPACK's static table.
    write(PUSH_PROMISE, END_HEADERS, stream, new byte[] {0, 0, 0, 2, (byte) 0x82, (byte) 0x84});
  }

  /** As far as anybody needs to see: frames by the thousand, 20 MB at most. */
  void endlessHeaders(int stream) throws IOException {
    write(HEADERS, 0, stream, STATUS_200);
    ByteBuffer fields = ByteBuffer.allocate(16_000);
    while (fields.remaining() >= 100) {
      // A literal field that is not to be indexed: a name of one letter, a value of 96.
      fields.put((byte) 0x10).put((byte) 1).put((byte) 'a').put((byte) 96);
      fields.put("b".repeat(96).getBytes(ISO_8859_1));
    }
    endlessly(CONTINUATION, stream, Arrays.copyOf(fields.array(), fields.position()));
  }

  void endlessData(int stream) throws IOException {
    endlessly(DATA, stream, new byte[16_000]);
  }

  void endlessPings() throws IOException {
    endlessly(PING, 0, new byte[8]);
  }

  void write(String text) throws IOException {
    out.write(text.getBytes(ISO_8859_1));
    out.flush();
  }

  /** Reads whatever comes, until the other side has had enough. */
  void ignoreAll() throws IOException {
    FaultWire.waitForClose(connection);
  }

  void reset() throws IOException {
    FaultWire.reset(connection);
  }

  private void endlessly(int type, int stream, byte[] payload) throws IOException {
    long most = Math.min(MAX_FRAMES, MAX_BYTES / payload.length);
    for (long sent = 0; sent < most; sent++) {
      write(type, 0, stream, payload);
    }
  }

  private Frame read() throws IOException {
    int length = in.readUnsignedShort() << 8 | in.readUnsignedByte();
    int type = in.readUnsignedByte();
    int flags = in.readUnsignedByte();
    int stream = in.readInt() & Integer.MAX_VALUE;
    in.skipNBytes(length);
    return new Frame(type, flags, stream, length);
  }

  private void write(int type, int flags, int stream, byte... payload) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
    frame.put((byte) (payload.length >> 16)).putShort((short) payload.length);
    frame.put((byte) type).put((byte) flags).putInt(stream).put(payload);
    out.write(frame.array());
    out.flush();
  }
}
