package io.github.mirror4j.http;

import io.github.mirror4j.select.RuleMirror;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.ResponseInfo;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends one copy and waits for its end, on the copy's own virtual thread.
 *
 * <p>The deadline covers the whole exchange; the JDK's own request timeout ends at the headers (up
 * to JDK 25). Once the head of the response has come, only reading on is limited: the copy has got
 * its response. The JDK's client is called to block, which costs a third less than a future, and
 * gives an exchange up when its thread is interrupted. Of a client of the user's that is not
 * certain, nor that cancelling its future reaches the exchange behind it: the request has a timeout
 * of its own, and the response is let go of where it is read. Whatever may keep the carrier of the
 * virtual thread (registries, look-ups of names, clients of the user's) is called on other threads.
 */
final class CopySender {

  private static final Logger LOG = LoggerFactory.getLogger(CopySender.class);

  private final CopyClients clients;
  private final Settings settings;
  private final CopyRequests requests;
  private final Deadlines deadlines;
  private final ForeignCalls calls = new ForeignCalls();
  private final RecentFailures failures;

  CopySender(CopyClients clients, Settings settings, Deadlines deadlines, RecentFailures failures) {
    this.clients = clients;
    this.settings = settings;
    this.deadlines = deadlines;
    this.failures = failures;
    requests = new CopyRequests(settings);
  }

  /** The deadline covers all of it: the look-ups, connecting, the exchange. */
  Outcome send(Copy copy, CapturedBody body) {
    Duration timeout = copy.mirror().mirror().timeout().orElse(settings.copyTimeout());
    Deadlines.Watch watch = deadlines.start(timeout.toNanos());
    try {
      return send(copy, body, timeout, watch);
    } catch (InterruptedException e) {
      return watch.isExpired() ? lost(copy, new Outcome.TimedOut(), null) : aborted();
    } finally {
      deadlines.end(watch);
    }
  }

  private Outcome send(Copy copy, CapturedBody body, Duration timeout, Deadlines.Watch watch)
      throws InterruptedException {
    CopyClient client;
    HttpRequest request;
    try {
      Optional<URI> address = address(copy);
      if (address.isEmpty()) {
        return lost(copy, new Outcome.Failed(FailureCause.NO_ENDPOINT), null);
      }
      boolean toHttps = "https".equalsIgnoreCase(address.get().getScheme());
      client = clients.get(toHttps);
      request = requests.of(copy, address.get(), toHttps, body, client.version());
    } catch (IllegalArgumentException e) {
      LogLines.debug(LOG, "No request can be made of a copy", e);
      return lost(copy, new Outcome.Failed(FailureCause.INVALID_REQUEST), e);
    }
    client.prepare(request.uri(), calls);
    return client.isInterruptible()
        ? exchange(copy, client.http(), request, watch)
        : exchangeAsync(copy, client.http(), request, timeout, watch);
  }

  /** A registry that is not fixed is foreign code, which may hang. */
  private Optional<URI> address(Copy copy) throws InterruptedException {
    URI uri = copy.head().uri();
    return copy.mirror().asksRegistry()
        ? calls.call(() -> copy.mirror().address(uri))
        : copy.mirror().address(uri);
  }

  private Outcome exchange(
      Copy copy, HttpClient client, HttpRequest request, Deadlines.Watch watch) {
    ResponseDiscarder response = discarder(request, watch);
    try {
      return new Outcome.Completed(client.send(request, response).statusCode());
    } catch (InterruptedException e) {
      return interrupted(copy, watch, response);
    } catch (IOException | RuntimeException e) {
      return failed(copy, watch, response, e);
    }
  }

  private Outcome exchangeAsync(
      Copy copy, HttpClient client, HttpRequest request, Duration timeout, Deadlines.Watch watch) {
    HttpRequest limited =
        HttpRequest.newBuilder(request, (name, value) -> true).timeout(timeout).build();
    @Nullable CompletableFuture<HttpResponse<Void>> future = null;
    ResponseDiscarder response = discarder(request, watch);
    try {
      future = calls.call(() -> client.sendAsync(limited, response));
      return new Outcome.Completed(
          future.get(timeout.toNanos(), TimeUnit.NANOSECONDS).statusCode());
    } catch (TimeoutException e) {
      giveUp(future, response);
      return timedOut(copy, response, null);
    } catch (InterruptedException e) {
      giveUp(future, response);
      return interrupted(copy, watch, response);
    } catch (ExecutionException e) {
      return failed(copy, watch, response, e.getCause());
    } catch (RuntimeException e) {
      return failed(copy, watch, response, e);
    }
  }

  /** By the deadline, or because mirroring ends: a response that had come by then is one. */
  private Outcome interrupted(Copy copy, Deadlines.Watch watch, ResponseDiscarder response) {
    if (watch.isExpired()) {
      return timedOut(copy, response, null);
    }
    ResponseInfo head = response.head();
    return head == null ? aborted() : new Outcome.Completed(head.statusCode());
  }

  private Outcome failed(
      Copy copy, Deadlines.Watch watch, ResponseDiscarder response, @Nullable Throwable failure) {
    if (failure != null) {
      LogLines.debug(LOG, "A copy failed", failure);
    }
    if (watch.isExpired()) {
      return timedOut(copy, response, null);
    }
    if (Thread.currentThread().isInterrupted()) {
      // Closing interrupts this thread and then ends the exchange, which may be noticed first.
      return interrupted(copy, watch, response);
    }
    return failure instanceof HttpTimeoutException
        ? timedOut(copy, response, failure)
        : lost(copy, new Outcome.Failed(FailureCause.of(failure)), failure);
  }

  /** A deadline is over: of the body alone where the head had come, which is the outcome then. */
  private Outcome timedOut(Copy copy, ResponseDiscarder response, @Nullable Throwable exception) {
    ResponseInfo head = response.head();
    return head == null
        ? lost(copy, new Outcome.TimedOut(), exception)
        : new Outcome.Completed(head.statusCode());
  }

  /** Keeps what the outcome does not say: when, and with which exceptions. */
  private Outcome lost(Copy copy, Outcome outcome, @Nullable Throwable exception) {
    RuleMirror mirror = copy.mirror();
    failures.add(Lanes.nameOf(mirror.rule()), mirror.mirror().name(), outcome, exception);
    return outcome;
  }

  /** Discards the response, within a time of its own: that of the whole exchange may be long. */
  private ResponseDiscarder discarder(HttpRequest request, Deadlines.Watch watch) {
    long bodyNanos = settings.responseBodyTimeout().toNanos();
    return new ResponseDiscarder(
        settings.answerLimit(),
        request.method().equals("HEAD"),
        () -> deadlines.bringForward(watch, bodyNanos));
  }

  private static Outcome aborted() {
    return new Outcome.Failed(FailureCause.ABORTED);
  }

  private static void giveUp(@Nullable CompletableFuture<?> future, ResponseDiscarder response) {
    response.giveUp();
    if (future != null) {
      future.cancel(true);
    }
  }
}
