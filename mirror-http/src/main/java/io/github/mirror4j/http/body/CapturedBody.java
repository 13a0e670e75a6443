package io.github.mirror4j.http.body;

import java.net.http.HttpRequest.BodyPublisher;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The whole body of a request, shared by the copies of one primary, with the memory that counts for
 * other parts of the request; or the whole body of a response, which has one holder.
 *
 * <p>The memory is given back to the budget when the last copy lets go of it. After that, no
 * remnant of a copy holds the bytes, such as the request that an idle connection keeps.
 */
public final class CapturedBody {

  /** The body of a request that has none. */
  public static final CapturedBody NONE =
      new CapturedBody(new ByteBudget(0), List.of(), 0, 0, true, true);

  private final ByteBudget budget;
  private volatile List<byte[]> chunks;
  private final long length;
  private final long reserved;
  private final boolean lengthKnown;
  private final boolean none;
  private final AtomicInteger holders = new AtomicInteger(1);

  /**
   * Creates a body with one holder.
   *
   * @param budget where its memory is counted
   * @param chunks its bytes
   * @param length how many these are
   * @param reserved how many bytes are taken of the budget
   * @param lengthKnown whether the primary declared the length
   */
  public CapturedBody(
      ByteBudget budget, List<byte[]> chunks, long length, long reserved, boolean lengthKnown) {
    this(budget, chunks, length, reserved, lengthKnown, false);
  }

  private CapturedBody(
      ByteBudget budget,
      List<byte[]> chunks,
      long length,
      long reserved,
      boolean lengthKnown,
      boolean none) {
    this.budget = budget;
    this.chunks = chunks;
    this.length = length;
    this.reserved = reserved;
    this.lengthKnown = lengthKnown;
    this.none = none;
  }

  /** {@return a hash of the bytes (FNV-1a); takes about a millisecond for a megabyte} */
  public long hash() {
    long hash = 0xcbf29ce484222325L;
    for (byte[] chunk : chunks) {
      for (byte each : chunk) {
        hash = (hash ^ (each & 0xff)) * 0x100000001b3L;
      }
    }
    return hash;
  }

  /** {@return the number of bytes} */
  public long length() {
    return length;
  }

  /** {@return how many bytes of the budget it holds} */
  public long memory() {
    return reserved;
  }

  /** {@return whether this is the body of a request that has none} */
  public boolean isNone() {
    return none;
  }

  /**
   * Returns the same body, holding more of the budget, in place of this one.
   *
   * @param more how many bytes more
   * @param from the budget
   * @return the body; null where the budget has not so much left, and this one holds what it held
   */
  public @Nullable CapturedBody holding(long more, ByteBudget from) {
    if (more == 0) {
      return this;
    }
    CapturedBody next = new CapturedBody(from, chunks, length, reserved + more, lengthKnown, none);
    return from.tryReserve(more) ? next : null;
  }

  /**
   * The same body in one array, in place of this one; null where the budget has no room for it, and
   * this one is let go of. For a body that has one holder.
   */
  @Nullable CapturedBody joined() {
    List<byte[]> parts = chunks;
    if (parts.size() < 2) {
      return this;
    }
    CapturedBody joined = null;
    if (budget.tryReserve(length)) {
      try {
        byte[] all = new byte[(int) length];
        int start = 0;
        for (byte[] part : parts) {
          System.arraycopy(part, 0, all, start, part.length);
          start += part.length;
        }
        joined = new CapturedBody(budget, List.of(all), length, length, lengthKnown);
      } catch (OutOfMemoryError e) {
        budget.release(length);
      }
    }
    release();
    return joined;
  }

  /** The bytes of a body that is joined, as they lie. */
  byte[] bytes() {
    List<byte[]> parts = chunks;
    return parts.isEmpty() ? new byte[0] : parts.get(0);
  }

  /** {@return all bytes, in an array of the caller's} */
  public byte[] copy() {
    byte[] all = new byte[(int) length];
    int start = 0;
    for (byte[] part : chunks) {
      System.arraycopy(part, 0, all, start, part.length);
      start += part.length;
    }
    return all;
  }

  /**
   * Adds holders to the first; each calls {@link #release()} once.
   *
   * @param more how many
   */
  public void hold(int more) {
    if (reserved > 0) {
      holders.addAndGet(more);
    }
  }

  /** Lets go of the body, for one holder. */
  public void release() {
    if (reserved > 0 && holders.decrementAndGet() == 0) {
      chunks = List.of();
      budget.release(reserved);
    }
  }

  /**
   * Returns a publisher of the bytes, which makes no copy of the whole. A length that the primary
   * did not declare (chunked transfer) is not declared by the copy either.
   *
   * @return the publisher
   */
  public BodyPublisher publisher() {
    return new ChunkPublisher(() -> chunks, lengthKnown && length > 0 ? length : -1);
  }
}
