package io.github.mirror4j.http.compare;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.compare.LossReason;
import io.github.mirror4j.compare.pair.Leg;
import io.github.mirror4j.http.body.CapturedResponse;
import io.github.mirror4j.http.body.ResponseObserver;
import io.github.mirror4j.http.body.ResponseTap;
import io.github.mirror4j.http.guard.FailedStep;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The caller's own response, as one leg of each pair that was drawn for its request.
 *
 * <p>Its body ends when the caller has read it: before or after the client hands the response over,
 * or never. Only the response shows whether a redirect was followed. So the leg ends when both are
 * known, once, by the second of the two. Nothing here waits or throws.
 */
public final class PrimaryResponse implements ResponseObserver {

  /**
   * @param captured the response that was read; null as long as it was not
   * @param redirected whether a redirect was followed; null as long as the client has not responded
   * @param over whether both were known, or will not be
   */
  private record State(
      @Nullable CapturedResponse captured, @Nullable Boolean redirected, boolean over) {

    static final State NOTHING = new State(null, null, false);
    static final State OVER = new State(null, null, true);
  }

  private final List<ComparedCall> calls;
  private final String scheme;
  private final long start;
  private final BiConsumer<FailedStep, Throwable> errors;
  private final AtomicReference<State> state = new AtomicReference<>(State.NOTHING);
  private volatile boolean hasHead;
  private volatile @Nullable ResponseTap<?> tap;

  /**
   * Creates the primary's leg of some pairs.
   *
   * @param calls the pairs, at least one
   * @param scheme the scheme of the primary's URI
   * @param start when the request was handed to the client
   * @param errors counts what must not happen
   */
  public PrimaryResponse(
      List<ComparedCall> calls,
      String scheme,
      long start,
      BiConsumer<FailedStep, Throwable> errors) {
    this.calls = calls;
    this.scheme = scheme;
    this.start = start;
    this.errors = errors;
    calls.forEach(call -> call.primaryIs(this));
  }

  /**
   * Sets what reads the response along. It is notified when the response is no longer needed.
   *
   * @param reader the caller's handler, with its bytes read along
   */
  public void readBy(ResponseTap<?> reader) {
    tap = reader;
    forgetIfUnwanted(); // A pair that was lost meanwhile did not see the reader.
  }

  @Override
  public boolean wants() {
    for (int i = 0; i < calls.size(); i++) {
      if (!calls.get(i).isOver()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void head(ResponseInfo head, long nanoTime) {
    hasHead = true;
    State before = state.getAndUpdate(s -> s.over() ? s : new State(null, s.redirected(), false));
    release(before);
    for (ComparedCall call : calls) {
      if (isLate(call, nanoTime)) {
        failed(call, LossReason.PRIMARY_SLOWER, Leg.Failed.Kind.TIMED_OUT, nanoTime);
      }
    }
  }

  @Override
  public void ended(CapturedResponse response) {
    try {
      take(response);
    } catch (Throwable e) {
      response.release();
      failed(e);
    }
  }

  private void take(CapturedResponse response) {
    State seen = seen();
    while (!seen.over()) {
      if (seen.redirected() != null) {
        if (state.compareAndSet(seen, State.OVER)) {
          end(response, seen.redirected());
          return;
        }
      } else if (state.compareAndSet(seen, new State(response, null, false))) {
        release(seen);
        return;
      }
      seen = seen();
    }
    response.release();
  }

  @Override
  public void failed(Throwable failure) {
    errors.accept(FailedStep.READ_ALONG, failure);
    lose(LossReason.INTERNAL_ERROR);
  }

  /**
   * The client handed the response to the caller, who may not have read it yet.
   *
   * @param redirected whether it followed a redirect
   */
  public void returned(boolean redirected) {
    if (!hasHead) {
      lose(LossReason.PRIMARY_NOT_READ); // It was made without the caller's body handler.
      return;
    }
    State seen = seen();
    while (!seen.over() && seen.redirected() == null) {
      CapturedResponse captured = seen.captured();
      State next = captured == null ? new State(null, redirected, false) : State.OVER;
      if (state.compareAndSet(seen, next)) {
        if (captured != null) {
          end(captured, redirected);
        }
        return;
      }
      seen = seen();
    }
  }

  /**
   * The pairs cannot be compared.
   *
   * @param reason why
   */
  public void lose(LossReason reason) {
    for (int i = 0; i < calls.size(); i++) { // An iterator needs memory.
      calls.get(i).lose(reason);
    }
    forget();
  }

  /**
   * The primary failed. Where there is no baseline, that is as good a measure of the old version's
   * errors as there is.
   *
   * @param kind how
   * @param nanoTime when
   */
  public void failed(Leg.Failed.Kind kind, long nanoTime) {
    for (int i = 0; i < calls.size(); i++) { // An iterator needs memory.
      failed(calls.get(i), LossReason.PRIMARY_FAILED, kind, nanoTime);
    }
    forget();
  }

  private void failed(ComparedCall call, LossReason reason, Leg.Failed.Kind kind, long nanoTime) {
    if (call.hasBaseline()) {
      call.lose(reason);
    } else {
      call.primary(EndedLeg.of(new Leg.Failed(kind, nanoTime - start)));
    }
  }

  boolean hasHead() {
    return hasHead;
  }

  /** Notes that one of the pairs was lost. With the last one, the captured response is released. */
  void forgetIfUnwanted() {
    if (!wants()) {
      forget();
    }
  }

  private void end(CapturedResponse response, boolean redirected) {
    EndedLeg leg;
    try {
      leg = EndedLeg.of(response, start, scheme, redirected, calls.size());
    } catch (Throwable e) {
      response.release();
      throw e;
    }
    for (int i = 0; i < calls.size(); i++) { // An iterator needs memory.
      ComparedCall call = calls.get(i);
      if (isLate(call, response.endNanos())) {
        call.lose(LossReason.PRIMARY_SLOWER); // It may be the reader who is slow.
      }
      end(call, leg, response.length());
    }
    letGo();
  }

  /** Whether the copies would have been timed out by then. */
  private boolean isLate(ComparedCall call, long nanoTime) {
    return nanoTime - start > call.copyTime().toNanos();
  }

  /** What is too large for one pair may not be so for another. */
  private void end(ComparedCall call, EndedLeg leg, long length) {
    EndedLeg its = leg;
    if (length > call.responseLimit()) {
      try {
        its = leg.tooLarge();
      } catch (Throwable e) {
        leg.release();
        errors.accept(FailedStep.TAKE_PRIMARY, e);
        call.lose(LossReason.INTERNAL_ERROR);
        return;
      }
    }
    call.primary(its);
  }

  private void forget() {
    release(state.getAndSet(State.OVER));
    letGo();
  }

  /** The client may keep the tap for as long as a connection. */
  private void letGo() {
    ResponseTap<?> reader = tap;
    if (reader != null) {
      tap = null;
      reader.giveUp();
    }
  }

  private State seen() {
    return requireNonNull(state.get());
  }

  private static void release(State state) {
    CapturedResponse captured = state.captured();
    if (captured != null) {
      captured.release();
    }
  }
}
