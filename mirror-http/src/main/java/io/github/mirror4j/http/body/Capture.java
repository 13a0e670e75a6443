package io.github.mirror4j.http.body;

import io.github.mirror4j.http.stats.DropReason;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Collects the bytes of one body: of one subscription to the primary's, or of a response's.
 *
 * <p>Goal: hold no byte that is not counted in the budget, and give each back exactly once. Bytes
 * are added by the thread that publishes the body; at the same time another may give the capture
 * up, because the primary was cancelled or nobody reads the response. No thread waits for another:
 *
 * <ul>
 *   <li>only the thread that moves the state from OPEN may use the chunks;
 *   <li>a thread that gives up while bytes are being added sets DOOMED, and the adding thread
 *       cleans up;
 *   <li>a publisher that breaks its contract and publishes from two threads at once dooms the
 *       capture, so that bytes in disorder are neither sent nor compared.
 * </ul>
 */
public final class Capture {

  private static final int OPEN = 0;
  private static final int ADDING = 1;
  private static final int DOOMED = 2;
  private static final int GONE = 3;

  private static final int MIN_CHUNK = 1024;
  private static final int MAX_CHUNK = 16 * 1024;

  private final AtomicInteger state = new AtomicInteger(OPEN);
  private final ByteBudget budget;
  private final long limit;
  private final List<byte[]> full = new ArrayList<>();
  private byte @Nullable [] tail;
  private int tailLength;
  private long length;
  private long reserved;
  private volatile boolean spoilt;

  /**
   * Creates a capture without bytes.
   *
   * @param budget where each byte is counted
   * @param limit the most bytes of a body
   */
  public Capture(ByteBudget budget, long limit) {
    this.budget = budget;
    this.limit = limit;
  }

  /**
   * Adds what remains in the buffer, which is left as it is.
   *
   * @param buffer the bytes
   * @return why the capture had to be given up, or null
   */
  public @Nullable DropReason add(ByteBuffer buffer) {
    if (!state.compareAndSet(OPEN, ADDING)) {
      giveUp();
      return null;
    }
    DropReason reason;
    try {
      reason = append(buffer.duplicate());
    } catch (Throwable e) {
      // Probably out of memory. The primary must go on, and no incomplete copy may be kept.
      reason = DropReason.MEMORY_FULL;
    }
    if (reason != null) {
      state.set(GONE);
      free();
    } else if (!state.compareAndSet(ADDING, OPEN)) {
      state.set(GONE);
      free();
    }
    return reason;
  }

  /** Bytes are missing, and there was no room on the stack to forget the others. */
  void spoil() {
    spoilt = true;
  }

  /** Forgets the bytes; does nothing when they were handed over or forgotten before. */
  public void giveUp() {
    // Tries again if the adding thread moved the state meanwhile.
    for (int seen = state.get(); seen == OPEN || seen == ADDING; seen = state.get()) {
      if (state.compareAndSet(seen, seen == OPEN ? GONE : DOOMED)) {
        if (seen == OPEN) {
          free();
        }
        return;
      }
    }
  }

  /**
   * Hands the bytes over, if there are as many as declared.
   *
   * @param declared the declared length; negative where it is not known
   * @return the body; null where the capture was given up or is not whole
   */
  public @Nullable CapturedBody complete(long declared) {
    if (!state.compareAndSet(OPEN, GONE)) {
      return null;
    }
    if (spoilt || (declared >= 0 && declared != length)) {
      free();
      return null;
    }
    try {
      trimTail();
      List<byte[]> chunks = List.copyOf(full);
      forget();
      return new CapturedBody(budget, chunks, length, reserved, declared >= 0);
    } catch (Throwable e) {
      free();
      return null;
    }
  }

  /** The body is published as it lies here, so its last chunk must not be longer than the body. */
  private void trimTail() {
    if (tail == null) {
      return;
    }
    byte[] last = tailLength < tail.length ? Arrays.copyOf(tail, tailLength) : tail;
    int unused = tail.length - last.length;
    full.add(last);
    budget.release(unused);
    reserved -= unused;
  }

  private @Nullable DropReason append(ByteBuffer bytes) {
    if (length + bytes.remaining() > limit) {
      return DropReason.BODY_TOO_LARGE;
    }
    length += bytes.remaining();
    while (bytes.hasRemaining()) {
      byte[] chunk = tail;
      if (chunk == null || tailLength == chunk.length) {
        chunk = nextChunk(bytes.remaining());
        if (chunk == null) {
          return DropReason.MEMORY_FULL;
        }
      }
      int count = Math.min(bytes.remaining(), chunk.length - tailLength);
      bytes.get(chunk, tailLength, count);
      tailLength += count;
    }
    return null;
  }

  private byte @Nullable [] nextChunk(int wanted) {
    int size = Math.clamp(wanted, MIN_CHUNK, MAX_CHUNK);
    if (!budget.tryReserve(size)) {
      return null;
    }
    reserved += size;
    if (tail != null) {
      full.add(tail);
    }
    tail = new byte[size];
    tailLength = 0;
    return tail;
  }

  private void free() {
    forget();
    budget.release(reserved);
    reserved = 0;
  }

  /** The caller may keep its response for long, and with it the request and this capture. */
  private void forget() {
    full.clear();
    tail = null;
  }
}
