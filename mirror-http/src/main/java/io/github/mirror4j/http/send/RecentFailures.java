package io.github.mirror4j.http.send;

import io.github.mirror4j.http.stats.FailureCause;
import io.github.mirror4j.http.stats.Outcome;
import io.github.mirror4j.http.stats.RecentFailure;
import io.github.mirror4j.rule.MirrorId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The last ways in which copies were lost, for people who look after the service.
 *
 * <p>Goal: a mirror that fails a thousand times must not push out what happened elsewhere, so equal
 * failures make one entry with a count, and what a message adds makes no further one. At most
 * {@value #MAX} are kept, those that occurred last. Only threads of copies and of status requests
 * take the lock, never a caller's thread. Drops are not kept; they happen on callers' threads, and
 * are counted by reason.
 */
public final class RecentFailures {

  static final int MAX = 20;
  static final int MAX_CHAIN = 8;

  private record Kind(MirrorId id, String host, Outcome outcome, List<String> exceptions) {}

  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Kind, RecentFailure> oldestFirst = new LinkedHashMap<>();

  /** Creates a list without failures. */
  public RecentFailures() {
    this(InstantSource.system());
  }

  RecentFailures(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Keeps a failure of a copy for which no host was asked.
   *
   * @param id the mirror
   * @param outcome how the copy ended
   * @param failure what was thrown; null for nothing
   * @param message what may be shown of it
   */
  public void add(MirrorId id, Outcome outcome, @Nullable Throwable failure, String message) {
    add(id, "", outcome, failure, message);
  }

  /** Keeps a failure; what was aborted when the client was closed says nothing about a mirror. */
  void add(MirrorId id, String host, Outcome outcome, @Nullable Throwable failure, String message) {
    if (outcome.equals(new Outcome.Failed(FailureCause.ABORTED))) {
      return;
    }
    Kind kind = new Kind(id, host, outcome, classes(failure));
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    lock.lock();
    try {
      RecentFailure before = oldestFirst.remove(kind);
      oldestFirst.put(
          kind, before == null ? first(kind, message, now) : again(before, message, now));
      if (oldestFirst.size() > MAX) {
        oldestFirst.remove(oldestFirst.keySet().iterator().next());
      }
    } finally {
      lock.unlock();
    }
  }

  /** {@return what is kept, the latest first} */
  public List<RecentFailure> list() {
    List<RecentFailure> list;
    lock.lock();
    try {
      list = new ArrayList<>(oldestFirst.values());
    } finally {
      lock.unlock();
    }
    Collections.reverse(list);
    return list;
  }

  private static RecentFailure first(Kind kind, String message, Instant now) {
    return new RecentFailure(
        kind.id(), kind.host(), kind.outcome(), message, kind.exceptions(), 1, now, now);
  }

  private static RecentFailure again(RecentFailure before, String message, Instant now) {
    return new RecentFailure(
        before.id(),
        before.host(),
        before.outcome(),
        message,
        before.exceptions(),
        before.count() + 1,
        before.first(),
        now);
  }

  /** Bounded, because causes may go round in a circle. */
  private static List<String> classes(@Nullable Throwable failure) {
    List<String> names = new ArrayList<>();
    Throwable cause = failure;
    while (cause != null && names.size() < MAX_CHAIN) {
      names.add(cause.getClass().getName());
      cause = cause.getCause();
    }
    return names;
  }
}
