package io.github.mirror4j.http.transparency;

import io.github.mirror4j.http.fixture.TransparencyMirror;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Primaries that fail: the caller gets the very failure, in the very way. */
class TransparencyFailureTest {

  @TestFactory
  Stream<DynamicTest> badServers() {
    Map<String, TransparencyServer.Script> servers = new LinkedHashMap<>();
    servers.put(
        "closes without a response",
        exchange -> {
          exchange.readBody();
          exchange.end();
        });
    servers.put(
        "resets",
        exchange -> {
          exchange.readBody();
          exchange.reset();
        });
    servers.put("garbage", writing("what do you want?\r\n\r\n"));
    servers.put("garbled status", writing("HTTP/1.1 abc Odd\r\n\r\n"));
    servers.put("garbled length", writing("HTTP/1.1 200 Odd\r\nContent-Length: abc\r\n\r\n"));
    servers.put("garbled header", writing("HTTP/1.1 200 Odd\r\nno colon here\r\n\r\n"));
    servers.put(
        "garbled chunk", writing("HTTP/1.1 200 Odd\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"));
    servers.put("half a head", writing("HTTP/1.1 200 Half\r\nContent-Le"));
    servers.put("until the end", writing("HTTP/1.1 200 Old\r\n\r\nuntil the end"));
    // Without the word "close" the JDK keeps the connection, and chance decides about the next
    // call.
    servers.put(
        "HTTP/1.0",
        writing("HTTP/1.0 200 Old\r\nConnection: close\r\nContent-Length: 3\r\n\r\nold"));
    servers.put("500", exchange -> exchange.respond(500, "oops"));
    return TransparencyRow.tests(
        servers.entrySet().stream()
            .flatMap(
                server ->
                    Stream.of("GET", "POST")
                        .map(
                            method ->
                                TransparencyRow.of(
                                    server.getKey() + ", " + method,
                                    server.getValue(),
                                    TransparencyCalls.all(
                                        s -> request(s.uri("/"), method, 20_000),
                                        BodyHandlers::ofString)))));
  }

  @TestFactory
  Stream<DynamicTest> nobodyThere() {
    URI nobody = URI.create("http://127.0.0.1:1");
    return TransparencyRow.tests(
        Stream.of("GET", "POST")
            .flatMap(
                method ->
                    Stream.of(
                        calling("refused, " + method, nobody, method, 20_000),
                        calling(
                            "no such host, " + method,
                            URI.create("http://no-such-host.invalid/"),
                            method,
                            20_000))));
  }

  @TestFactory
  Stream<DynamicTest> timeouts() {
    return TransparencyRow.tests(
        Stream.of(
            TransparencyRow.of(
                "no response in time, GET",
                exchange -> exchange.awaitClose(),
                TransparencyCalls.sendAndGet(
                    s -> request(s.uri("/"), "GET", 80), BodyHandlers::ofString)),
            TransparencyRow.of(
                "no response in time, POST",
                exchange -> exchange.awaitClose(),
                TransparencyCalls.sendAndGet(
                    s -> request(s.uri("/"), "POST", 80), BodyHandlers::ofString)),
            TransparencyRow.of(
                    "no connection in time",
                    exchange -> {},
                    TransparencyCalls.sendAndGet(
                        s -> request(blackHole(), "GET", 20_000), BodyHandlers::ofString))
                .with(builder -> builder.connectTimeout(Duration.ofMillis(50))),
            TransparencyRow.of(
                "neither connection nor response in time",
                exchange -> {},
                TransparencyCalls.sendAndGet(
                    s -> request(blackHole(), "POST", 50), BodyHandlers::ofString)),
            TransparencyRow.of(
                    "orTimeout",
                    exchange -> exchange.awaitClose(),
                    (client, server, notes) -> {
                      HttpRequest request = request(server.uri("/"), "POST", 20_000);
                      try {
                        client
                            .sendAsync(request, BodyHandlers.ofString())
                            .orTimeout(50, TimeUnit.MILLISECONDS)
                            .join();
                      } catch (RuntimeException e) {
                        notes.threw("orTimeout", e);
                      }
                    })
                .withoutWire()));
  }

  private static URI blackHole() {
    URI uri = TransparencyMirror.BLACK_HOLED.uri();
    return uri == null ? URI.create("http://192.0.2.1/") : uri;
  }

  private static TransparencyRow calling(String name, URI uri, String method, int timeout) {
    return TransparencyRow.of(
        name,
        exchange -> {},
        TransparencyCalls.all(s -> request(uri, method, timeout), BodyHandlers::ofString));
  }

  private static HttpRequest request(URI uri, String method, int timeout) {
    return HttpRequest.newBuilder(uri)
        .timeout(Duration.ofMillis(timeout))
        .method(
            method,
            method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("hello"))
        .build();
  }

  private static TransparencyServer.Script writing(String text) {
    return exchange -> {
      exchange.readBody();
      exchange.write(text);
      exchange.end();
    };
  }
}
