package io.github.mirror4j.http.compare;

import io.github.mirror4j.compare.files.Snapshot;
import io.github.mirror4j.http.guard.LogLines;
import io.github.mirror4j.http.stats.EvidenceFileStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Writes the evidence of an engine to a file: at intervals, and when the engine is closed.
 *
 * <p>It works on its own thread, so that a disk that is slow, full or gone delays nothing else. A
 * failure is counted, logged once, and tried again at the next interval.
 */
public final class EvidenceWriter implements AutoCloseable {

  private static final Logger LOG = LogLines.MIRRORING;

  private final String process = UUID.randomUUID().toString();
  private final EvidenceFile file;
  private final Duration interval;
  private final Function<Numbered, List<Snapshot>> evidence;
  private final InstantSource clock;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ReentrantLock lock = new ReentrantLock();
  private long seq;
  private volatile Results results = new Results(0, 0, null, null, false);

  /**
   * What names a snapshot.
   *
   * @param process names the engine
   * @param seq the number of the snapshot
   */
  public record Numbered(String process, long seq) {}

  private record Results(
      long written,
      long failures,
      @Nullable Instant lastSuccess,
      @Nullable String lastFailure,
      boolean isFailing) {

    Results success(Instant now) {
      return new Results(written + 1, failures, now, lastFailure, false);
    }

    Results failure(String kind) {
      return new Results(written, failures + 1, lastSuccess, kind, true);
    }
  }

  /**
   * Creates a writer, which does nothing before {@link #start}.
   *
   * @param target where to write, and how often
   * @param evidence returns what there is to write
   * @param clock the time of the last success
   */
  public EvidenceWriter(
      EvidenceFolder target, Function<Numbered, List<Snapshot>> evidence, InstantSource clock) {
    Path path = target.folder().resolve("mirror4j-" + process + ".jsonl");
    this.file = new EvidenceFile(path);
    this.interval = target.interval();
    this.evidence = evidence;
    this.clock = clock;
  }

  /**
   * Starts writing.
   *
   * @param threads makes the thread
   */
  public void start(ThreadFactory threads) {
    threads.newThread(this::run).start();
  }

  private void run() {
    try {
      while (!closed.await(interval.toNanos(), TimeUnit.NANOSECONDS)) {
        write();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Writes what there is. Never throws. */
  public void write() {
    lock.lock();
    try {
      tryToWrite();
    } catch (Throwable e) {
      failed(e);
    } finally {
      lock.unlock();
    }
  }

  private void tryToWrite() throws Exception {
    seq++;
    List<Snapshot> snapshots = evidence.apply(new Numbered(process, seq));
    if (snapshots.isEmpty()) {
      return;
    }
    file.write(snapshots);
    results = results.success(clock.instant());
  }

  @SuppressWarnings("EmptyCatch") // out of memory again, most likely: there is nobody left to tell
  private void failed(Throwable failure) {
    try {
      boolean isFirst = !results.isFailing();
      results = results.failure(failure.getClass().getSimpleName());
      if (isFirst) {
        String kind = failure.toString();
        LogLines.add(
            () ->
                LOG.warn(
                    "Evidence cannot be written to {}: {}. It is tried again every {}; requests"
                        + " and copies are not affected",
                    file.path(),
                    kind,
                    interval));
      }
    } catch (Throwable e) {
      // It is tried again all the same.
    }
  }

  /** {@return what became of the file} */
  public EvidenceFileStatus status() {
    Results now = results;
    return new EvidenceFileStatus(
        file.path().toString(),
        now.written(),
        now.failures(),
        Optional.ofNullable(now.lastSuccess()),
        Optional.ofNullable(now.lastFailure()));
  }

  /** Writes once more, and ends. */
  @Override
  public void close() {
    closed.countDown();
    write();
  }
}
