package io.github.mirror4j.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.body.ResponseDiscarder;
import io.github.mirror4j.http.fixture.FaultResources;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The JDK's client keeps it as long as the connection, so it must keep nothing itself. */
class ResponseDiscarderTest {

  @Test
  void itHoldsNothingOnceTheExchangeIsOver() throws Exception {
    AtomicInteger heads = new AtomicInteger();
    Runnable onHead = heads::incrementAndGet;
    WeakReference<Runnable> held = new WeakReference<>(onHead);
    ResponseDiscarder discarder = new ResponseDiscarder(1, false, onHead);
    onHead = () -> {};

    discarder.end();

    assertThat(
            FaultResources.await(
                () -> {
                  System.gc();
                  return held.refersTo(null);
                }))
        .isTrue();
    Reference.reachabilityFence(discarder);
    onHead.run();
    assertThat(heads).hasValue(0);
  }
}
