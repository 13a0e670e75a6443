package io.github.mirror4j.http;

import java.net.http.HttpRequest.BodyPublisher;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A request's whole body, shared by the copies of one primary, with what else of the request is
 * held for them and counted.
 *
 * <p>The memory is given back to the budget when the last copy lets go of it. From then on nothing
 * that is left of a copy, such as the request that an idle connection keeps, holds the bytes.
 */
final class CapturedBody {

  /** The body of a request that has none. */
  static final CapturedBody NONE = new CapturedBody(new ByteBudget(0), List.of(), 0, 0, true, true);

  private final ByteBudget budget;
  private volatile List<byte[]> chunks;
  private final long length;
  private final long reserved;
  private final boolean lengthKnown;
  private final boolean none;
  private final AtomicInteger holders = new AtomicInteger(1);

  CapturedBody(
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

  long length() {
    return length;
  }

  boolean isNone() {
    return none;
  }

  /**
   * The same body, holding more of the budget, in place of this one; null where the budget has not
   * so much left, and this one holds what it held.
   */
  @Nullable CapturedBody holding(long more, ByteBudget from) {
    if (more == 0) {
      return this;
    }
    CapturedBody next = new CapturedBody(from, chunks, length, reserved + more, lengthKnown, none);
    return from.tryReserve(more) ? next : null;
  }

  /** More holders than the first; each calls {@link #release()} once. */
  void hold(int more) {
    if (reserved > 0) {
      holders.addAndGet(more);
    }
  }

  void release() {
    if (reserved > 0 && holders.decrementAndGet() == 0) {
      chunks = List.of();
      budget.release(reserved);
    }
  }

  /**
   * Publishes the bytes without a copy of the whole. A length that the primary did not declare
   * (chunked transfer) is not declared by the copy either.
   */
  BodyPublisher publisher() {
    return new ChunkPublisher(() -> chunks, lengthKnown && length > 0 ? length : -1);
  }
}
