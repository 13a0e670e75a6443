package io.github.mirror4j.http;

import io.github.mirror4j.http.body.ByteBudget;
import io.github.mirror4j.http.guard.InternalErrors;
import io.github.mirror4j.http.guard.Threads;
import io.github.mirror4j.http.stats.LaneState;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What all lanes of one engine share. Knows neither the client that is wrapped nor its wrapper. */
final class LaneContext {

  static {
    // The JVM's first virtual thread is started here, by whoever builds. Started by a caller whose
    // stack is nearly used up, it would fail, and with it all virtual threads of the process for
    // good.
    Thread.ofVirtual().start(() -> {});
  }

  private final Settings settings;
  private final Counters total = new Counters(null);
  private final InFlight inFlight = new InFlight();
  private final ByteBudget bodies;
  private final Permits totalPermits;
  private final ExecutorService executor;
  private final ExecutorService platformExecutor;
  private final Deadlines deadlines = new Deadlines(Threads.platform("mirror4j-deadline-"));
  private final RecentFailures recentFailures = new RecentFailures();
  private final CopySender sender;
  private final Listeners listeners;
  private final DispatchTime dispatchTime;
  private final InternalErrors errors;
  private volatile boolean paused;
  private volatile boolean closed;

  LaneContext(Settings settings, CopyClients clients, InternalErrors errors) {
    this.settings = settings;
    this.errors = errors;
    bodies = new ByteBudget(settings.limits().bodyMemory());
    totalPermits = new Permits("mirror4j-total", settings.limits().maxConcurrentCopiesInTotal());
    executor = Executors.newThreadPerTaskExecutor(Threads.virtual("mirror4j-copy-"));
    platformExecutor = Executors.newThreadPerTaskExecutor(Threads.platform("mirror4j-copy-"));
    sender =
        new CopySender(clients, settings.policy(), settings.exchange(), deadlines, recentFailures);
    dispatchTime = new DispatchTime(settings.hooks().nanoTime());
    listeners = new Listeners(settings.hooks().listeners());
  }

  Settings settings() {
    return settings;
  }

  Counters total() {
    return total;
  }

  InFlight inFlight() {
    return inFlight;
  }

  ByteBudget bodies() {
    return bodies;
  }

  Permits totalPermits() {
    return totalPermits;
  }

  ExecutorService executor() {
    return executor;
  }

  /** For copies whose task may block in a monitor; no thread of it is started by a caller. */
  ExecutorService platformExecutor() {
    return platformExecutor;
  }

  CopySender sender() {
    return sender;
  }

  Deadlines deadlines() {
    return deadlines;
  }

  RecentFailures recentFailures() {
    return recentFailures;
  }

  Listeners listeners() {
    return listeners;
  }

  DispatchTime dispatchTime() {
    return dispatchTime;
  }

  boolean isPaused() {
    return paused;
  }

  void pause(boolean pause) {
    paused = pause;
  }

  /** The state of mirroring as a whole. */
  LaneState state() {
    if (closed) {
      return LaneState.CLOSED;
    }
    if (!MirrorSwitch.isOn()) {
      return LaneState.SWITCHED_OFF;
    }
    return paused ? LaneState.PAUSED : LaneState.SENDING;
  }

  boolean isClosed() {
    return closed;
  }

  void close() {
    closed = true;
  }

  InternalErrors errors() {
    return errors;
  }
}
