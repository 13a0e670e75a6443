package io.github.mirror4j.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.body.ByteBudget;
import io.github.mirror4j.http.body.CapturedBody;
import io.github.mirror4j.http.fixture.FaultResources;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import org.junit.jupiter.api.Test;

/**
 * The memory of a body is given back when its last copy ends, also where the JDK's client keeps the
 * copy's request: an idle connection keeps that of the exchange that opened it.
 */
class CapturedBodyTest {

  private static final int LENGTH = 4;

  private final ByteBudget budget = new ByteBudget(100);

  @Test
  void nothingThatIsLeftOfACopyHoldsTheBytes() throws Exception {
    Kept kept = new Kept();
    BodyPublisher[] request = new BodyPublisher[1];
    WeakReference<byte[]> bytes = sendAndRelease(kept, request);

    assertThat(budget.held()).isZero();
    assertThat(
            FaultResources.await(
                () -> {
                  System.gc();
                  return bytes.refersTo(null);
                }))
        .isTrue();
    assertThat(request[0].contentLength()).isEqualTo(LENGTH);
    Reference.reachabilityFence(kept.subscription);
  }

  @Test
  void oneOfSeveralCopiesLeavesTheBytesToTheOthers() {
    CapturedBody body = body(new byte[LENGTH]);
    body.hold(1);
    BodyPublisher other = body.publisher();
    body.release();
    Kept kept = new Kept();
    other.subscribe(kept);
    kept.subscription.request(1);
    assertThat(kept.received).isEqualTo(LENGTH);
  }

  /** In a method of its own, so that no local variable keeps the bytes. */
  private WeakReference<byte[]> sendAndRelease(Kept kept, BodyPublisher[] request) {
    byte[] bytes = new byte[LENGTH];
    CapturedBody body = body(bytes);
    request[0] = body.publisher();
    request[0].subscribe(kept);
    kept.subscription.request(2);
    body.release();
    return new WeakReference<>(bytes);
  }

  private CapturedBody body(byte[] bytes) {
    assertThat(budget.tryReserve(bytes.length)).isTrue();
    return new CapturedBody(budget, List.of(bytes), bytes.length, bytes.length, true);
  }

  /** What the JDK's client keeps of an exchange: its subscription. */
  private static final class Kept implements Subscriber<ByteBuffer> {

    private Subscription subscription;
    private int received;

    @Override
    public void onSubscribe(Subscription subscription) {
      this.subscription = subscription;
    }

    @Override
    public void onNext(ByteBuffer item) {
      received += item.remaining();
    }

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onComplete() {}
  }
}
