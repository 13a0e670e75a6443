package io.github.mirror4j.http;

import io.github.mirror4j.select.RuleMirror;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
 * to JDK 25). The JDK's client is called to block, which costs a third less than a future, and
 * gives an exchange up when its thread is interrupted. Of a client of the user's that is not
 * certain, nor that cancelling its future reaches the exchange behind it: the request has a timeout
 * of its own, and the answer is let go of where it is read. What no interrupt ends is a look-up of
 * the mirror's name: such a copy keeps its permit until the resolver answers, so that look-ups that
 * hang do not pile up.
 */
final class CopySender {

  private static final Logger LOG = LoggerFactory.getLogger(CopySender.class);

  private final CopyClients clients;
  private final Settings settings;
  private final CopyRequests requests;
  private final Deadlines deadlines;
  private final RecentFailures failures;

  CopySender(CopyClients clients, Settings settings, Deadlines deadlines, RecentFailures failures) {
    this.clients = clients;
    this.settings = settings;
    this.deadlines = deadlines;
    this.failures = failures;
    requests = new CopyRequests(settings);
  }

  Outcome send(Copy copy, CapturedBody body) {
    CopyClient client;
    HttpRequest request;
    try {
      Optional<URI> address = copy.mirror().address(copy.head().uri());
      if (address.isEmpty()) {
        return lost(copy, new Outcome.Failed(FailureCause.NO_ENDPOINT), null);
      }
      boolean toHttps = "https".equalsIgnoreCase(address.get().getScheme());
      client = clients.get(toHttps);
      request = requests.of(copy, address.get(), toHttps, body, client.version());
    } catch (IllegalArgumentException e) {
      LOG.debug("No request can be made of a copy for {}", copy.mirror(), e);
      return lost(copy, new Outcome.Failed(FailureCause.INVALID_REQUEST), e);
    }
    Duration timeout = copy.mirror().mirror().timeout().orElse(settings.copyTimeout());
    return client.isInterruptible()
        ? exchange(copy, client.http(), request, timeout)
        : exchangeAsync(copy, client.http(), request, timeout);
  }

  private Outcome exchange(Copy copy, HttpClient client, HttpRequest request, Duration timeout) {
    Deadlines.Watch watch = deadlines.start(timeout.toNanos());
    try {
      return new Outcome.Completed(client.send(request, discarder(request)).statusCode());
    } catch (InterruptedException e) {
      return watch.isExpired() ? timedOut(copy) : aborted();
    } catch (IOException | RuntimeException e) {
      LOG.debug("A copy failed", e);
      return watch.isExpired() ? timedOut(copy) : lost(copy, failure(e), e);
    } finally {
      deadlines.end(watch);
    }
  }

  private Outcome exchangeAsync(
      Copy copy, HttpClient client, HttpRequest request, Duration timeout) {
    HttpRequest limited =
        HttpRequest.newBuilder(request, (name, value) -> true).timeout(timeout).build();
    AnswerDiscarder discarder = discarder(request);
    @Nullable CompletableFuture<HttpResponse<Void>> answer = null;
    Deadlines.Watch watch = deadlines.start(timeout.toNanos());
    try {
      answer = client.sendAsync(limited, discarder);
      HttpResponse<Void> response = answer.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
      return new Outcome.Completed(response.statusCode());
    } catch (TimeoutException e) {
      giveUp(answer, discarder);
      return timedOut(copy);
    } catch (InterruptedException e) {
      giveUp(answer, discarder);
      return watch.isExpired() ? timedOut(copy) : aborted();
    } catch (ExecutionException e) {
      LOG.debug("A copy failed", e.getCause());
      return watch.isExpired() ? timedOut(copy) : lost(copy, failure(e.getCause()), e.getCause());
    } catch (RuntimeException e) {
      LOG.debug("A copy was refused by its client", e);
      return watch.isExpired() ? timedOut(copy) : lost(copy, failure(e), e);
    } finally {
      deadlines.end(watch);
    }
  }

  /** The copy's own deadline is over; what that made the client throw says nothing. */
  private Outcome timedOut(Copy copy) {
    return lost(copy, new Outcome.TimedOut(), null);
  }

  /** Keeps what the outcome does not say: when, and with which exceptions. */
  private Outcome lost(Copy copy, Outcome outcome, @Nullable Throwable exception) {
    RuleMirror mirror = copy.mirror();
    failures.add(Lanes.nameOf(mirror.rule()), mirror.mirror().name(), outcome, exception);
    return outcome;
  }

  private AnswerDiscarder discarder(HttpRequest request) {
    return new AnswerDiscarder(settings.answerLimit(), request.method().equals("HEAD"));
  }

  private static Outcome aborted() {
    return new Outcome.Failed(FailureCause.ABORTED);
  }

  private static Outcome failure(@Nullable Throwable cause) {
    if (Thread.currentThread().isInterrupted()) {
      // Closing interrupts this thread and then ends the exchange, which may be noticed first.
      return aborted();
    }
    return cause instanceof HttpTimeoutException
        ? new Outcome.TimedOut()
        : new Outcome.Failed(FailureCause.of(cause));
  }

  private static void giveUp(@Nullable CompletableFuture<?> answer, AnswerDiscarder discarder) {
    discarder.giveUp();
    if (answer != null) {
      answer.cancel(true);
    }
  }
}
