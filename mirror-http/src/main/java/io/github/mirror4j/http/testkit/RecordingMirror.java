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
 * A mirror that records what arrives, so that a test can say what was mirrored.
 *
 * <p>It listens on a free port of 127.0.0.1, on virtual threads, until it is closed. It answers 200
 * with an empty body unless told otherwise. A request is recorded when its last byte has been read,
 * before it is answered; one with a body of more than {@link #BODY_LIMIT} bytes, or one that is no
 * HTTP/1.1, is refused instead, which messages of errors tell. What is recorded is kept until
 * {@link #reset()}. Thread-safe.
 *
 * {@snippet class="io.github.mirror4j.http.testkit.Snippets" region="recording"}
 *
 * @since 0.1.0
 */
public final class RecordingMirror implements AutoCloseable {

  /** The largest body that is recorded, in bytes: {@value}. */
  public static final int BODY_LIMIT = 16 << 20;

  private record Records(List<RecordedCopy> requests, List<String> refused) {}

  private final Awaited<Records> records =
      new Awaited<>(new Records(new ArrayList<>(), new ArrayList<>()));
  private final AtomicReference<Answer> answer = new AtomicReference<>(Answer.OK);
  private final TestPort door = new TestPort("mirror4j-testkit-recording", BODY_LIMIT, this::serve);

  private RecordingMirror() {}

  /**
   * Starts a mirror.
   *
   * @return the mirror, running
   * @throws java.io.UncheckedIOException if it cannot listen
   */
  public static RecordingMirror start() {
    RecordingMirror mirror = new RecordingMirror();
    mirror.door.open();
    return mirror;
  }

  /**
   * Where it is.
   *
   * @return a URI with scheme http, without path
   */
  public URI uri() {
    return door.uri();
  }

  /**
   * Answers with this status and an empty body from now on.
   *
   * @param status 200 to 599
   * @return this mirror
   * @throws IllegalArgumentException if the status is out of range
   */
  public RecordingMirror answer(int status) {
    return answer(status, "");
  }

  /**
   * Answers like this from now on.
   *
   * @param status 200 to 599
   * @param body plain text, sent as UTF-8; to HEAD, and with status 204 or 304, it is not sent
   * @return this mirror
   * @throws IllegalArgumentException if the status is out of range
   */
  public RecordingMirror answer(int status, String body) {
    requireNonNull(body, "body");
    answer.updateAndGet(old -> old.with(status, body));
    return this;
  }

  /**
   * Takes its time for each answer from now on.
   *
   * @param delay at least 0
   * @return this mirror
   * @throws IllegalArgumentException if the delay is negative
   */
  public RecordingMirror delay(Duration delay) {
    requireNonNull(delay, "delay");
    answer.updateAndGet(old -> old.after(delay));
    return this;
  }

  /**
   * What has been recorded so far.
   *
   * @return an immutable list, in the order of arrival
   */
  public List<RecordedCopy> requests() {
    return records.read(state -> List.copyOf(state.requests()));
  }

  /**
   * Waits until so many requests, or more, have been recorded.
   *
   * @param count how many
   * @param timeout how long to wait at most
   * @return all that have been recorded, in the order of arrival
   * @throws AssertionError if there are fewer after that time
   * @throws InterruptedException if the thread is interrupted while it waits
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
   * Waits until a request has been recorded that passes a test.
   *
   * @param test what to look for; must not wait for anything itself
   * @param timeout how long to wait at most
   * @return the first request that passes
   * @throws AssertionError if there is none after that time
   * @throws InterruptedException if the thread is interrupted while it waits
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

  /** Forgets what has been recorded; answers stay as they are. */
  public void reset() {
    records.change(
        state -> {
          state.requests().clear();
          state.refused().clear();
        });
  }

  /** Ends all connections and frees the port; what has been recorded can still be read. */
  @Override
  public void close() {
    door.close();
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
        usable = requireNonNull(answer.get()).write(connection, request);
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
        : Lines.of(state.requests()) + Lines.of(state.refused());
  }
}
