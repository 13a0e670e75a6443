package io.github.mirror4j.http;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts what must not happen, and never throws itself.
 *
 * <p>The first error is worth a warning, written on a thread of its own, because an appender may
 * block and the error may be a caller's. The warning says the kind of the error and where it was
 * thrown; the message, which may quote the request, is logged at DEBUG only.
 */
final class InternalErrors {

  private static final Logger LOG = LoggerFactory.getLogger(MirroringHttpClient.class);

  private final ThreadFactory threads = LaneContext.threads("mirror4j-log-");
  private final LongAdder count = new LongAdder();
  private final AtomicBoolean told = new AtomicBoolean();

  @SuppressWarnings("EmptyCatch") // it is counted; there is nobody left to tell
  void add(String what, Throwable failure) {
    count.increment();
    try {
      LOG.debug("{}", what, failure);
      if (!told.get() && told.compareAndSet(false, true)) {
        String kind = failure.getClass().getName();
        StackTraceElement[] stack = failure.getStackTrace();
        String place = stack.length == 0 ? "an unknown place" : stack[0].toString();
        threads.newThread(() -> warn(what, kind, place)).start();
      }
    } catch (Throwable e) {
      // Out of memory or a broken log: the caller must not hear of it.
    }
  }

  long sum() {
    return count.sum();
  }

  private static void warn(String what, String kind, String place) {
    LOG.warn(
        "{} ({} at {}); primaries are not affected. This and further ones are logged at DEBUG",
        what,
        kind,
        place);
  }
}
