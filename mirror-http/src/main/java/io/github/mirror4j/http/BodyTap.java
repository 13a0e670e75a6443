package io.github.mirror4j.http;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.http.body.TappedInput;
import io.github.mirror4j.http.body.TappedOutput;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Takes the bytes of a body while your code or another client sends or receives them: the body of a
 * request that is described to {@link MirrorEngine#mirror}, or of the response that {@link
 * MirroredCall#responding} announces.
 *
 * <p>What is written is copied within the limits of the engine, or ignored if the engine does not
 * need it. No method blocks, and none throws because of what mirroring does. The parts of a body
 * are written one after the other; they may be written on different threads. Instead of writing,
 * pass a stream through the tap: {@link #reading} or {@link #writing}.
 *
 * @since 0.1.0
 */
public final class BodyTap implements BodyPublisher {

  /** Null before the body is read; then its reader, and at the end {@link #OVER}. */
  private static final Subscriber<ByteBuffer> UNREAD = new Nobody();

  private static final Subscriber<ByteBuffer> OVER = new Nobody();

  private final long contentLength;
  private final AtomicReference<Subscriber<? super ByteBuffer>> reader =
      new AtomicReference<>(UNREAD);
  private long written;

  /** Creates a tap for a body whose length is not known beforehand. */
  public BodyTap() {
    this(-1);
  }

  /**
   * Creates a tap for a body.
   *
   * @param contentLength the length in bytes; negative if it is not known beforehand. A copy with
   *     this body declares the length as the primary does. A body of another length is not copied
   */
  public BodyTap(long contentLength) {
    this.contentLength = contentLength;
  }

  /** A tap that nobody reads. */
  static BodyTap unread() {
    BodyTap tap = new BodyTap();
    tap.reader.set(OVER);
    return tap;
  }

  /** Returns the length that was given to the constructor. */
  @Override
  public long contentLength() {
    return contentLength;
  }

  /**
   * Returns whether the engine needs the body. If not, there is no need to read it along.
   *
   * @return false if the body is not wanted, or is over
   */
  public boolean isRead() {
    return !(reader.get() instanceof Nobody);
  }

  /**
   * Takes a part of the body.
   *
   * @param part the bytes between position and limit; they are copied, and the buffer is left as it
   *     is
   */
  public void write(ByteBuffer part) {
    written += part.remaining();
    try {
      requireNonNull(reader.get()).onNext(part.asReadOnlyBuffer());
    } catch (Throwable e) {
      end().onError(e); // Out of memory, most likely: a part is missing.
    }
  }

  /**
   * Takes a part of the body.
   *
   * @param bytes an array, of which a copy is made
   * @param offset where the part begins
   * @param length how many bytes it has
   * @throws IndexOutOfBoundsException if the part is not within the array
   */
  public void write(byte[] bytes, int offset, int length) {
    write(ByteBuffer.wrap(bytes, offset, length));
  }

  /**
   * Returns a stream that reads the same bytes and writes them to this tap. The body is complete
   * when its reader sees the end of the stream. It has failed when reading does, when bytes are
   * skipped or read twice, or when the stream is closed before its end.
   *
   * @param in the stream to read from
   * @return the stream to read the body from; reading and closing it reads and closes {@code in}
   */
  public InputStream reading(InputStream in) {
    return new TappedInput(requireNonNull(in, "in"), new Along());
  }

  /**
   * Returns a stream that writes the same bytes, and then writes them to this tap. The body has
   * failed when writing does. Call {@link #complete()} when the whole body is written.
   *
   * @param out the stream to write to
   * @return the stream to write the body to; writing, flushing and closing it does the same to
   *     {@code out}
   */
  public OutputStream writing(OutputStream out) {
    return new TappedOutput(requireNonNull(out, "out"), new Along());
  }

  /** The body is complete. Nothing is taken after that. */
  public void complete() {
    end().onComplete();
  }

  /**
   * The body ends before it is complete. Nothing is taken after that, and nothing is sent of it. If
   * as many bytes were written as were declared, the body is complete all the same, because a
   * reader of a body of known length need not look for its end.
   *
   * @param cause why
   */
  public void fail(Throwable cause) {
    requireNonNull(cause, "cause");
    if (contentLength >= 0 && written == contentLength) {
      complete();
    } else {
      end().onError(cause);
    }
  }

  private Subscriber<? super ByteBuffer> end() {
    return requireNonNull(reader.getAndSet(OVER));
  }

  /** Lets the library read. A body can be read once, from its start. */
  @Override
  public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
    requireNonNull(subscriber, "subscriber");
    boolean isFirst = reader.compareAndSet(UNREAD, subscriber);
    subscriber.onSubscribe(new Reading());
    if (!isFirst) {
      subscriber.onError(new IllegalStateException("read already, or over"));
    }
  }

  /** The reader gets every part as it comes, so only a cancellation matters. */
  private final class Reading implements Subscription {

    @Override
    public void request(long n) {}

    @Override
    public void cancel() {
      reader.set(OVER);
    }
  }

  /** What a stream hands over. */
  private final class Along implements Subscriber<ByteBuffer> {

    @Override
    public void onSubscribe(@Nullable Subscription subscription) {}

    @Override
    public void onNext(ByteBuffer item) {
      write(item);
    }

    @Override
    public void onError(Throwable failure) {
      fail(failure);
    }

    @Override
    public void onComplete() {
      complete();
    }
  }

  private static final class Nobody implements Subscriber<ByteBuffer> {

    @Override
    public void onSubscribe(@Nullable Subscription subscription) {}

    @Override
    public void onNext(ByteBuffer item) {}

    @Override
    public void onError(Throwable throwable) {}

    @Override
    public void onComplete() {}
  }
}
