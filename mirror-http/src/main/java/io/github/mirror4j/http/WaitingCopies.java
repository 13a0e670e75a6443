package io.github.mirror4j.http;

import io.github.mirror4j.http.body.CapturedBody;
import io.github.mirror4j.http.guard.FailedStep;
import io.github.mirror4j.http.send.Copy;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.rule.PrimaryResult;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The copies of one primary that are sent after its response, or withheld because of it.
 *
 * <p>They are sent after two events: their body is complete, and the primary has ended. Either
 * event may be the first, each on its own thread, and the end may never happen. No thread waits for
 * another: the one that moves the state decides. Invariants:
 *
 * <ul>
 *   <li>the copies are sent or dropped once, by the thread that moves the state to OVER;
 *   <li>from HOLDING on, the body is held for each copy and counted in the waiting room;
 *   <li>until OVER the copies are in the waiting room, which looks at them;
 *   <li>nothing here throws into the thread that reports the body or the end.
 * </ul>
 */
final class WaitingCopies implements WaitingRoom.Guest {

  private enum State {
    /** Neither event has happened. */
    NEW,
    /** The body is complete. */
    HOLDING,
    /** The primary has ended. */
    ENDED,
    /** The copies were sent or dropped. */
    OVER
  }

  private final Lanes lanes;
  private final WaitingRoom room;
  private final PrimaryCall.Shared shared;
  private final LongSupplier nanoTime;
  private final long start;
  private final int count;
  private final AtomicReference<State> state = new AtomicReference<>(State.NEW);

  /**
   * The copies; empty once they were sent or dropped, because the caller may keep its future and
   * with it this object.
   */
  private volatile List<Copy> copies;

  /** The future that the primary ends with; null if it is unknown or of a foreign class. */
  private volatile @Nullable CompletableFuture<? extends HttpResponse<?>> future;

  private volatile CapturedBody body = CapturedBody.NONE;
  private volatile @Nullable PrimaryResult result;
  private volatile long dispatchTime = DispatchTime.UNMEASURED;

  /** Takes over the list of copies, and changes it. */
  WaitingCopies(
      List<Copy> copies,
      Lanes lanes,
      WaitingRoom room,
      PrimaryCall.Shared shared,
      LongSupplier nanoTime) {
    this.copies = copies;
    this.lanes = lanes;
    this.room = room;
    this.shared = shared;
    this.nanoTime = nanoTime;
    count = copies.size();
    start = nanoTime.getAsLong();
  }

  /**
   * Enters the waiting room, with or without a body: neither the body nor the end may ever come. If
   * there is no memory to enter it, the copies are dropped.
   */
  void enter() {
    try {
      room.add(this);
    } catch (Throwable e) {
      shared.errors().add(FailedStep.WAIT, e);
      giveUp(DropReason.MEMORY_FULL);
    }
    if (state.get() == State.OVER) {
      room.remove(this);
    }
  }

  int size() {
    return count;
  }

  Copy first() {
    return copies.getFirst();
  }

  /**
   * Takes the complete body, and holds it for each copy.
   *
   * @param took how much of the dispatch is over
   */
  void hold(CapturedBody captured, long took) {
    dispatchTime = took;
    if (!room.tryHold(captured)) {
      release(captured);
      giveUp(DropReason.MEMORY_FULL);
      return;
    }
    body = captured;
    if (state.compareAndSet(State.NEW, State.HOLDING)) {
      return;
    }
    if (state.compareAndSet(State.ENDED, State.OVER)) {
      room.remove(this);
      go();
    } else {
      body = CapturedBody.NONE; // The copies were dropped meanwhile.
      room.letGo(captured);
      release(captured);
    }
  }

  /**
   * Sets the future that the primary ends with. It may end long before the stage runs that reports
   * its end, because what the caller attached to it runs first. A future of a foreign class is not
   * asked, because its methods may do anything.
   */
  void await(CompletableFuture<? extends HttpResponse<?>> ending) {
    Module module = ending.getClass().getModule();
    if (module == CompletableFuture.class.getModule() || module == HttpClient.class.getModule()) {
      future = ending;
    }
  }

  @Override
  public void look() {
    CompletableFuture<? extends HttpResponse<?>> ending = future;
    if (ending == null || !ending.isDone()) {
      return;
    }
    Future.State how = ending.state(); // A switch has a class of its own, which may fail to load.
    if (how == Future.State.SUCCESS) {
      ended(ending.resultNow(), null);
    } else if (how == Future.State.FAILED) {
      ended(null, ending.exceptionNow());
    } else {
      giveUp(DropReason.PRIMARY_CANCELLED);
    }
  }

  /** Takes the end of the primary: a response, which may be of any class, or a failure. */
  void ended(@Nullable HttpResponse<?> response, @Nullable Throwable failure) {
    try {
      Throwable cause = failure == null ? null : PrimaryFailure.cause(failure);
      if (cause != null && PrimaryFailure.isCancellation(cause)) {
        giveUp(DropReason.PRIMARY_CANCELLED);
      } else if (cause == null && response == null) {
        giveUp(DropReason.PRIMARY_FAILED);
      } else {
        Duration time = Duration.ofNanos(Math.max(0, nanoTime.getAsLong() - start));
        ended(
            response == null || cause != null
                ? PrimaryResult.failed(PrimaryFailure.kind(cause), time)
                : PrimaryResult.responded(response.statusCode(), time));
      }
    } catch (Throwable e) {
      shared.errors().add(FailedStep.SEND_AFTER_RESPONSE, e);
      giveUp(DropReason.INTERNAL_ERROR);
    }
  }

  private void ended(PrimaryResult how) {
    result = how;
    if (!state.compareAndSet(State.NEW, State.ENDED)
        && state.compareAndSet(State.HOLDING, State.OVER)) {
      room.remove(this);
      go();
    }
  }

  /** Drops the copies. Never throws. */
  @Override
  public void giveUp(DropReason reason) {
    State before = state.getAndSet(State.OVER);
    if (before == State.OVER) {
      return;
    }
    try {
      room.remove(this);
      if (before == State.HOLDING) {
        room.letGo(body);
        release(body);
      }
      drop(leave(), reason);
    } catch (Throwable e) {
      shared.errors().add(FailedStep.DROP_COPIES, e);
    }
  }

  private void go() {
    long before = dispatchTime;
    long from = shared.dispatchTime().resume(before);
    CapturedBody held = body;
    room.letGo(held);
    PrimaryResult how = result;
    List<Copy> all = leave();
    for (int i = all.size() - 1; i >= 0; i--) { // A list of the wanted ones would need memory.
      choose(all, i, how, held);
    }
    CopyOffers.offer(all, lanes, held);
    shared.dispatchTime().end(before, from);
  }

  /** Leaves the copy on the list if it is to be sent; settles it otherwise. Never throws. */
  private void choose(List<Copy> all, int place, @Nullable PrimaryResult how, CapturedBody held) {
    Copy copy = all.get(place);
    boolean isWanted = false;
    DropReason lost = null;
    try {
      isWanted = how != null && isWanted(copy, how);
      if (how != null && isWanted && copy.mirror().mirror().hasPrimaryHeaders()) {
        all.set(place, copy.telling(how));
      }
    } catch (Throwable e) {
      shared.errors().add(FailedStep.CHOOSE_COPY, e);
      lost = DropReason.INTERNAL_ERROR;
    }
    if (isWanted && lost == null) {
      return;
    }
    all.remove(place);
    held.release();
    if (lost == null) {
      lanes.of(copy).withhold(copy);
    } else {
      lanes.of(copy).drop(copy, lost);
    }
  }

  private static boolean isWanted(Copy copy, PrimaryResult how) {
    return copy.mirror().mirror().primaryOutcome().map(it -> it.includes(how)).orElse(true);
  }

  /** Takes the copies out of the list and out of the count of those that wait. */
  private List<Copy> leave() {
    List<Copy> all = copies;
    copies = List.of();
    body = CapturedBody.NONE;
    future = null;
    for (int i = 0; i < all.size(); i++) {
      lanes.of(all.get(i)).leftWaitingRoom();
    }
    return all;
  }

  private void drop(List<Copy> all, DropReason reason) {
    CopyOffers.drop(all, lanes, reason);
    shared.dispatchTime().add(dispatchTime);
  }

  private void release(CapturedBody held) {
    for (int i = 0; i < count; i++) {
      held.release();
    }
  }
}
