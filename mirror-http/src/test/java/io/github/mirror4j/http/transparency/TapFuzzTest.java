package io.github.mirror4j.http.transparency;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.TransparencyMirror;
import io.github.mirror4j.http.fixture.TransparencyMock;
import io.github.mirror4j.http.stats.MirrorCounts;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Bodies of random shape, published and read in random ways: the delegate sees exactly what was
 * published, the copy has exactly the body, and all memory is given back.
 *
 * <p>A failing seed is named; {@code -Dmirror4j.seed=N} replays it alone.
 */
@Timeout(120)
class TapFuzzTest {

  private static final int SEEDS = 2_000;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Test
  void whateverIsPublishedArrives() throws Exception {
    Long one = Long.getLong("mirror4j.seed");
    int sent = 0;
    for (long seed = one == null ? 0 : one; seed < (one == null ? SEEDS : one + 1); seed++) {
      try {
        sent += play(new TapScript(seed));
      } catch (Throwable e) {
        throw new AssertionError("seed " + seed + "; replay with -Dmirror4j.seed=" + seed, e);
      }
    }
    assertThat(sent).as("copies that arrived").isGreaterThan(one == null ? SEEDS / 10 : -1);
  }

  /** Plays one script; gives the number of copies that arrived. */
  private static int play(TapScript script) throws Exception {
    Delegate delegate = new Delegate(script);
    Mirror mirror = new Mirror();
    MirroringHttpClient client =
        TransparencyMirror.builder(delegate, URI.create("http://mirror.example"))
            .mirrorClient(mirror)
            .bodyLimit(script.bodyLimit)
            .bodyMemory(script.bodyMemory)
            .build();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://primary.example/"))
            .POST(script.asOfTheJdk())
            .build();

    client.sendAsync(request, BodyHandlers.discarding());
    script.join();

    assertThat(client.engine().awaitIdle(PATIENCE)).as("all settled").isTrue();
    MirrorCounts total = client.engine().stats().total();
    assertThat(client.engine().stats().bufferedBytes()).as("memory").isZero();
    assertThat(client.engine().stats().internalErrors()).isZero();
    assertThat(total.selected()).isEqualTo(1);
    assertThat(total.ended()).isEqualTo(1);
    assertThat(mirror.bodies).hasSize((int) total.failedInTotal());
    for (byte[] body : mirror.bodies) {
      script.assertWhole(body);
    }
    script.assertSettledRightly(mirror.bodies.size() == 1);
    script.assertSeenAsPublished();
    client.close();
    return mirror.bodies.size();
  }

  /** Subscribes as the script says. */
  private static final class Delegate extends TransparencyMock {

    private final TapScript script;

    Delegate(TapScript script) {
      this.script = script;
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> response() {
      CompletableFuture<HttpResponse<T>> response = new CompletableFuture<>();
      script.start(requests.get(0).bodyPublisher().orElseThrow(), response);
      return response;
    }
  }

  /** Reads the copy's body and says that it failed, so that no response is needed. */
  private static final class Mirror extends TransparencyMock {

    final List<byte[]> bodies = new CopyOnWriteArrayList<>();

    @Override
    public <T> CompletableFuture<HttpResponse<T>> response() {
      HttpRequest.BodyPublisher body = requests.get(0).bodyPublisher().orElseThrow();
      Collected collected = new Collected();
      body.subscribe(collected);
      bodies.add(collected.bytes.toByteArray());
      if (body.contentLength() >= 0) {
        assertThat(body.contentLength()).isEqualTo(collected.bytes.size());
      }
      return CompletableFuture.failedFuture(new IOException("read and forgotten"));
    }
  }

  private static final class Collected implements Subscriber<ByteBuffer> {

    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private @Nullable Subscription subscription;

    @Override
    public void onSubscribe(Subscription subscription) {
      this.subscription = subscription;
      subscription.request(1);
    }

    @Override
    public void onNext(ByteBuffer item) {
      byte[] copy = new byte[item.remaining()];
      item.get(copy);
      bytes.writeBytes(copy);
      if (subscription != null) {
        subscription.request(1);
      }
    }

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onComplete() {}
  }
}
