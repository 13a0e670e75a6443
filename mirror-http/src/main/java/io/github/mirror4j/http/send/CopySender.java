package io.github.mirror4j.http.send;

import io.github.mirror4j.http.body.ByteBudget;
import io.github.mirror4j.http.body.CaptureLimits;
import io.github.mirror4j.http.body.CapturedBody;
import io.github.mirror4j.http.body.ResponseDiscarder;
import io.github.mirror4j.http.compare.CopyLeg;
import io.github.mirror4j.http.guard.CallPlace;
import io.github.mirror4j.http.guard.ForeignCalls;
import io.github.mirror4j.http.guard.LogLines;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.FailureCause;
import io.github.mirror4j.http.stats.Outcome;
import io.github.mirror4j.rule.CopyEditor;
import io.github.mirror4j.text.HttpText;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends one copy and waits for its end, on the copy's own virtual thread.
 *
 * <p>The deadline covers everything; the JDK's own request timeout ends at the headers (up to JDK
 * 25). A copy that the mirror's limit of HTTP/2 streams leaves no room for was not sent: it tries
 * the next connection, and is dropped where the last one has no room either. Whatever may keep the
 * carrier of the virtual thread (registries, look-ups of names, proxy selectors and clients of the
 * user's) is called on other threads.
 */
public final class CopySender {

  private static final Logger LOG = LoggerFactory.getLogger(CopySender.class);

  private final CopyClients clients;
  private final ExchangeLimits limits;
  private final CaptureLimits capture;
  private final ByteBudget bodies;
  private final CopyPolicy policy;
  private final CopyRequests requests;
  private final Deadlines deadlines;
  private final ForeignCalls calls = new ForeignCalls();
  private final FreshNames names = new FreshNames();
  private final RecentFailures failures;

  /**
   * The memory for bodies.
   *
   * @param edited the budget of bodies that editors make
   * @param compared how responses are captured that are compared; each has a limit of its own
   */
  public record Memory(ByteBudget edited, CaptureLimits compared) {}

  /**
   * Creates a sender.
   *
   * @param clients the clients that send
   * @param policy which headers copies carry
   * @param limits how much time and response a copy takes
   * @param memory the memory for bodies
   * @param deadlines end what takes longer
   * @param failures where failures are kept
   */
  public CopySender(
      CopyClients clients,
      CopyPolicy policy,
      ExchangeLimits limits,
      Memory memory,
      Deadlines deadlines,
      RecentFailures failures) {
    this.clients = clients;
    this.limits = limits;
    capture = memory.compared();
    this.deadlines = deadlines;
    this.failures = failures;
    bodies = memory.edited();
    this.policy = policy;
    requests = new CopyRequests(policy);
  }

  /**
   * Sends the copy. The deadline covers all of it: the look-ups, connecting, the exchange.
   *
   * @param copy the copy
   * @param body its body
   * @param place where it is edited; null if it is not
   * @param lost what is done where this never returns, since the thread is lost
   * @return how it ended; null if its editor withheld it
   */
  public @Nullable Outcome send(
      Copy copy, CapturedBody body, @Nullable EditPlace place, Runnable lost) {
    Duration timeout = timeout(copy);
    Deadlines.Watch watch = deadlines.start(timeout.toNanos(), lost);
    try {
      return send(copy, body, place, timeout, watch);
    } catch (InterruptedException e) {
      return watch.isExpired()
          ? lost(copy, null, new Outcome.TimedOut(), null, "")
          : new Outcome.Failed(FailureCause.ABORTED);
    } finally {
      deadlines.end(watch);
    }
  }

  private Duration timeout(Copy copy) {
    Duration usual = copy.mirror().mirror().timeout().orElse(limits.copyTimeout());
    Copy.Part part = copy.part();
    return part == null ? usual : part.leg().timeout().orElse(usual);
  }

  private @Nullable Outcome send(
      Copy copy,
      CapturedBody body,
      @Nullable EditPlace place,
      Duration timeout,
      Deadlines.Watch watch)
      throws InterruptedException {
    HttpClient.Version version;
    CopyRequests.Parts parts;
    HttpRequest request;
    try {
      Optional<URI> address = address(copy);
      if (address.isEmpty()) {
        return lost(copy, null, new Outcome.Failed(FailureCause.NO_ENDPOINT), null, "");
      }
      boolean toHttps = HttpText.isHttps(address.get());
      version = clients.version(toHttps);
      parts = requests.parts(copy, address.get(), toHttps, body);
      request = CopyRequests.of(parts, version);
    } catch (IllegalArgumentException e) {
      LogLines.debug(LOG, "No request can be made of a copy", e);
      return lost(copy, null, new Outcome.Failed(FailureCause.INVALID_REQUEST), e, "");
    }
    copy.tellOf(body);
    return place == null
        ? exchange(copy, request, timeout, watch)
        : edited(copy, parts, new EditedSending(place, body, version, timeout, watch));
  }

  /** What else the sending of an edited copy needs. */
  private record EditedSending(
      EditPlace place,
      CapturedBody body,
      HttpClient.Version version,
      Duration timeout,
      Deadlines.Watch watch) {}

  private @Nullable Outcome edited(Copy copy, CopyRequests.Parts parts, EditedSending sending)
      throws InterruptedException {
    CopyEditor editor = copy.mirror().mirror().editor().orElseThrow();
    DraftBody body = new DraftBody(sending.body(), bodies);
    try {
      CopyEditing editing = new CopyEditing(sending.place(), policy, body);
      return switch (editing.edit(editor, parts)) {
        case CopyEditing.Changed(CopyRequests.Parts changed) ->
            exchange(
                copy,
                CopyRequests.of(changed, sending.version()),
                sending.timeout(),
                sending.watch());
        case CopyEditing.Withheld withheld -> null;
        case CopyEditing.Lost(Outcome outcome) -> outcome;
      };
    } catch (EditCalls.EditorException e) {
      return lost(copy, null, new Outcome.Failed(FailureCause.EDITOR_FAILED), e.getCause(), "");
    } catch (IllegalArgumentException e) {
      LogLines.debug(LOG, "No request can be made of an edited copy", e);
      return lost(copy, null, new Outcome.Failed(FailureCause.INVALID_REQUEST), e, "");
    } catch (InterruptedException e) {
      if (sending.watch().isExpired() && !body.isEditedByNow()) {
        return lost(copy, null, new Outcome.Failed(FailureCause.EDITOR_TIMED_OUT), null, "");
      }
      throw e;
    } finally {
      body.release();
    }
  }

  private Outcome exchange(Copy copy, HttpRequest request, Duration timeout, Deadlines.Watch watch)
      throws InterruptedException {
    CopyExchange.Ending ending = exchangeOnce(copy, request, timeout, watch);
    return ending.outcome() instanceof Outcome.Failed
            || ending.outcome() instanceof Outcome.TimedOut
        ? lost(copy, request, ending.outcome(), ending.failure(), ending.message())
        : ending.outcome();
  }

  /** A registry that is not fixed is foreign code, which may hang. */
  private Optional<URI> address(Copy copy) throws InterruptedException {
    URI uri = copy.head().uri();
    Copy.Baseline baseline = copy.baseline();
    if (baseline != null) {
      return baseline.hasTarget()
          ? calls.place(copy.task() != null).call(() -> copy.mirror().baselineAddress(uri))
          : Optional.of(baseline.primary());
    }
    return copy.mirror().asksRegistry()
        ? calls.place(copy.task() != null).call(() -> copy.mirror().address(uri))
        : copy.mirror().address(uri);
  }

  private CopyExchange.Ending exchangeOnce(
      Copy copy, HttpRequest request, Duration timeout, Deadlines.Watch watch)
      throws InterruptedException {
    int refusals = 0;
    while (true) {
      ClientLease lease = clients.lease(request.uri(), HttpText.isHttps(request.uri()), refusals);
      if (lease == null) {
        return new CopyExchange.Ending(DropOutcomes.of(DropReason.STREAM_LIMIT));
      }
      CopyExchange.Ending ending = exchange(lease, copy, request, timeout, watch);
      if (!isRefused(ending)) {
        return ending;
      }
      refusals++;
    }
  }

  private CopyExchange.Ending exchange(
      ClientLease lease, Copy copy, HttpRequest request, Duration timeout, Deadlines.Watch watch)
      throws InterruptedException {
    @Nullable ResponseDiscarder response = null;
    ClientLease.Use use = ClientLease.Use.OTHER;
    boolean isDecorated = copy.task() != null;
    try { // Whatever fails, the lease ends: its client is to be closed one day.
      response = reader(copy, request, watch);
      lease.client().prepare(request.uri(), isDecorated, calls, names);
      CallPlace place = calls.place(isDecorated);
      CopyExchange.Ending ending =
          new CopyExchange(lease.client(), place, request, timeout, watch, response).run();
      if (watch.isExpired() && copy.part() != null) {
        copy.part().leg().timedOut();
      }
      if (isRefused(ending)) {
        use = ClientLease.Use.REFUSED;
      } else if (isOverHttp2(response.head())) {
        use = ClientLease.Use.HTTP_2;
      }
      return ending;
    } finally {
      if (response != null) {
        response.end();
      }
      lease.end(use);
    }
  }

  /** Captures the response if it is compared, and discards it if not. */
  private ResponseDiscarder reader(Copy copy, HttpRequest request, Deadlines.Watch watch) {
    Copy.Part part = copy.part();
    if (part == null || !part.leg().isCaptured()) {
      return discarder(request, watch);
    }
    CopyLeg leg = part.leg();
    leg.started(capture.nanoTime().getAsLong(), request.uri());
    return new ResponseDiscarder(
        limits.responseLimit(),
        request.method().equals("HEAD"),
        () -> deadlines.bringForward(watch, limits.responseBodyTimeout().toNanos()),
        capture.upTo(leg.limit()),
        leg);
  }

  /** Discards the response, within a time of its own: that of the whole exchange may be long. */
  private ResponseDiscarder discarder(HttpRequest request, Deadlines.Watch watch) {
    long bodyNanos = limits.responseBodyTimeout().toNanos();
    return new ResponseDiscarder(
        limits.responseLimit(),
        request.method().equals("HEAD"),
        () -> deadlines.bringForward(watch, bodyNanos));
  }

  /**
   * Keeps what the outcome does not say: when, at which host, with which exceptions and message.
   */
  private Outcome lost(
      Copy copy,
      @Nullable HttpRequest request,
      Outcome outcome,
      @Nullable Throwable exception,
      String message) {
    String host = request == null ? "" : hostOf(request.uri());
    failures.add(copy.id(), host, outcome, exception, message);
    return outcome;
  }

  private static String hostOf(URI uri) {
    return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
  }

  private static boolean isRefused(CopyExchange.Ending ending) {
    return ending.outcome().equals(DropOutcomes.of(DropReason.STREAM_LIMIT));
  }

  private static boolean isOverHttp2(@Nullable ResponseInfo head) {
    return head != null && head.version() != HttpClient.Version.HTTP_1_1;
  }
}
