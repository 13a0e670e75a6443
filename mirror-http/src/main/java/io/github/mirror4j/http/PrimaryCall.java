package io.github.mirror4j.http;

import io.github.mirror4j.http.body.ByteBudget;
import io.github.mirror4j.http.body.Capture;
import io.github.mirror4j.http.body.CaptureTarget;
import io.github.mirror4j.http.body.CapturedBody;
import io.github.mirror4j.http.body.HeadSize;
import io.github.mirror4j.http.body.TapPublisher;
import io.github.mirror4j.http.compare.ComparedCall;
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
import java.util.concurrent.atomic.AtomicBoolean;
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
 *       whoever turns it offers or drops all copies;
 *   <li>a request without body is offered when it is handed to the delegate, one with an empty body
 *       when the delegate learns that it is empty, one with a body when a subscription of the
 *       delegate has seen all of it;
 *   <li>the end of the primary is the last trigger: what is not settled by then is dropped;
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
   * @param dispatchTime measures what mirroring adds to a request
   * @param overhead measures what mirroring costs callers, by leaving out copies
   * @param errors counts what must not happen
   */
  record Shared(
      ByteBudget bodies,
      PrimaryPart.Reading reading,
      DispatchTime dispatchTime,
      Overhead overhead,
      InternalErrors errors) {}

  private final HttpRequest primary;

  /** None once they are settled: the caller may keep its response, and with it this call. */
  private List<Copy> copies;

  private final @Nullable PrimaryPart compared;
  private final Lanes lanes;
  private final Shared shared;
  private final long bodyLimit;
  private final @Nullable BodyPublisher source;
  private volatile long declaredLength;
  private final AtomicBoolean settled;
  private final AtomicReference<@Nullable Capture> capture = new AtomicReference<>();
  private long dispatchTime = DispatchTime.UNMEASURED;
  private @Nullable CallTime time;

  PrimaryCall(
      PrimaryRequest request,
      List<Copy> copies,
      @Nullable PrimaryPart compared,
      Lanes lanes,
      long bodyLimit,
      Shared shared) {
    this.copies = copies;
    this.compared = compared;
    settled = new AtomicBoolean(copies.isEmpty());
    this.lanes = lanes;
    this.shared = shared;
    this.bodyLimit = bodyLimit;
    declaredLength = request.bodyLength();
    source = copies.isEmpty() ? null : request.body();
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
    BodyHandler<T> timed = time == null ? callers : time.handler(callers);
    return compared == null ? timed : compared.handler(timed);
  }

  /** The body to be read by whoever plays the client; null where copies need none. */
  @Nullable BodyPublisher tapped() {
    return source == null ? null : primary.bodyPublisher().orElse(null);
  }

  boolean isSettled() {
    return settled.get();
  }

  boolean hasCopies() {
    return !copies.isEmpty();
  }

  /** What the call takes is to be measured. Before the call goes on. */
  void timed(@Nullable CallTime time) {
    this.time = time;
  }

  /** How much of the dispatch is over; the offering comes on top. Before the call goes on. */
  void dispatchTook(long nanos) {
    dispatchTime = nanos;
  }

  /** {@code send} is about to be called; a delegate that may still refuse is waited for. */
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
  }

  /** {@code send} threw. */
  void onThrow(Throwable failure) {
    ended();
    if (compared != null) {
      compared.onThrow(failure);
    }
    if (isRefusal(failure)) {
      drop(DropReason.PRIMARY_REFUSED);
    } else if (source == null && !(failure instanceof InterruptedException)) {
      offer();
    } else {
      drop(reason(failure));
    }
  }

  /** {@code sendAsync} threw. */
  void onReject(Throwable failure) {
    ended();
    if (compared != null) {
      compared.onThrow(failure);
    }
    drop(DropReason.PRIMARY_REFUSED);
  }

  /** {@code sendAsync} returned; a foreign delegate may return anything. */
  <T> void onAccept(@Nullable CompletableFuture<HttpResponse<T>> future) {
    if (time != null) {
      time.await(future);
    }
    if (compared != null) {
      compared.await(future);
    }
    try {
      if (future == null || (source == null && future.isCompletedExceptionally())) {
        drop(DropReason.PRIMARY_REFUSED);
      } else if (source == null) {
        offer();
      } else {
        // The stage that this makes is dropped: the caller gets the delegate's own future.
        var unused = future.whenComplete((response, failure) -> onEnd(failure));
      }
    } catch (Throwable e) {
      drop(DropReason.INTERNAL_ERROR);
    }
  }

  /** A body without bytes is never subscribed to over HTTP/1.1, and a copy needs none. */
  @Override
  public void declared(long length) {
    declaredLength = length;
    if (settled.get() || !StackRoom.isEnough()) {
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
    if (settled.get() || !StackRoom.isEnough()) {
      return null;
    }
    Capture next = new Capture(shared.bodies(), bodyLimit);
    replaceCapture(next);
    if (settled.get()) {
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
    if (settled.compareAndSet(false, true)) {
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
      } else {
        offerEach(held);
      }
      shared.dispatchTime().end(dispatchTime, start);
    } catch (Throwable e) {
      shared.errors().add("copies could not be offered", e);
    }
  }

  /**
   * The body, holding memory for large heads too; null, and let go of, where there is none left.
   */
  private @Nullable CapturedBody withHead(CapturedBody body) {
    CapturedBody held = null;
    try {
      Copy.Head head = copies.getFirst().head();
      long memory = HeadSize.of(head.uri(), head.headers()).memory(copies.size());
      held = body.holding(memory, shared.bodies());
    } catch (VirtualMachineError e) {
      // As if the budget had refused it.
    }
    if (held == null) {
      body.release();
    }
    return held;
  }

  private void offerEach(CapturedBody body) {
    // Only copies hold the body, so that its memory is given back before the last one has ended.
    body.hold(copies.size() - 1);
    for (int i = 0; i < copies.size(); i++) { // An iterator needs memory.
      Copy copy = copies.get(i);
      Lane lane = lanes.of(copy);
      DropReason unfit = whyUnfit(copy, i, lane, body);
      if (unfit == null) {
        lane.offer(copy, body);
      } else {
        body.release();
        lane.drop(copy, unfit);
      }
    }
    copies = List.of();
  }

  private @Nullable DropReason whyUnfit(Copy copy, int place, Lane lane, CapturedBody body) {
    if (body.length() > lane.bodyLimit(copy.mirror())) {
      return DropReason.BODY_TOO_LARGE;
    }
    return isInVain(copy, place) ? DropReason.NOT_COMPARED : null;
  }

  /** Whether it is a baseline of a candidate that was not sent, or will not be. */
  private boolean isInVain(Copy copy, int place) {
    Copy.Part part = copy.part();
    if (part == null || part.baseline() == null) {
      return false;
    }
    ComparedCall call = part.call();
    return (call != null && call.isOver())
        || (!isCandidateOffered(call, place)
            && lanes.of(copy.mirror()).dropReasonNow(copy.mirror()) != null);
  }

  /** Whether the copy before a baseline is its candidate, which may have taken the last permit. */
  private boolean isCandidateOffered(@Nullable ComparedCall call, int place) {
    Copy.Part before = place == 0 ? null : copies.get(place - 1).part();
    return before != null && before.baseline() == null && before.call() == call;
  }

  private void dropEach(DropReason reason) {
    for (int i = 0; i < copies.size(); i++) {
      Copy copy = copies.get(i);
      lanes.of(copy).drop(copy, reason);
    }
    copies = List.of();
  }

  /** Drops the copies, unless they are settled. Never throws. */
  @Override
  public void drop(DropReason reason) {
    try {
      if (settled.compareAndSet(false, true)) {
        long start = shared.dispatchTime().resume(dispatchTime);
        replaceCapture(null);
        dropEach(reason);
        shared.dispatchTime().end(dispatchTime, start);
      }
    } catch (Throwable e) {
      shared.errors().add("copies could not be dropped", e);
    }
  }

  private void offer() {
    if (settled.compareAndSet(false, true)) {
      offer(CapturedBody.NONE);
    }
  }

  /**
   * The last trigger. Over HTTP/2 the response to a body of known length may arrive before the
   * publisher completes. The body is complete then: all declared bytes were captured.
   */
  private void onEnd(@Nullable Throwable failure) {
    Capture last = capture.get();
    if (failure == null && last != null && declaredLength > 0 && !settled.get()) {
      CapturedBody body = claim(last);
      if (body != null) {
        offer(body);
        return;
      }
    }
    drop(failure == null ? DropReason.BODY_INCOMPLETE : reason(failure));
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

  private static boolean isRefusal(Throwable failure) {
    return failure instanceof IllegalArgumentException
        || failure instanceof NullPointerException
        || failure instanceof SecurityException;
  }

  private static DropReason reason(Throwable failure) {
    return PrimaryFailure.isCancellation(PrimaryFailure.cause(failure))
        ? DropReason.PRIMARY_CANCELLED
        : DropReason.PRIMARY_FAILED;
  }
}
