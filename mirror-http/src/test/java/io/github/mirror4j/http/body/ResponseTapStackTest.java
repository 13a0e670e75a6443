package io.github.mirror4j.http.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.compare.diff.ReceivedBody;
import io.github.mirror4j.http.fixture.ResponseNotes;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * On a stack that is nearly used up a response is captured whole or not at all, and nothing is held
 * in the end.
 */
class ResponseTapStackTest {

  private static final int STACK = 256 * 1024;
  private static final int PART = 100;
  private static final int PARTS = 3;

  private final ResponseNotes notes = new ResponseNotes();
  private final ResponseInfo head = ResponseTapHeadTest.head(200, "A", "b");
  private int whole;
  private int notWhole;

  @Test
  void aResponseIsCapturedWholeOrNotAtAll() throws Exception {
    CompletableFuture<Void> over = new CompletableFuture<>();
    Thread.ofPlatform()
        .stackSize(STACK)
        .start(
            () -> {
              try {
                signalAtEachDepth();
                over.complete(null);
              } catch (Throwable e) {
                over.completeExceptionally(e);
              }
            });
    over.get(60, TimeUnit.SECONDS);

    assertThat(whole).isPositive();
    assertThat(notWhole).isPositive();
    notes.assertNothingIsLeft();
  }

  /** Each signal in turn is the one for which there is little room. */
  private void signalAtEachDepth() {
    for (int signal = 0; signal <= PARTS + 1; signal++) {
      int deepest = depth(0);
      for (int depth = Math.max(0, deepest - 700); depth < deepest; depth += 3) {
        play(signal, depth);
      }
    }
  }

  private void play(int deepSignal, int depth) {
    ResponseTap<Void> tap = notes.tap(info -> BodySubscribers.discarding());
    BodySubscriber<?>[] tapped = new BodySubscriber<?>[1];
    for (int signal = 0; signal <= PARTS + 1; signal++) {
      int now = signal;
      Runnable step = () -> signal(tap, tapped, now);
      boolean isThrough = at(signal == deepSignal ? depth : 0, step);
      if (tapped[0] == null) {
        break; // The handler itself had no room.
      } else if (!isThrough) {
        tapped[0].onError(new StackOverflowError()); // As the client does.
        break;
      }
    }
    tap.giveUp();
    CapturedResponse end = notes.ends.poll();
    if (end != null && end.received().body() instanceof ReceivedBody.Bytes bytes) {
      assertThat(bytes.bytes()).hasSize(PART * PARTS);
      whole++;
    } else {
      notWhole++;
    }
    if (end != null) {
      end.release();
    }
    notes.heads.clear();
    notes.assertNothingIsLeft();
  }

  private void signal(ResponseTap<Void> tap, BodySubscriber<?>[] tapped, int signal) {
    if (signal == 0) {
      tapped[0] = tap.apply(head);
    } else if (signal <= PARTS) {
      tapped[0].onNext(List.of(ByteBuffer.allocate(PART)));
    } else {
      tapped[0].onComplete();
    }
  }

  /** Whether it went through. */
  private static boolean at(int depth, Runnable step) {
    try {
      descend(depth, step);
      return true;
    } catch (StackOverflowError e) {
      return false;
    }
  }

  private static void descend(int depth, Runnable step) {
    if (depth == 0) {
      step.run();
    } else {
      descend(depth - 1, step);
    }
  }

  private static int depth(int depth) {
    try {
      return depth(depth + 1);
    } catch (StackOverflowError e) {
      return depth;
    }
  }
}
