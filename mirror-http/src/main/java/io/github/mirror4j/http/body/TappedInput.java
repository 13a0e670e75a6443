package io.github.mirror4j.http.body;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow.Subscriber;

/**
 * A stream whose bytes are handed over as they are read. Its reader sees the same bytes, results
 * and exceptions as without.
 *
 * <p>The body is complete when the reader sees the end of the stream. Bytes that are skipped or
 * read twice make it incomplete, and so does a reader that stops early.
 */
public final class TappedInput extends FilterInputStream {

  private final Subscriber<ByteBuffer> along;
  private final byte[] one = new byte[1];

  /**
   * Creates a stream.
   *
   * @param in the stream to read from
   * @param along receives the bytes, and the end; never throws
   */
  public TappedInput(InputStream in, Subscriber<ByteBuffer> along) {
    super(in);
    this.along = along;
  }

  @Override
  public int read() throws IOException {
    int read;
    try {
      read = in.read();
    } catch (Throwable e) {
      along.onError(e);
      throw e;
    }
    if (read < 0) {
      along.onComplete();
    } else {
      one[0] = (byte) read;
      pass(one, 0, 1);
    }
    return read;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read;
    try {
      read = in.read(bytes, offset, length);
    } catch (Throwable e) {
      along.onError(e);
      throw e;
    }
    if (read < 0) {
      along.onComplete();
    } else {
      pass(bytes, offset, read);
    }
    return read;
  }

  @Override
  public long skip(long n) throws IOException {
    along.onError(new IOException("skipped"));
    return in.skip(n);
  }

  @Override
  public void reset() throws IOException {
    along.onError(new IOException("read twice"));
    in.reset();
  }

  @Override
  public void close() throws IOException {
    along.onError(new IOException("closed")); // Nothing happens if the body is complete.
    in.close();
  }

  /** The reader must not notice what cannot be handed over: the body is incomplete then. */
  private void pass(byte[] bytes, int offset, int length) {
    try {
      along.onNext(ByteBuffer.wrap(bytes, offset, length));
    } catch (Throwable e) {
      along.onError(e);
    }
  }
}
