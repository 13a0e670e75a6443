package io.github.mirror4j.http.send;

import io.github.mirror4j.http.body.ByteBudget;
import io.github.mirror4j.http.body.CapturedBody;
import io.github.mirror4j.http.body.ChunkPublisher;
import java.net.http.HttpRequest.BodyPublisher;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The body of a copy for its editor: an array of the copy's own, made when the editor asks for it,
 * and counted in the memory for bodies.
 *
 * <p>The memory is given back when the copy has ended and the editor has returned, whichever comes
 * last. Invariant: an array that is given out is counted until then.
 */
final class DraftBody implements Supplier<byte[]> {

  private static final byte[] NOT_READ = {};

  /** No memory is left. The editor is to let it through. */
  static final class MemoryFullException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MemoryFullException() {
      super("bodyMemory: full", null, false, false);
    }
  }

  private final CapturedBody captured;
  private final ByteBudget memory;
  private final AtomicInteger holders = new AtomicInteger(1);
  private long reserved;
  private byte @Nullable [] bytes;
  private boolean isEdited;
  private boolean wasRefused;

  DraftBody(CapturedBody captured, ByteBudget memory) {
    this.captured = captured;
    this.memory = memory;
  }

  /** Once the draft was edited, what was not read by then is not read any more. */
  @Override
  public synchronized byte[] get() {
    byte[] read = bytes;
    if (read != null) {
      return read;
    }
    if (isEdited) {
      return NOT_READ;
    }
    read = copy();
    bytes = read;
    return read;
  }

  private byte[] copy() {
    if (!reserve(captured.length())) {
      throw new MemoryFullException();
    }
    return captured.copy();
  }

  /** Counts so many bytes more; false where there are not so many left. */
  synchronized boolean reserve(long more) {
    if (!memory.tryReserve(more)) {
      wasRefused = true;
      return false;
    }
    reserved += more;
    return true;
  }

  /** The editor has returned. */
  synchronized void edited() {
    isEdited = true;
  }

  synchronized boolean isEditedByNow() {
    return isEdited;
  }

  synchronized boolean wasRefused() {
    return wasRefused;
  }

  /** Whether these bytes stand for the captured body, which was not asked for. */
  @SuppressWarnings("ReferenceEquality") // the very array
  boolean isUntouched(byte[] of) {
    return of == NOT_READ;
  }

  /**
   * Counts what the editor returned, unless it returned what it was given. Returns false if there
   * is no memory left.
   */
  @SuppressWarnings("ReferenceEquality") // the very array
  synchronized boolean send(byte[] edited) {
    if (edited != bytes && !reserve(edited.length)) {
      return false;
    }
    bytes = edited;
    return true;
  }

  /** Publishes what is sent, as long as it is held; null if it is empty. */
  synchronized @Nullable BodyPublisher publisher() {
    int length = bytes == null ? 0 : bytes.length;
    return length == 0 ? null : new ChunkPublisher(this::chunks, length);
  }

  private synchronized List<byte[]> chunks() {
    byte[] held = bytes;
    return held == null ? List.of() : List.of(held);
  }

  /** The editor begins, and holds it too. */
  void hold() {
    holders.incrementAndGet();
  }

  /** The copy has ended, or its editor has. */
  void release() {
    if (holders.decrementAndGet() == 0) {
      long all;
      synchronized (this) {
        all = reserved;
        reserved = 0;
        bytes = NOT_READ;
      }
      memory.release(all);
    }
  }
}
