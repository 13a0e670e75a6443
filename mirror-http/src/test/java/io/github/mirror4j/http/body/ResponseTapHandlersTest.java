package io.github.mirror4j.http.body;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.fixture.FaultTls;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.ResponseNotes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow.Publisher;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * With each of the JDK's body handlers the caller gets what it gets without the tap, in the
 * client's own response, and all bytes are captured.
 */
class ResponseTapHandlersTest {

  @TempDir static Path directory;

  private static SSLContext tls;

  @BeforeAll
  static void certificate() throws Exception {
    tls = FaultTls.GOOD.context();
  }

  @TestFactory
  Stream<DynamicTest> handlers() {
    return all().entrySet().stream()
        .flatMap(
            handler ->
                Arrays.stream(ResponseServer.values())
                    .flatMap(
                        server ->
                            Stream.of(true, false).map(isSync -> test(handler, server, isSync))));
  }

  private static Map<String, Supplier<BodyHandler<?>>> all() {
    Map<String, Supplier<BodyHandler<?>>> all = new LinkedHashMap<>();
    all.put("ofString", BodyHandlers::ofString);
    all.put("ofByteArray", BodyHandlers::ofByteArray);
    all.put("ofFile", () -> BodyHandlers.ofFile(directory.resolve("file")));
    all.put("ofInputStream", BodyHandlers::ofInputStream);
    all.put("ofLines", BodyHandlers::ofLines);
    all.put("ofPublisher", BodyHandlers::ofPublisher);
    all.put("discarding", BodyHandlers::discarding);
    all.put("replacing", () -> BodyHandlers.replacing("other"));
    all.put("buffering", () -> BodyHandlers.buffering(BodyHandlers.ofString(), 777));
    all.put(
        "mapping",
        () -> info -> BodySubscribers.mapping(BodySubscribers.ofByteArray(), b -> b.length));
    all.put("limiting", ResponseTapHandlersTest::limiting);
    all.put("fromSubscriber", () -> BodyHandlers.fromSubscriber(new Counting<>(), Counting::text));
    all.put(
        "fromLineSubscriber",
        () -> BodyHandlers.fromLineSubscriber(new Counting<String>(), Counting::text, null));
    all.put(
        "ofByteArrayConsumer",
        () -> {
          AtomicInteger length = new AtomicInteger();
          return info ->
              BodySubscribers.mapping(
                  BodySubscribers.ofByteArrayConsumer(
                      bytes -> length.addAndGet(bytes.map(b -> b.length).orElse(0))),
                  unused -> length.get());
        });
    return all;
  }

  private static DynamicTest test(
      Map.Entry<String, Supplier<BodyHandler<?>>> handler, ResponseServer way, boolean isSync) {
    String name = handler.getKey() + ", " + way + (isSync ? ", send" : ", sendAsync");
    return DynamicTest.dynamicTest(
        name,
        () -> {
          ResponseNotes notes = new ResponseNotes();
          try (ResponseServer.Running server = way.start(tls)) {
            HttpRequest request = Fixtures.get(server.uri());
            HttpResponse<?> plain =
                send(server.client(), request, handler.getValue().get(), isSync);
            Object expected = read(plain);
            HttpResponse<?> tapped =
                send(server.client(), request, notes.tap(handler.getValue().get()), isSync);

            assertThat(read(tapped)).isEqualTo(expected);
            assertThat(tapped).hasSameClassAs(plain);
            assertThat(tapped.version()).isEqualTo(plain.version());
            notes.assertCaptured(ResponseServer.BODY);
            assertThat(notes.heads).hasSize(1);
            assertThat(notes.heads.get(0).headers()).isEqualTo(tapped.headers());
          }
        });
  }

  private static HttpResponse<?> send(
      HttpClient client, HttpRequest request, BodyHandler<?> handler, boolean isSync)
      throws Exception {
    return isSync
        ? client.send(request, handler)
        : client.sendAsync(request, handler).get(30, TimeUnit.SECONDS);
  }

  /** What a caller has in the end, comparable. */
  private static @Nullable Object read(HttpResponse<?> response) throws Exception {
    Object body = response.body();
    if (body instanceof byte[] bytes) {
      return Arrays.hashCode(bytes);
    } else if (body instanceof Path file) {
      return Arrays.hashCode(Files.readAllBytes(file));
    } else if (body instanceof InputStream in) {
      try (in) {
        return Arrays.hashCode(in.readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    } else if (body instanceof Stream<?> lines) {
      return lines.toList().hashCode();
    } else if (body instanceof Publisher<?> publisher) {
      Counting<Object> counting = new Counting<>();
      publisher.subscribe(counting);
      return counting.done.get(30, TimeUnit.SECONDS);
    }
    return body;
  }

  /** Exists since 25. */
  private static BodyHandler<?> limiting() {
    try {
      return (BodyHandler<?>)
          BodyHandlers.class
              .getMethod("limiting", BodyHandler.class, long.class)
              .invoke(null, BodyHandlers.ofString(), (long) ResponseServer.BODY.length);
    } catch (NoSuchMethodException e) {
      return BodyHandlers.ofString();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Asks for one or two at a time. */
  private static final class Counting<T> implements Subscriber<T> {

    final CompletableFuture<String> done = new CompletableFuture<>();
    private final List<Integer> hashes = new ArrayList<>();
    private long bytes;
    private @Nullable Subscription subscription;

    String text() {
      return done.getNow("not complete");
    }

    @Override
    public void onSubscribe(Subscription subscription) {
      this.subscription = subscription;
      subscription.request(1);
    }

    @Override
    public void onNext(T item) {
      if (item instanceof List<?> buffers) {
        for (Object buffer : buffers) {
          bytes += ((ByteBuffer) buffer).remaining();
        }
      } else {
        hashes.add(item.hashCode());
      }
      subscription.request(2);
    }

    @Override
    public void onError(Throwable failure) {
      done.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      done.complete(bytes + " " + hashes.hashCode());
    }
  }
}
