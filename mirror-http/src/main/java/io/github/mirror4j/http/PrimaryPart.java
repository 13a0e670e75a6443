package io.github.mirror4j.http;

import io.github.mirror4j.compare.LossReason;
import io.github.mirror4j.compare.pair.Leg;
import io.github.mirror4j.http.body.ByteBudget;
import io.github.mirror4j.http.body.CaptureLimits;
import io.github.mirror4j.http.body.ResponseTap;
import io.github.mirror4j.http.compare.ComparedCall;
import io.github.mirror4j.http.compare.NotedCall;
import io.github.mirror4j.http.compare.PrimaryResponse;
import io.github.mirror4j.http.guard.FailedStep;
import io.github.mirror4j.http.guard.InternalErrors;
import io.github.mirror4j.http.guard.StackRoom;
import io.github.mirror4j.http.send.Copy;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The primary's part in the comparisons of its copies. Nothing here throws into the caller.
 *
 * <p>The caller's body handler is wrapped only where a pair was drawn and is not lost yet.
 */
final class PrimaryPart {

  private final List<ComparedCall> pairs = new ArrayList<>(1);
  private final List<NotedCall> noted = new ArrayList<>(1);
  private final String scheme;
  private final boolean toHead;
  private final Reading reading;
  private @Nullable PrimaryResponse response;

  private PrimaryPart(String scheme, boolean toHead, Reading reading) {
    this.scheme = scheme;
    this.toHead = toHead;
    this.reading = reading;
  }

  /**
   * How responses are read along.
   *
   * @param memory the memory for captured responses
   * @param nanoTime the clock, which never throws
   * @param errors counts what must not happen
   */
  record Reading(ByteBudget memory, LongSupplier nanoTime, InternalErrors errors) {}

  /** The part in the comparisons of these copies; null where none is compared. */
  static @Nullable PrimaryPart of(List<Copy> copies, Reading reading) {
    PrimaryPart part = null;
    for (Copy copy : copies) {
      Copy.Part its = copy.part();
      if (its != null && its.baseline() == null) {
        if (part == null) {
          boolean toHead = copy.head().method().equals("HEAD");
          String scheme = String.valueOf(copy.head().uri().getScheme());
          part = new PrimaryPart(scheme, toHead, reading);
        }
        part.add(its);
      }
    }
    return part;
  }

  private void add(Copy.Part part) {
    if (part.call() != null) {
      pairs.add(part.call());
    } else if (part.noted() != null) {
      noted.add(part.noted());
    }
  }

  /** The handler for the wrapped client: the caller's own, or one that reads along. */
  <T> BodyHandler<T> handler(BodyHandler<T> callers) {
    try {
      pairs.removeIf(ComparedCall::isOver);
      if (pairs.isEmpty()) {
        return callers;
      }
      long start = reading.nanoTime().getAsLong();
      PrimaryResponse observer =
          new PrimaryResponse(List.copyOf(pairs), scheme, start, reading.errors()::add);
      int most = pairs.stream().mapToInt(ComparedCall::responseLimit).max().orElse(0);
      CaptureLimits limits = new CaptureLimits(reading.memory(), most, reading.nanoTime());
      ResponseTap<T> tap = new ResponseTap<>(callers, toHead, limits, observer);
      observer.readBy(tap);
      response = observer;
      return tap;
    } catch (Throwable e) {
      failed(LossReason.INTERNAL_ERROR, e);
      return callers;
    }
  }

  /** The caller gets this response; a foreign client may return anything. */
  void onReturn(@Nullable HttpResponse<?> returned) {
    try {
      if (returned == null) {
        fail(LossReason.PRIMARY_FAILED);
        return;
      }
      int status = returned.statusCode();
      noted.forEach(call -> call.primary(status));
      if (response != null) {
        response.returned(returned.previousResponse().isPresent());
      }
    } catch (Throwable e) {
      failed(LossReason.INTERNAL_ERROR, e);
    }
  }

  /** The caller gets this future. */
  <T> void await(@Nullable CompletableFuture<HttpResponse<T>> future) {
    if (future == null) {
      onReturn(null);
      return;
    }
    try {
      // The stage that this makes is dropped: the caller gets the delegate's own future.
      var unused = future.whenComplete(this::ended);
    } catch (Throwable e) {
      onThrow(e);
    }
  }

  /**
   * Runs on the thread that ends the future, perhaps deep in a caller's stack. Without enough room
   * it begins nothing, and the deadline settles the pairs.
   */
  private void ended(@Nullable HttpResponse<?> returned, @Nullable Throwable failure) {
    if (!StackRoom.isEnoughForACall()) {
      return;
    }
    if (failure == null) {
      onReturn(returned);
    } else {
      onThrow(failure);
    }
  }

  /** The caller gets this exception. */
  void onThrow(Throwable failure) {
    try {
      PrimaryResponse observer = response;
      Throwable cause = PrimaryFailure.cause(failure);
      if (PrimaryFailure.isCancellation(cause)) {
        fail(LossReason.PRIMARY_CANCELLED);
      } else if (observer == null) {
        fail(LossReason.PRIMARY_FAILED);
      } else {
        observer.failed(kind(cause), reading.nanoTime().getAsLong());
      }
    } catch (Throwable e) {
      failed(LossReason.INTERNAL_ERROR, e);
    }
  }

  private void fail(LossReason reason) {
    if (response != null) {
      response.lose(reason);
    } else {
      for (int i = 0; i < pairs.size(); i++) { // An iterator needs memory.
        pairs.get(i).lose(reason);
      }
    }
  }

  private void failed(LossReason reason, Throwable failure) {
    reading.errors().add(FailedStep.TAKE_PRIMARY, failure);
    try {
      fail(reason);
    } catch (Throwable e) {
      reading.errors().add(FailedStep.COUNT_LOST_PAIR, e);
    }
  }

  private static Leg.Failed.Kind kind(Throwable cause) {
    if (cause instanceof HttpTimeoutException) {
      return Leg.Failed.Kind.TIMED_OUT;
    }
    return cause instanceof IOException ? Leg.Failed.Kind.CONNECTION : Leg.Failed.Kind.OTHER;
  }
}
