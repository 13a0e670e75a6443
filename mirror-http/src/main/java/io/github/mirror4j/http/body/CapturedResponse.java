package io.github.mirror4j.http.body;

import io.github.mirror4j.compare.diff.ReceivedBody;
import io.github.mirror4j.compare.diff.ReceivedBody.Reason;
import io.github.mirror4j.compare.diff.ReceivedResponse;
import io.github.mirror4j.http.guard.Flag;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A response that was captured, or what is known of one that was not, with the memory that it
 * holds.
 *
 * <p>It belongs to one thread at a time, which may change; {@link #release} may come from any.
 */
public final class CapturedResponse {

  private final int status;
  private final HttpClient.Version version;
  private final long headNanos;
  private final ByteBudget budget;
  private Map<String, List<String>> headers = Map.of();
  private long headMemory;
  private final Flag released = new Flag();
  private long endNanos;
  private @Nullable Reason missing;
  private volatile @Nullable CapturedBody body;

  CapturedResponse(ResponseInfo head, long headNanos, ByteBudget budget) {
    status = head.statusCode();
    version = head.version();
    this.headNanos = headNanos;
    this.budget = budget;
    endNanos = headNanos;
  }

  /**
   * Holds the headers, with memory for those that are larger than usual.
   *
   * @return false where there is none
   */
  boolean hold(HttpHeaders all) {
    long memory = HeadSize.of(all).memory(1);
    if (!budget.tryReserve(memory)) {
      return false;
    }
    headMemory = memory;
    headers = all.map();
    return true;
  }

  /** Its end: called once, before it is handed over. */
  CapturedResponse end(@Nullable CapturedBody whole, @Nullable Reason why, long nanoTime) {
    body = whole;
    missing = why;
    endNanos = nanoTime;
    return this;
  }

  /** {@return the status code} */
  public int status() {
    return status;
  }

  /**
   * Returns the headers.
   *
   * @return the headers; the map finds names in any case, and is empty where there was no memory
   */
  public Map<String, List<String>> headers() {
    return headers;
  }

  /** {@return the HTTP version} */
  public HttpClient.Version version() {
    return version;
  }

  /** {@return when the head came, in nanoseconds of the clock that was given} */
  public long headNanos() {
    return headNanos;
  }

  /** {@return when the response ended, or was not captured any further} */
  public long endNanos() {
    return endNanos;
  }

  /** {@return the number of bytes of the body as they were captured; 0 where they were not} */
  public long length() {
    CapturedBody whole = body;
    return whole == null ? 0 : whole.length();
  }

  /** {@return why the body was not captured whole; empty where it was} */
  public Optional<Reason> missing() {
    return Optional.ofNullable(missing);
  }

  /**
   * Returns the response, for a comparison. Its bytes are brought into one array here, and not
   * where they were captured, which may be a caller's thread. While that is done they are held
   * twice.
   *
   * @return the response, which must not be kept for longer than until {@link #release}; without
   *     its body where there is no memory for that
   */
  public ReceivedResponse received() {
    CapturedBody whole = body;
    if (whole != null) {
      CapturedBody joined = whole.joined();
      if (joined == null) {
        missing = Reason.MEMORY_FULL;
      }
      body = joined;
    }
    return new ReceivedResponse(status(), headers(), receivedBody());
  }

  private ReceivedBody receivedBody() {
    CapturedBody whole = body;
    if (whole != null) {
      return new ReceivedBody.Bytes(whole.bytes());
    }
    return new ReceivedBody.Missing(missing == null ? Reason.NOT_READ : missing);
  }

  /** Gives the memory back. Further calls do nothing. */
  public void release() {
    if (released.raise()) {
      budget.release(headMemory);
      CapturedBody whole = body;
      if (whole != null) {
        whole.release();
      }
    }
  }
}
