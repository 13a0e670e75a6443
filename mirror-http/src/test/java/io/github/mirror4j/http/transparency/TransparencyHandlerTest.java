package io.github.mirror4j.http.transparency;

import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Responses: all handlers of the JDK, and handlers and subscribers that fail. */
class TransparencyHandlerTest {

  @TempDir static Path directory;

  @TestFactory
  Stream<DynamicTest> handlers() {
    Map<String, Supplier<BodyHandler<?>>> all = new LinkedHashMap<>();
    all.put("ofString", BodyHandlers::ofString);
    all.put("ofByteArray", BodyHandlers::ofByteArray);
    all.put("ofInputStream", BodyHandlers::ofInputStream);
    all.put("ofLines", BodyHandlers::ofLines);
    all.put("ofPublisher", BodyHandlers::ofPublisher);
    all.put("ofFile", () -> BodyHandlers.ofFile(directory.resolve("file")));
    all.put(
        "ofFileDownload",
        () ->
            BodyHandlers.ofFileDownload(
                directory, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
    all.put("discarding", BodyHandlers::discarding);
    all.put("replacing", () -> BodyHandlers.replacing("other"));
    all.put("buffering", () -> BodyHandlers.buffering(BodyHandlers.ofString(), 7));
    all.put(
        "mapping",
        () ->
            info ->
                BodySubscribers.mapping(BodySubscribers.ofByteArray(), body -> "" + body.length));
    all.put("limiting, enough", () -> limiting(1000));
    all.put("limiting, not enough", () -> limiting(3));
    return TransparencyRow.tests(
        all.entrySet().stream()
            .flatMap(
                entry ->
                    Stream.of(
                        responded(entry.getKey() + ", 200", 200, entry.getValue()),
                        responded(entry.getKey() + ", 204", 204, entry.getValue()))));
  }

  @TestFactory
  Stream<DynamicTest> thatFail() {
    Map<String, Supplier<BodyHandler<?>>> all = new LinkedHashMap<>();
    all.put("throws", () -> info -> fail("handler"));
    all.put("throws an Error", () -> info -> error("handler"));
    all.put("subscriber throws in getBody", () -> of("getBody"));
    all.put("subscriber gives no stage", () -> of("null"));
    all.put("subscriber fails at once", () -> of("failed"));
    all.put("subscriber throws in onSubscribe", () -> of("onSubscribe"));
    all.put("subscriber throws in onNext", () -> of("onNext"));
    all.put("subscriber throws in onComplete", () -> of("onComplete"));
    all.put("subscriber cancels", () -> of("cancel"));
    return TransparencyRow.tests(
        all.entrySet().stream()
            .flatMap(
                entry ->
                    Stream.of(true, false)
                        .map(blocking -> failing(entry.getKey(), entry.getValue(), blocking))));
  }

  @TestFactory
  Stream<DynamicTest> streams() {
    return TransparencyRow.tests(
        Stream.of(
            TransparencyRow.of(
                "a handler that gives null: fails or, by chance, never ends",
                exchange -> exchange.respond(200, "hello"),
                (client, server, notes) -> {
                  try {
                    client.sendAsync(post(server), info -> null).get(300, TimeUnit.MILLISECONDS);
                    notes.add("responded");
                  } catch (ExecutionException | TimeoutException e) {
                    notes.add("not responded");
                  }
                }),
            TransparencyRow.of(
                "a stream that is closed half-way",
                exchange -> {
                  exchange.readBody();
                  exchange.write("HTTP/1.1 200 Long\r\nContent-Length: 100000\r\n\r\nstart");
                  exchange.awaitClose();
                },
                (client, server, notes) -> {
                  HttpResponse<InputStream> response =
                      client.send(post(server), BodyHandlers.ofInputStream());
                  try (InputStream in = response.body()) {
                    notes.add(new String(in.readNBytes(5)));
                  }
                  notes.add("server saw the end: " + server.sawEnd());
                }),
            TransparencyRow.of(
                "a body that breaks off",
                exchange -> {
                  exchange.readBody();
                  exchange.write("HTTP/1.1 200 Short\r\nContent-Length: 10\r\n\r\nstart");
                  exchange.end();
                },
                TransparencyCalls.all(
                    TransparencyHandlerTest::post, BodyHandlers::ofInputStream))));
  }

  private static TransparencyRow responded(
      String name, int status, Supplier<BodyHandler<?>> handler) {
    return TransparencyRow.of(
        name,
        exchange ->
            exchange.respond(
                status,
                status == 204 ? "" : "line 1\nline 2\nüß".repeat(3),
                "Content-Type: text/plain; charset=iso-8859-1",
                "Content-Disposition: attachment; filename=\"download\""),
        TransparencyCalls.all(TransparencyHandlerTest::post, handler));
  }

  private static TransparencyRow failing(
      String name, Supplier<BodyHandler<?>> handler, boolean blocking) {
    return TransparencyRow.of(
        name + (blocking ? ", send" : ", sendAsync"),
        exchange -> exchange.respond(200, "hello"),
        (client, server, notes) -> {
          HttpRequest request =
              HttpRequest.newBuilder(server.uri("/"))
                  .timeout(java.time.Duration.ofSeconds(2))
                  .POST(BodyPublishers.ofString("body"))
                  .build();
          if (blocking) {
            TransparencyCalls.send(client, request, handler.get(), notes);
          } else {
            TransparencyCalls.stages(client, request, handler.get(), notes);
          }
        });
  }

  private static HttpRequest post(TransparencyServer server) {
    return HttpRequest.newBuilder(server.uri("/")).POST(BodyPublishers.ofString("body")).build();
  }

  /** Exists since 25. */
  private static BodyHandler<?> limiting(long limit) {
    try {
      Method method = BodyHandlers.class.getMethod("limiting", BodyHandler.class, long.class);
      return (BodyHandler<?>) method.invoke(null, BodyHandlers.ofString(), limit);
    } catch (NoSuchMethodException e) {
      return BodyHandlers.ofString();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static BodyHandler<String> of(String failure) {
    return info -> new TransparencySubscriber(failure);
  }

  private static <T> T fail(String what) {
    throw new IllegalStateException(what);
  }

  private static <T> T error(String what) {
    throw new AssertionError(what);
  }
}
