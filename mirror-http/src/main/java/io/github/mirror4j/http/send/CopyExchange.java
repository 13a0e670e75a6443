package io.github.mirror4j.http.send;

import io.github.mirror4j.http.body.ResponseDiscarder;
import io.github.mirror4j.http.guard.CallPlace;
import io.github.mirror4j.http.guard.LogLines;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.FailureCause;
import io.github.mirror4j.http.stats.Outcome;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.ResponseInfo;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt to send a copy, by one client, and what came of it.
 *
 * <p>Once the head of the response has come, only reading on is limited: the copy has got its
 * response. The JDK's client is called to block, which costs a third less than a future, and gives
 * an exchange up when its thread is interrupted. With a user's client neither that is certain nor
 * that cancelling its future reaches the exchange. So the request has a timeout, and the response
 * is released where it is read.
 */
final class CopyExchange {

  private static final Logger LOG = LoggerFactory.getLogger(CopySender.class);
  private static final int PROXY_AUTHENTICATION_REQUIRED = 407;

  private final CopyClient client;
  private final CallPlace calls;
  private final HttpRequest request;
  private final Duration timeout;
  private final Deadlines.Watch watch;
  private final ResponseDiscarder response;

  /**
   * @param calls where code of the user's is called
   * @param timeout how long the whole may take
   * @param watch the deadline that interrupts this thread
   */
  CopyExchange(
      CopyClient client,
      CallPlace calls,
      HttpRequest request,
      Duration timeout,
      Deadlines.Watch watch,
      ResponseDiscarder response) {
    this.client = client;
    this.calls = calls;
    this.request = request;
    this.timeout = timeout;
    this.watch = watch;
    this.response = response;
  }

  /**
   * How the attempt ended.
   *
   * @param failure what the client threw; null for nothing that says more than the outcome
   * @param message what of it may be shown
   */
  record Ending(Outcome outcome, @Nullable Throwable failure, String message) {

    Ending(Outcome outcome) {
      this(outcome, null, "");
    }
  }

  /** Waits for the end of the exchange; never longer than the watch allows. */
  Ending run() {
    return client.isInterruptible() ? block() : await();
  }

  private Ending block() {
    try {
      return responded(client.http().send(request, response).statusCode());
    } catch (InterruptedException e) {
      return interrupted();
    } catch (IOException | RuntimeException e) {
      return failed(e);
    }
  }

  private Ending await() {
    HttpRequest limited =
        HttpRequest.newBuilder(request, (name, value) -> true).timeout(timeout).build();
    @Nullable CompletableFuture<HttpResponse<Void>> future = null;
    try {
      future = calls.call(() -> client.http().sendAsync(limited, response));
      return responded(future.get(timeout.toNanos(), TimeUnit.NANOSECONDS).statusCode());
    } catch (TimeoutException e) {
      giveUp(future);
      return timedOut(null);
    } catch (InterruptedException e) {
      giveUp(future);
      return interrupted();
    } catch (ExecutionException e) {
      return failed(e.getCause());
    } catch (RuntimeException e) {
      return failed(e);
    }
  }

  /** By the deadline, or because mirroring ends: a response that had begun by then is one. */
  private Ending interrupted() {
    if (watch.isExpired()) {
      return timedOut(null);
    }
    ResponseInfo head = response.head();
    return head == null
        ? new Ending(new Outcome.Failed(FailureCause.ABORTED))
        : responded(head.statusCode());
  }

  private Ending failed(@Nullable Throwable failure) {
    if (failure != null) {
      LogLines.debug(LOG, "A copy failed", failure);
    }
    if (watch.isExpired()) {
      return timedOut(null); // What the deadline made the client throw says nothing.
    }
    if (Thread.currentThread().isInterrupted()) {
      // Closing interrupts this thread and then ends the exchange, which may be noticed first.
      return interrupted();
    }
    if (StreamLimit.isReached(failure)) {
      return new Ending(DropOutcomes.of(DropReason.STREAM_LIMIT));
    }
    String proxy = proxy();
    FailureCause cause = FailureCauses.of(failure, proxy != null);
    return failure instanceof HttpTimeoutException && cause != FailureCause.PROXY
        ? timedOut(failure)
        : new Ending(new Outcome.Failed(cause), failure, message(failure, proxy));
  }

  /** A deadline is over: of the body alone where the head had come, which is the outcome then. */
  private Ending timedOut(@Nullable Throwable failure) {
    ResponseInfo head = response.head();
    return head == null
        ? new Ending(new Outcome.TimedOut(), failure, message(failure, null))
        : responded(head.statusCode());
  }

  private Ending responded(int status) {
    String proxy = status == PROXY_AUTHENTICATION_REQUIRED ? proxy() : null;
    return proxy == null
        ? new Ending(new Outcome.Completed(status))
        : new Ending(
            new Outcome.Failed(FailureCause.PROXY_AUTHENTICATION),
            null,
            message(null, proxy) + ": 407");
  }

  /** Where the copy's time is over meanwhile, nothing is known of a proxy. */
  private @Nullable String proxy() {
    try {
      return calls.call(() -> CopyProxy.of(client.http(), request.uri())).orElse(null);
    } catch (InterruptedException e) {
      return null; // It ends the copy, which has ended.
    }
  }

  private String message(@Nullable Throwable failure, @Nullable String proxy) {
    String text = client.isInterruptible() ? FailureMessage.of(failure) : "";
    if (proxy == null) {
      return text;
    }
    return text.isEmpty() ? "through proxy " + proxy : "through proxy " + proxy + ": " + text;
  }

  private void giveUp(@Nullable CompletableFuture<?> future) {
    response.giveUp();
    if (future != null) {
      future.cancel(true);
    }
  }
}
