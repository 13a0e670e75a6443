package io.github.mirror4j.http;

import io.github.mirror4j.http.body.ByteBudget;
import io.github.mirror4j.http.body.Capture;
import io.github.mirror4j.http.body.CaptureTarget;
import io.github.mirror4j.http.body.CapturedBody;
import io.github.mirror4j.http.body.HeadSize;
import io.github.mirror4j.http.body.TapPublisher;
import io.github.mirror4j.http.guard.FailedStep;
import io.github.mirror4j.http.guard.InternalErrors;
import io.github.mirror4j.http.guard.StackRoom;
import io.github.mirror4j.http.overhead.CallTime;
import io.github.mirror4j.http.overhead.Overhead;
import io.github.mirror4j.http.send.Copy;
import io.github.mirror4j.http.stats.DropReason;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One primary and the copies that were selected for it, until these are offered to their lanes or
 * dropped.
 *
 * <p>Goal: each copy is settled exactly once, at the right moment, whatever becomes of the primary;
 * and nothing thrown here reaches the caller. Invariants:
 *
 * <ul>
 *   <li>{@code settled} goes from false to true once, and is true from the start without copies;
 *       the thread that sets it offers or drops all copies;
 *   <li>a request without body is offered when it is handed to the delegate, one with an empty body
 *       when the delegate learns that it is empty, one with a body when a subscription of the
 *       delegate has seen all of it;
 *   <li>the end of the primary is the last trigger: what is not settled by then is dropped;
 *   <li>copies that are sent after the response get their body when the others are offered, and go
 *       at the end of the primary: when {@code send} returns or throws, or the future completes;
 *   <li>what runs on the delegate's part of a caller's stack, which may be nearly used up, settles
 *       nothing unless there is room to do it to the end; the last trigger is higher up;
 *   <li>at most one capture is alive; a further subscription replaces it.
 * </ul>
 */
final class PrimaryCall implements CaptureTarget {

  /**
   * What all calls of one engine share.
   *
   * @param bodies the memory of captured bodies
   * @param reading how the responses of primaries are read along
   * @param open the calls whose end may never be reported
   * @param dispatchTime measures what mirroring adds to a request
   * @param overhead measures what mirroring costs callers, by leaving out copies
   * @param errors counts what must not happen
   */
  record Shared(
      ByteBudget bodies,
      PrimaryPart.Reading reading,
      OpenCalls open,
      DispatchTime dispatchTime,
      Overhead overhead,
      InternalErrors errors) {}

  private static final AtomicIntegerFieldUpdater<PrimaryCall> SETTLED =
      AtomicIntegerFieldUpdater.newUpdater(PrimaryCall.class, "settled");

  private final HttpRequest primary;

  /**
   * The copies; empty once they are settled, because the caller may keep its response and with it
   * this call.
   */
  private List<Copy> copies;

  private final @Nullable WaitingCopies later;
  private final Lanes lanes;
  private final Shared shared;
  private final long bodyLimit;
  private final @Nullable BodyPublisher source;
  private volatile long declaredLength;
  private volatile int settled;

  /** Whether it may be among the open calls; what is settled before it is there leaves later. */
  private volatile boolean isWatched;

  private final AtomicReference<@Nullable Capture> capture = new AtomicReference<>();
  private long dispatchTime = DispatchTime.UNMEASURED;
  private @Nullable CallTime time;
  private @Nullable PrimaryPart compared;

  /**
   * Creates a call.
   *
   * @param copies those that are sent with the primary
   * @param later those that are sent after its response; null if there are none
   * @param lanes the lanes of all
   * @param bodyLimit the size of the largest body that any of them takes
   */
  PrimaryCall(
      PrimaryRequest request,
      List<Copy> copies,
      @Nullable WaitingCopies later,
      Lanes lanes,
      long bodyLimit,
      Shared shared) {
    this.copies = copies;
    this.later = later;
    this.lanes = lanes;
    this.bodyLimit = bodyLimit;
    this.shared = shared;
    boolean hasCopies = !copies.isEmpty() || later != null;
    settled = hasCopies ? 0 : 1;
    declaredLength = request.bodyLength();
    source = hasCopies ? request.body() : null;
    primary = request.build(source == null ? null : new TapPublisher(source, this));
  }

  /** The request for the delegate. */
  HttpRequest primary() {
    return primary;
  }

  /** The body handler for the delegate: the caller's own, unless the response is compared. */
  @SuppressWarnings("ConstantValue") // a missing handler is the delegate's to judge
  <T> BodyHandler<T> handler(BodyHandler<T> callers) {
    if (callers == null) {
      return callers;
    }
    BodyHandler<T> timed = time == null ? callers : timed(time, callers);
    return compared == null ? timed : compared.handler(timed);
  }

  private <T> BodyHandler<T> timed(CallTime of, BodyHandler<T> callers) {
    try {
      return of.handler(callers);
    } catch (Throwable e) {
      shared.errors().add(FailedStep.MEASURE_OVERHEAD, e);
      return callers;
    }
  }

  /** The body to read in place of a client; null if copies need none. */
  @Nullable BodyPublisher tapped() {
    return source == null ? null : primary.bodyPublisher().orElse(null);
  }

  boolean isSettled() {
    return settled != 0;
  }

  boolean hasCopies() {
    return !copies.isEmpty() || later != null;
  }

  /** Sets what compares the response and what measures the call, before the call goes on. */
  void watched(@Nullable PrimaryPart newCompared, @Nullable CallTime newTime) {
    compared = newCompared;
    time = newTime;
  }

  /** Sets how long the dispatch took so far, before the call goes on. Offering is added later. */
  void dispatchTook(long nanos) {
    dispatchTime = nanos;
  }

  /**
   * Is called before {@code send}. If the delegate may still refuse the request, copies wait for
   * it.
   */
  void beforeSend(boolean refusable) {
    if (source == null && !refusable) {
      offer();
    }
  }

  /** {@code send} returned; a foreign delegate may return anything. */
  void onReturn(@Nullable HttpResponse<?> response) {
    ended();
    if (compared != null) {
      compared.onReturn(response);
    }
    if (source == null) {
      offer();
    } else {
      onEnd(null);
    }
    endLater(response, null);
  }

  /** {@code send} threw. */
  void onThrow(Throwable failure) {
    ended();
    if (compared != null) {
      compared.onThrow(failure);
    }
    if (PrimaryFailure.isRefusal(failure)) {
      refuse();
    } else {
      fail(failure);
    }
    endLater(null, failure);
  }

  /** {@code sendAsync} threw, so it accepted nothing. */
  void onReject(Throwable failure) {
    ended();
    if (compared != null) {
      compared.onThrow(failure);
    }
    refuse();
  }

  /** {@code sendAsync} returned; a foreign delegate may return anything. */
  <T> void onAccept(@Nullable CompletableFuture<HttpResponse<T>> future) {
    awaitEnd(future);
    if (compared != null) {
      compared.await(future);
    }
    try {
      Throwable failure = future == null ? null : PrimaryFailure.now(future);
      if (future == null || PrimaryFailure.isRefusal(failure)) {
        refuse();
        return;
      }
      if (failure != null) {
        fail(failure);
      } else if (source == null) {
        offer();
      }
      if (later != null) {
        later.await(future);
      }
      if (source != null || later != null) {
        // The stage that this makes is dropped: the caller gets the delegate's own future.
        var unused = future.whenComplete(this::onEndOfAll);
      }
      if (source != null && !isSettled()) {
        isWatched = true;
        shared.open().watch(this, primary);
      }
    } catch (Throwable e) {
      drop(DropReason.INTERNAL_ERROR);
    }
  }

  /** The delegate did not accept the request, so that no version should get it. */
  private void refuse() {
    drop(DropReason.PRIMARY_REFUSED);
    if (later != null) {
      later.giveUp(DropReason.PRIMARY_REFUSED);
    }
  }

  /**
   * The delegate accepted the request, and the primary failed. A copy without body goes with its
   * primary, however soon that fails, unless the caller gave it up. One with a body is incomplete.
   */
  private void fail(Throwable failure) {
    if (source == null && !PrimaryFailure.isCancellation(PrimaryFailure.cause(failure))) {
      offer();
    } else {
      drop(reason(failure));
    }
  }

  /** Over HTTP/1.1 no client subscribes to a body without bytes, and a copy needs none. */
  @Override
  public void declared(long length) {
    declaredLength = length;
    if (isSettled() || !StackRoom.isEnough()) {
      return;
    }
    if (length == 0) {
      offer();
    } else if (length > bodyLimit) {
      drop(DropReason.BODY_TOO_LARGE);
    }
  }

  @Override
  public @Nullable Capture startCapture() {
    if (isSettled() || !StackRoom.isEnough()) {
      return null;
    }
    Capture next = new Capture(shared.bodies(), bodyLimit);
    replaceCapture(next);
    if (isSettled()) {
      // The primary ended meanwhile and saw the capture before this one.
      replaceCapture(null);
      return null;
    }
    return next;
  }

  @Override
  public boolean isSwitchedOff() {
    return !MirrorSwitch.isOn();
  }

  @Override
  public @Nullable CapturedBody claim(Capture complete) {
    if (!StackRoom.isEnough()) {
      return null; // The end of the primary drops the copies, higher up on the stack.
    }
    CapturedBody body = complete.complete(declaredLength);
    if (body == null) {
      return null;
    }
    if (settle()) {
      return body;
    }
    body.release();
    return null;
  }

  /** Offers the copies with the body that was claimed. Never throws. */
  @Override
  public void offer(CapturedBody body) {
    try {
      long start = shared.dispatchTime().resume(dispatchTime);
      CapturedBody held = withHead(body);
      if (held == null) {
        dropEach(DropReason.MEMORY_FULL);
        shared.dispatchTime().end(dispatchTime, start);
      } else {
        offerEach(held, start);
      }
    } catch (Throwable e) {
      shared.errors().add(FailedStep.OFFER_COPIES, e);
    }
  }

  /**
   * Returns the body with memory for large heads. If none is left, releases the body and returns
   * null.
   */
  private @Nullable CapturedBody withHead(CapturedBody body) {
    CapturedBody held = null;
    try {
      WaitingCopies waiting = later;
      Copy first = copies.isEmpty() && waiting != null ? waiting.first() : copies.getFirst();
      Copy.Head head = first.head();
      int count = copies.size() + (waiting == null ? 0 : waiting.size());
      long memory = HeadSize.of(head.uri(), head.headers()).memory(count);
      held = body.holding(memory, shared.bodies());
    } catch (VirtualMachineError e) {
      // As if the budget had refused it.
    }
    if (held == null) {
      body.release();
    }
    return held;
  }

  private void offerEach(CapturedBody body, long start) {
    WaitingCopies waiting = later;
    // Only copies hold the body, so that its memory is given back before the last one has ended.
    body.hold(copies.size() - 1 + (waiting == null ? 0 : waiting.size()));
    CopyOffers.offer(copies, lanes, body);
    copies = List.of();
    if (waiting == null) {
      shared.dispatchTime().end(dispatchTime, start);
    } else {
      waiting.hold(body, shared.dispatchTime().sum(dispatchTime, start));
    }
  }

  private void dropEach(DropReason reason) {
    CopyOffers.drop(copies, lanes, reason);
    copies = List.of();
    if (later != null) {
      later.giveUp(reason);
    }
  }

  /** Drops the copies, unless they are settled. Never throws. */
  @Override
  public void drop(DropReason reason) {
    try {
      if (settle()) {
        long start = shared.dispatchTime().resume(dispatchTime);
        replaceCapture(null);
        dropEach(reason);
        shared.dispatchTime().end(dispatchTime, start);
      }
    } catch (Throwable e) {
      shared.errors().add(FailedStep.DROP_COPIES, e);
    }
  }

  private void offer() {
    if (settle()) {
      offer(CapturedBody.NONE);
    }
  }

  /**
   * The last trigger. Over HTTP/2 the response to a body of known length may arrive before the
   * publisher completes. The body is complete then: all declared bytes were captured.
   */
  private void onEnd(@Nullable Throwable failure) {
    Capture last = capture.get();
    if (failure == null && last != null && declaredLength > 0 && !isSettled()) {
      CapturedBody body = claim(last);
      if (body != null) {
        offer(body);
        return;
      }
    }
    drop(failure == null ? DropReason.BODY_INCOMPLETE : reason(failure));
  }

  /**
   * The last trigger, and then the end that copies wait for. It runs after what the caller attached
   * to the future, which a future runs in reverse order. If that takes long, the waiting room sees
   * the end first.
   */
  private void onEndOfAll(@Nullable HttpResponse<?> response, @Nullable Throwable failure) {
    if (source != null) {
      onEnd(failure);
    }
    endLater(response, failure);
  }

  /** Without room on the stack the copies wait until their time is over. Never throws. */
  private void endLater(@Nullable HttpResponse<?> response, @Nullable Throwable failure) {
    WaitingCopies waiting = later;
    if (waiting != null && StackRoom.isEnough()) {
      waiting.ended(response, failure);
    }
  }

  private void replaceCapture(@Nullable Capture next) {
    Capture last = capture.getAndSet(next);
    if (last != null) {
      last.giveUp();
    }
  }

  private void ended() {
    if (time != null) {
      time.end();
    }
  }

  /** A future of a foreign class may do anything. */
  private void awaitEnd(@Nullable CompletableFuture<?> future) {
    try {
      if (time != null) {
        time.await(future);
      }
    } catch (Throwable e) {
      shared.errors().add(FailedStep.MEASURE_OVERHEAD, e);
    }
  }

  /** Returns true to the one thread that settles the copies. */
  private boolean settle() {
    boolean isFirst = SETTLED.compareAndSet(this, 0, 1);
    if (isFirst && isWatched) {
      shared.open().removeIfSettled(this);
    }
    return isFirst;
  }

  private static DropReason reason(Throwable failure) {
    return PrimaryFailure.isCancellation(PrimaryFailure.cause(failure))
        ? DropReason.PRIMARY_CANCELLED
        : DropReason.PRIMARY_FAILED;
  }
}
