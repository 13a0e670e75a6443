package io.github.mirror4j.http.testkit;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/**
 * A mirror that records the requests that arrive, so that a test can verify what was mirrored.
 *
 * <p>It listens on a free port of 127.0.0.1, on virtual threads, until it is closed. By default it
 * responds with status 200 and an empty body. A request is recorded when its last byte has been
 * read, before the response. A request whose body exceeds {@link #BODY_LIMIT} bytes, or that is not
 * HTTP/1.1, is refused and not recorded; assertion messages list such requests. Records are kept
 * until {@link #reset()}. Thread-safe.
 *
 * {@snippet class="io.github.mirror4j.http.testkit.Snippets" region="recording"}
 *
 * @since 0.1.0
 */
public final class RecordingMirror implements AutoCloseable {

  /** The largest body that is recorded, in bytes: {@value}. */
  public static final int BODY_LIMIT = 16 << 20;

  private record Records(List<RecordedCopy> requests, List<String> refused) {}

  private final AwaitableState<Records> records =
      new AwaitableState<>(new Records(new ArrayList<>(), new ArrayList<>()));
  private final AtomicReference<Response> response = new AtomicReference<>(Response.OK);
  private final TestPort port = new TestPort("mirror4j-testkit-recording", BODY_LIMIT, this::serve);

  private RecordingMirror() {}

  /**
   * Starts a mirror.
   *
   * @return the running mirror
   * @throws java.io.UncheckedIOException if it cannot listen on a port
   */
  public static RecordingMirror start() {
    RecordingMirror mirror = new RecordingMirror();
    mirror.port.open();
    return mirror;
  }

  /**
   * Returns the address of this mirror.
   *
   * @return a URI with scheme http, without path
   */
  public URI uri() {
    return port.uri();
  }

  /**
   * Sets the status of all further responses, which have an empty body.
   *
   * @param status 200 to 599
   * @return this mirror
   * @throws IllegalArgumentException if the status is out of range
   */
  public RecordingMirror respond(int status) {
    return respond(status, "");
  }

  /**
   * Sets the status and the body of all further responses.
   *
   * @param status 200 to 599
   * @param body plain text, sent as UTF-8; not sent in response to HEAD, or with status 204 or 304
   * @return this mirror
   * @throws IllegalArgumentException if the status is out of range
   */
  public RecordingMirror respond(int status, String body) {
    requireNonNull(body, "body");
    response.updateAndGet(old -> old.with(status, body));
    return this;
  }

  /**
   * Sets the delay before each further response.
   *
   * @param delay at least 0
   * @return this mirror
   * @throws IllegalArgumentException if the delay is negative
   */
  public RecordingMirror delay(Duration delay) {
    requireNonNull(delay, "delay");
    response.updateAndGet(old -> old.after(delay));
    return this;
  }

  /**
   * Returns the requests recorded so far.
   *
   * @return an immutable list, in the order of arrival
   */
  public List<RecordedCopy> requests() {
    return records.read(state -> List.copyOf(state.requests()));
  }

  /**
   * Waits until at least the given number of requests have been recorded.
   *
   * @param count the number of requests
   * @param timeout the maximum time to wait
   * @return all recorded requests, in the order of arrival
   * @throws AssertionError if there are fewer when the timeout elapses
   * @throws InterruptedException if the current thread is interrupted while waiting
   */
  public List<RecordedCopy> awaitRequests(int count, Duration timeout) throws InterruptedException {
    return records.await(
        state -> state.requests().size() >= count ? List.copyOf(state.requests()) : null,
        timeout,
        state ->
            "requests: %d (expected: %d within %s)%s"
                .formatted(state.requests().size(), count, timeout, lines(state)));
  }

  /**
   * Waits until a request that matches a predicate has been recorded.
   *
   * @param test the predicate; must not block
   * @param timeout the maximum time to wait
   * @return the first matching request
   * @throws AssertionError if there is none when the timeout elapses
   * @throws InterruptedException if the current thread is interrupted while waiting
   */
  public RecordedCopy awaitRequest(Predicate<? super RecordedCopy> test, Duration timeout)
      throws InterruptedException {
    requireNonNull(test, "test");
    return records.await(
        state -> state.requests().stream().filter(test).findFirst().orElse(null),
        timeout,
        state ->
            "request: none of %d (expected: one that passes the test within %s)%s"
                .formatted(state.requests().size(), timeout, lines(state)));
  }

  /** Discards all records. The configured response is unchanged. */
  public void reset() {
    records.change(
        state -> {
          state.requests().clear();
          state.refused().clear();
        });
  }

  /** Closes all connections and releases the port. Records can still be read. */
  @Override
  public void close() {
    port.close();
  }

  private void serve(Connection connection) throws IOException, InterruptedException {
    try {
      boolean usable = true;
      while (usable) {
        RecordedCopy request = connection.read();
        if (request == null) {
          return;
        }
        records.change(state -> state.requests().add(request));
        usable = requireNonNull(response.get()).write(connection, request);
      }
    } catch (UnreadableRequest e) {
      records.change(state -> state.refused().add("refused: " + e.getMessage()));
      connection.write(
          "HTTP/1.1 " + e.status() + " \r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
    }
  }

  private static String lines(Records state) {
    return state.requests().isEmpty() && state.refused().isEmpty()
        ? ": nothing has arrived, client.explain(request) says why"
        : MessageLines.of(state.requests()) + MessageLines.of(state.refused());
  }
}
