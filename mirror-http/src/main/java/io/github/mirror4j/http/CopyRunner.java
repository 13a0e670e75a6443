package io.github.mirror4j.http;

import io.github.mirror4j.http.body.ByteBudget;
import io.github.mirror4j.http.body.CaptureLimits;
import io.github.mirror4j.http.guard.InternalErrors;
import io.github.mirror4j.http.guard.Threads;
import io.github.mirror4j.http.send.CopyClients;
import io.github.mirror4j.http.send.CopySender;
import io.github.mirror4j.http.send.Deadlines;
import io.github.mirror4j.http.send.RecentFailures;
import io.github.mirror4j.http.settings.Settings;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;

/**
 * Runs the copies of one engine, each on a thread of its own.
 *
 * <p>A new thread inherits nothing from the caller whose request is copied.
 */
final class CopyRunner {

  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Threads.virtual("mirror4j-copy-"));
  private final ExecutorService platformThreads =
      Executors.newThreadPerTaskExecutor(Threads.platform("mirror4j-copy-"));
  private final Deadlines deadlines = new Deadlines(Threads.platform("mirror4j-deadline-"));
  private final CopyClients clients;
  private final CopySender sender;
  private final LongSupplier nanoTime;
  private final InternalErrors errors;

  CopyRunner(
      CopyClients clients,
      Settings settings,
      ByteBudget bodies,
      ByteBudget responses,
      RecentFailures failures,
      InternalErrors errors) {
    this.clients = clients;
    this.errors = errors;
    nanoTime = settings.hooks().nanoTime();
    CaptureLimits capture = new CaptureLimits(responses, 0, nanoTime);
    sender =
        new CopySender(
            clients,
            settings.policy(),
            settings.exchange(),
            new CopySender.Memory(bodies, capture),
            deadlines,
            failures);
  }

  /**
   * Starts a thread for a copy.
   *
   * @throws java.util.concurrent.RejectedExecutionException if no further copies are run
   */
  void execute(Runnable copy) {
    threads.execute(copy);
  }

  /**
   * Goes on with a copy whose task may block in a monitor; no caller starts a thread here.
   *
   * @throws java.util.concurrent.RejectedExecutionException if no further copies are run
   */
  void executeOnPlatformThread(Runnable copy) {
    platformThreads.execute(copy);
  }

  CopySender sender() {
    return sender;
  }

  /** The time in nanoseconds, from any start. */
  long now() {
    return nanoTime.getAsLong();
  }

  InternalErrors errors() {
    return errors;
  }

  /** Runs no further copies; those in flight go on. */
  void shutdown() {
    threads.shutdown();
  }

  /** Runs no further copies, and aborts those in flight. */
  void abort() {
    threads.shutdownNow();
    platformThreads.shutdownNow();
    deadlines.close();
    clients.abort();
  }
}
