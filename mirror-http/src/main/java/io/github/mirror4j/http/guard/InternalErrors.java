package io.github.mirror4j.http.guard;

import static java.util.Objects.requireNonNull;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;

/**
 * Counts what must not happen, and never throws itself.
 *
 * <p>The first error of each step is worth a warning, written on the log's thread, because an
 * appender may block and the error may be a caller's. The warning says the kind of the error and
 * where it was thrown; the message, which may quote the request, is logged at DEBUG only.
 */
public final class InternalErrors {

  private static final Logger LOG = LogLines.MIRRORING;

  private final LongAdder count = new LongAdder();

  private final Map<FailedStep, Flag> warned = new EnumMap<>(FailedStep.class);

  /** Creates a count of none. */
  public InternalErrors() {
    for (FailedStep step : FailedStep.values()) { // Now, and not on a heap that is exhausted.
      warned.put(step, new Flag());
    }
  }

  /**
   * Counts an error.
   *
   * @param step what failed
   * @param failure the error
   */
  @SuppressWarnings("EmptyCatch") // it is counted; there is nobody left to tell
  public void add(FailedStep step, Throwable failure) {
    try {
      count.increment();
      LogLines.debug(LOG, step.text(), failure);
      if (requireNonNull(warned.get(step)).raise()) {
        LogLines.add(() -> warn(step, failure));
      }
    } catch (Throwable e) {
      // Out of memory or a broken log, which must not reach the caller.
    }
  }

  /** {@return the number of errors so far} */
  public long sum() {
    return count.sum();
  }

  /** On a stack of its own: the failure may be that the caller's is used up. */
  private static void warn(FailedStep step, Throwable failure) {
    StackTraceElement[] stack = failure.getStackTrace();
    LOG.warn(
        "Internal error of mirroring: {} ({} at {}). No exception reaches a caller. Further errors of"
            + " this kind are counted (internalErrors) and logged at DEBUG, as this one is",
        step.text(),
        failure.getClass().getName(),
        stack.length == 0 ? "an unknown place" : stack[0].toString());
  }
}
