package io.github.mirror4j.http.transparency;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Bodies of all publishers that the JDK has, and of some that it has not. */
class TransparencyBodyTest {

  @TempDir static Path directory;

  @TestFactory
  Stream<DynamicTest> publishers() {
    Map<String, Supplier<BodyPublisher>> all = new LinkedHashMap<>();
    all.put("noBody", BodyPublishers::noBody);
    all.put("ofString", () -> BodyPublishers.ofString("grüße"));
    all.put("ofString, empty", () -> BodyPublishers.ofString(""));
    all.put("ofString, Latin", () -> BodyPublishers.ofString("grüße", StandardCharsets.ISO_8859_1));
    all.put("ofByteArray", () -> BodyPublishers.ofByteArray(bytes(20_000)));
    all.put("ofByteArray, part", () -> BodyPublishers.ofByteArray(bytes(100), 10, 50));
    all.put("ofByteArrays", () -> BodyPublishers.ofByteArrays(List.of(bytes(3), bytes(5))));
    all.put("ofByteArrays, none", () -> BodyPublishers.ofByteArrays(List.of()));
    all.put("ofInputStream", () -> BodyPublishers.ofInputStream(() -> stream(40_000)));
    all.put("ofInputStream, empty", () -> BodyPublishers.ofInputStream(() -> stream(0)));
    all.put("ofFile", () -> ofFile(40_000));
    all.put("ofFile, empty", () -> ofFile(0));
    all.put("fromPublisher", () -> BodyPublishers.fromPublisher(BodyPublishers.ofString("hello")));
    all.put(
        "fromPublisher, length",
        () -> BodyPublishers.fromPublisher(BodyPublishers.ofString("hello"), 5));
    all.put(
        "concat",
        () ->
            BodyPublishers.concat(
                BodyPublishers.ofString("a"),
                BodyPublishers.ofByteArray(bytes(30_000)),
                BodyPublishers.ofInputStream(() -> stream(5))));
    all.put("recycled buffer", () -> TransparencyPublisher.recycling(5, 3));
    all.put("direct buffers", () -> TransparencyPublisher.direct(2, 1000));
    all.put("more than is captured", () -> BodyPublishers.ofByteArray(bytes(2_000_000)));
    return TransparencyRow.tests(
        all.entrySet().stream().map(entry -> posting(entry.getKey(), entry.getValue())));
  }

  @TestFactory
  Stream<DynamicTest> methods() {
    return TransparencyRow.tests(
        Stream.of("GET", "HEAD", "DELETE", "OPTIONS", "PATCH", "PROPFIND", "get")
            .flatMap(
                method ->
                    Stream.of(
                        asking(method + " without body", method, BodyPublishers.noBody()),
                        asking(method + " with body", method, BodyPublishers.ofString("hello")))));
  }

  @TestFactory
  Stream<DynamicTest> heads() {
    TransparencyCalls.Request odd =
        server ->
            HttpRequest.newBuilder(server.uri("/a%2Fb/%7Ec/+/d%20e;x=1?q=%20+&empty=&flag#part"))
                .header("X-Two", "1")
                .header("x-two", "2")
                .header("X-Empty", "")
                .header("Accept", "text/plain, */*")
                .header("Authorization", "Bearer abc")
                .header("Cookie", "a=b")
                .POST(BodyPublishers.ofString("hello"))
                .build();
    TransparencyCalls.Request again =
        server ->
            java.net.http.HttpClient.newHttpClient()
                .send(odd.to(server), BodyHandlers.discarding())
                .request();
    return TransparencyRow.tests(
        Stream.of(
            TransparencyRow.of(
                "odd but legal",
                exchange -> exchange.respond(200, "fine", "Set-Cookie: c=d", "X-Odd: \u00fc"),
                TransparencyCalls.all(odd, BodyHandlers::ofString)),
            TransparencyRow.of(
                "request of a response, sent again",
                exchange -> exchange.respond(200, "fine"),
                TransparencyCalls.sendAndGet(again, BodyHandlers::ofString))));
  }

  private static TransparencyRow posting(String name, Supplier<BodyPublisher> body) {
    return TransparencyRow.of(
        name,
        exchange -> exchange.respond(200, "fine"),
        TransparencyCalls.all(
            server -> HttpRequest.newBuilder(server.uri("/")).POST(body.get()).build(),
            BodyHandlers::ofString));
  }

  private static TransparencyRow asking(String name, String method, BodyPublisher body) {
    return TransparencyRow.of(
        name,
        exchange -> exchange.respond(200, "fine"),
        TransparencyCalls.all(
            server -> HttpRequest.newBuilder(server.uri("/")).method(method, body).build(),
            BodyHandlers::ofString));
  }

  static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    IntStream.range(0, length).forEach(i -> bytes[i] = (byte) (i * 31));
    return bytes;
  }

  private static ByteArrayInputStream stream(int length) {
    return new ByteArrayInputStream(bytes(length));
  }

  private static BodyPublisher ofFile(int length) {
    try {
      Path file = directory.resolve("body" + length);
      Files.write(file, bytes(length));
      return BodyPublishers.ofFile(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
