package io.github.mirror4j.http.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.compare.diff.ReceivedBody.Reason;
import io.github.mirror4j.http.fixture.ResponseNotes;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A response that is given up while it begins, goes on or completes has one end, and gives all its
 * memory back.
 */
class ResponseTapRaceTest {

  private static final int ROUNDS = 100_000;

  /** Threads that spin for each other get nowhere on processors that are busy with others. */
  private static final Duration MAX = Duration.ofSeconds(5);

  @Test
  void whoeverIsFirst() throws Exception {
    ResponseNotes notes = new ResponseNotes();
    ResponseInfo head = ResponseTapHeadTest.head(200, "A", "b");
    AtomicReference<@Nullable ResponseTap<Void>> shared = new AtomicReference<>();
    AtomicBoolean over = new AtomicBoolean();
    Thread givingUp = Thread.ofPlatform().start(() -> giveUp(shared, over));
    Set<Reason> missing = EnumSet.noneOf(Reason.class);
    int whole = 0;
    long start = System.nanoTime();
    for (int i = 0; i < ROUNDS && System.nanoTime() - start < MAX.toNanos(); i++) {
      ResponseTap<Void> tap = notes.tap(info -> BodySubscribers.discarding());
      int head1 = notes.heads.size();
      if (i % 3 == 0) {
        shared.set(tap);
      }
      BodySubscriber<Void> subscriber = tap.apply(head);
      if (i % 3 > 0) {
        shared.set(tap);
      }
      for (int part = 0; part < i % 50; part++) {
        subscriber.onNext(List.of(ByteBuffer.allocate(100)));
      }
      subscriber.onComplete();
      while (shared.get() != null) {
        Thread.onSpinWait();
      }
      // Who gives up may still be about it, which is all that can be between the head and the end.
      if (notes.heads.size() > head1) {
        Optional<Reason> reason = settle(notes);
        reason.ifPresent(missing::add);
        whole += reason.isEmpty() ? 1 : 0;
        notes.heads.clear();
      }
    }
    over.set(true);
    givingUp.join();

    assertThat(whole).isPositive();
    assertThat(missing).containsOnly(Reason.NOT_READ);
    notes.assertNothingIsLeft();
  }

  private static Optional<Reason> settle(ResponseNotes notes) throws InterruptedException {
    CapturedResponse end = notes.awaitEnd();
    Optional<Reason> missing = end.missing();
    end.received();
    end.release();
    return missing;
  }

  private static void giveUp(
      AtomicReference<@Nullable ResponseTap<Void>> shared, AtomicBoolean over) {
    while (!over.get()) {
      ResponseTap<Void> tap = shared.get();
      if (tap != null) {
        tap.giveUp();
        shared.set(null);
      }
    }
  }
}
