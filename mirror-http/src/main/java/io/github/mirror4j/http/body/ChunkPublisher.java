package io.github.mirror4j.http.body;

import static java.util.Objects.requireNonNull;

import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Publishes the chunks of a captured body as they lie, where the JDK's publishers copy them; to
 * each subscriber from the start.
 *
 * <p>It holds no bytes of its own. An idle connection of the JDK's client keeps the request of the
 * exchange that opened it, and with it this publisher, for as long as the connection lives. The
 * memory was given back to the budget by then.
 *
 * @param chunks gives the bytes, which do not change; none once the body was released
 * @param contentLength their number, or -1 where it is not to be declared
 */
public record ChunkPublisher(Supplier<List<byte[]>> chunks, long contentLength)
    implements BodyPublisher {

  @Override
  public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
    // An empty body is also completed only on request: the JDK's HTTP/1.1 exchange may fail if it
    // completes during the subscription.
    requireNonNull(subscriber).onSubscribe(new Delivery(subscriber, chunks.get().iterator()));
  }

  /**
   * One subscription.
   *
   * <p>Invariant: signals come one after the other and never inside each other, on whichever thread
   * more is requested. If no thread delivers, the requesting one does. Otherwise it notes in {@code
   * turns} that there is more to do. A subscription that is over holds no bytes.
   */
  private static final class Delivery implements Subscription {

    private final Subscriber<? super ByteBuffer> subscriber;
    private volatile Iterator<byte[]> rest;
    private final AtomicLong demand = new AtomicLong();
    private final AtomicInteger turns = new AtomicInteger();
    private volatile boolean wrongDemand;
    private volatile boolean over;

    private Delivery(Subscriber<? super ByteBuffer> subscriber, Iterator<byte[]> rest) {
      this.subscriber = subscriber;
      this.rest = rest;
    }

    @Override
    public void request(long n) {
      if (n <= 0) {
        wrongDemand = true;
      } else {
        demand.accumulateAndGet(n, Delivery::sum);
      }
      deliver();
    }

    @Override
    public void cancel() {
      end();
    }

    private void end() {
      over = true;
      rest = Collections.emptyIterator();
    }

    private void deliver() {
      int notes = turns.incrementAndGet() == 1 ? 1 : 0;
      while (notes > 0) {
        deliverWhatIsWanted();
        notes = turns.addAndGet(-notes);
      }
    }

    private void deliverWhatIsWanted() {
      Iterator<byte[]> chunks = rest;
      while (!over && !wrongDemand && chunks.hasNext() && demand.get() > 0) {
        demand.decrementAndGet();
        subscriber.onNext(ByteBuffer.wrap(chunks.next()).asReadOnlyBuffer());
      }
      if (!over && wrongDemand) {
        end();
        subscriber.onError(new IllegalArgumentException("request: (expected: above 0)"));
      } else if (!over && !chunks.hasNext()) {
        end();
        subscriber.onComplete();
      }
    }

    private static long sum(long demand, long more) {
      return more > Long.MAX_VALUE - demand ? Long.MAX_VALUE : demand + more;
    }
  }
}
