package io.github.mirror4j.http.body;

import io.github.mirror4j.compare.diff.ReceivedBody.Reason;
import java.net.http.HttpResponse.ResponseInfo;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the head of a response tells of its body. */
public final class ResponseHead {

  private static final int SWITCHING_PROTOCOLS = 101;
  private static final int NO_CONTENT = 204;
  private static final int NOT_MODIFIED = 304;

  private ResponseHead() {}

  /**
   * How many bytes are announced; 0 where nothing is.
   *
   * @param toHead whether the request was a HEAD, whose response tells the length of a body that
   *     does not come
   * @throws NumberFormatException if that is no length
   */
  static long announcedLength(ResponseInfo head, boolean toHead) {
    List<String> lengths = head.headers().allValues("content-length"); // A stream costs more.
    long announced = lengths.isEmpty() ? 0 : Long.parseLong(lengths.getFirst());
    if (announced < 0) {
      throw new NumberFormatException("a length below 0"); // As for one that is no number.
    }
    return hasBody(head.statusCode(), toHead) ? announced : 0;
  }

  /** Why the body is not to be captured; null where it is, as far as the head tells. */
  static @Nullable Reason whyNotCaptured(ResponseInfo head, boolean toHead, long limit) {
    if (head.statusCode() == SWITCHING_PROTOCOLS) {
      return Reason.STREAMED;
    }
    if (!hasBody(head.statusCode(), toHead)) {
      return null;
    }
    if (head.headers().firstValue("content-type").map(ResponseHead::isStream).orElse(false)) {
      return Reason.STREAMED;
    }
    return isTooLong(head, limit) ? Reason.TOO_LARGE : null;
  }

  /**
   * Returns whether a response can have a body (RFC 9110, 6.4.1).
   *
   * @param status the status
   * @param toHead whether the request was a HEAD
   * @return false if it ends with its head
   */
  public static boolean hasBody(int status, boolean toHead) {
    return !toHead && status != NO_CONTENT && status != NOT_MODIFIED;
  }

  /** Streams that end, such as lines of JSON, are captured like others, up to the limits. */
  private static boolean isStream(String contentType) {
    int end = contentType.indexOf(';');
    String type =
        (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    return type.equals("text/event-stream")
        || type.equals("multipart/x-mixed-replace")
        || type.startsWith("application/grpc");
  }

  private static boolean isTooLong(ResponseInfo head, long limit) {
    try {
      return announcedLength(head, false) > limit;
    } catch (NumberFormatException e) {
      return false; // The client decides what becomes of it.
    }
  }
}
