package io.github.mirror4j.http.body;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow.Subscriber;

/**
 * A stream whose bytes are handed over once they were written. Its writer sees the same exceptions
 * as without. Only the writer knows when the body is complete: closing the stream does not say so.
 */
public final class TappedOutput extends FilterOutputStream {

  private final Subscriber<ByteBuffer> along;
  private final byte[] one = new byte[1];

  /**
   * Creates a stream.
   *
   * @param out the stream to write to
   * @param along receives the bytes, and the failure to write them; never throws
   */
  public TappedOutput(OutputStream out, Subscriber<ByteBuffer> along) {
    super(out);
    this.along = along;
  }

  @Override
  public void write(int b) throws IOException {
    try {
      out.write(b);
    } catch (Throwable e) {
      along.onError(e);
      throw e;
    }
    one[0] = (byte) b;
    pass(one, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (Throwable e) {
      along.onError(e);
      throw e;
    }
    pass(bytes, offset, length);
  }

  /** Does not flush first, as the superclass would: that is up to the stream. */
  @Override
  public void close() throws IOException {
    out.close();
  }

  /** The writer must not notice what cannot be handed over: the body is incomplete then. */
  private void pass(byte[] bytes, int offset, int length) {
    try {
      along.onNext(ByteBuffer.wrap(bytes, offset, length));
    } catch (Throwable e) {
      along.onError(e);
    }
  }
}
