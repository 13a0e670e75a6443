package io.github.mirror4j.http.body;

import java.net.http.HttpResponse.ResponseInfo;

/**
 * Waits for a response that another reader reads. Methods are called on that reader's threads or
 * the client's: they return at once and throw nothing.
 *
 * <p>A client may apply the body handler more than once, for example where it repeats a request by
 * itself. Each {@link #head} begins a new response, and what was reported of an earlier one is void
 * and to be released: the caller's response is the last one.
 */
public interface ResponseObserver {

  /**
   * Returns whether the response is still wanted. Asked before the head is reported and before each
   * piece of the body is captured.
   *
   * @return false if the response is to be forgotten; no end of it is reported then
   */
  boolean wants();

  /**
   * The head has come, and {@link #ended} follows, unless the response is not wanted any more.
   *
   * @param head the head
   * @param nanoTime when it came
   */
  void head(ResponseInfo head, long nanoTime);

  /**
   * The response has ended, whichever way, or will not be captured. Comes once for each head, on
   * any thread.
   *
   * @param response what was captured; the receiver releases it
   */
  void ended(CapturedResponse response);

  /**
   * The library failed. No end may be reported of this response.
   *
   * @param failure what was thrown
   */
  void failed(Throwable failure);
}
