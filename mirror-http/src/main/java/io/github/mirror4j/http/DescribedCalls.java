package io.github.mirror4j.http;

import io.github.mirror4j.http.guard.FailedStep;
import io.github.mirror4j.http.guard.Flag;
import io.github.mirror4j.http.guard.InternalErrors;
import io.github.mirror4j.http.guard.LogLines;
import io.github.mirror4j.http.guard.Threads;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.select.Selection;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Mirrors requests that other clients send or that servers receive: plays the part of the wrapped
 * client, which reads the body and gets the response.
 *
 * <p>Bodies in memory are read where the request is described, since their owner may change them
 * later, and a {@link BodyTap} as its parts come. Any other publisher may block, so it is read on a
 * thread of its own; at most so many as copies may be in flight.
 */
final class DescribedCalls {

  private static final Logger LOG = LogLines.MIRRORING;

  /** The JDK's publishers whose bytes lie in memory. */
  private static final Set<Class<?>> IN_MEMORY =
      Set.of(
          BodyPublishers.ofByteArray(new byte[0]).getClass(),
          BodyPublishers.ofString("").getClass());

  private final OpenCalls open;
  private final Permits readers;
  private final CopyRunner runner;
  private final InternalErrors errors;
  private final MirroredCall none;
  private final Flag warned = new Flag();

  DescribedCalls(OpenCalls open, Permits readers, CopyRunner runner, InternalErrors errors) {
    this.open = open;
    this.readers = readers;
    this.runner = runner;
    this.errors = errors;
    none = MirroredCall.without(errors);
  }

  /** A call of which there are no copies; the same for all, so that it needs no memory. */
  MirroredCall none() {
    return none;
  }

  /** Logs once that rules cannot route or change primaries here. */
  void note(Selection selection) {
    boolean isTouched = selection.endpoint().isPresent() || !selection.edits().isEmpty();
    if (isTouched && warned.raise()) {
      String name = selection.rule().map(rule -> rule.name()).orElse("");
      boolean unused =
          LogLines.add(
              () ->
                  LOG.warn(
                      "Rule \"{}\" routes or changes primaries, which has no effect on requests that"
                          + " are described to mirror(..): another client sends them",
                      name));
    }
  }

  /** Reads the request's body, if copies need one. Never throws. */
  MirroredCall start(HttpRequest request, PrimaryCall call) {
    MirroredCall described = none;
    try {
      described = MirroredCall.of(call, errors, () -> open.removeIfSettled(call));
      call.beforeSend(false);
      BodyPublisher body = call.tapped();
      if (body != null) {
        read(request, body, call);
      }
    } catch (Throwable e) {
      errors.add(FailedStep.READ_BODY, e);
      call.drop(DropReason.INTERNAL_ERROR);
    }
    return described;
  }

  private void read(HttpRequest request, BodyPublisher body, PrimaryCall call) {
    BodyPublisher source = request.bodyPublisher().orElseThrow();
    if (source instanceof BodyTap || IN_MEMORY.contains(source.getClass())) {
      subscribe(body, call);
    } else {
      subscribeOnThread(body, call);
    }
    if (!call.isSettled()) {
      open.add(call, request.timeout().orElse(OpenCalls.MAX_OPEN));
    }
  }

  /** A publisher may block in a monitor, which would keep the carrier of a virtual thread. */
  private void subscribeOnThread(BodyPublisher body, PrimaryCall call) {
    if (!readers.tryAcquire()) {
      call.drop(DropReason.TOTAL_FULL);
      return;
    }
    Runnable reading = () -> subscribeAndRelease(body, call);
    Runnable onPlatformThread = () -> start(runner::executeOnPlatformThread, reading, call);
    start(runner::execute, Threads.MONITORS_PIN ? onPlatformThread : reading, call);
  }

  /** Starts what releases the permit of a reader in the end. Never throws. */
  private void start(Executor threads, Runnable task, PrimaryCall call) {
    @Nullable DropReason lost = DropReason.INTERNAL_ERROR;
    try {
      threads.execute(task);
      lost = null;
    } catch (RejectedExecutionException e) {
      lost = DropReason.CLOSED;
    } catch (Throwable e) {
      errors.add(FailedStep.READ_BODY, e);
    } finally {
      if (lost != null) {
        readers.release();
        call.drop(lost);
      }
    }
  }

  private void subscribeAndRelease(BodyPublisher body, PrimaryCall call) {
    try {
      subscribe(body, call);
    } catch (Throwable e) {
      LogLines.debug(LOG, "A body could not be read, so its request is not copied", e);
      call.drop(DropReason.BODY_INCOMPLETE);
    } finally {
      readers.release();
    }
  }

  /** Asks for the length first, as a client does. After that, copies may need no body. */
  private static void subscribe(BodyPublisher body, PrimaryCall call) {
    if (body.contentLength() != 0 && !call.isSettled()) {
      body.subscribe(new Reader(call));
    }
  }

  /** Reads the body as long as copies need it. The tap in front of it keeps the bytes. */
  private static final class Reader implements Subscriber<ByteBuffer> {

    private final PrimaryCall call;
    private volatile @Nullable Subscription subscription;

    Reader(PrimaryCall call) {
      this.call = call;
    }

    @Override
    public void onSubscribe(Subscription given) {
      subscription = given;
      given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ByteBuffer item) {
      Subscription now = subscription;
      if (now != null && call.isSettled()) {
        now.cancel();
      }
    }

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onComplete() {}
  }
}
