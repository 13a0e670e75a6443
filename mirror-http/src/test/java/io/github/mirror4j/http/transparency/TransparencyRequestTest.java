package io.github.mirror4j.http.transparency;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Requests of users' own classes, legal or not, and what must be refused at once. */
class TransparencyRequestTest {

  @TestFactory
  Stream<DynamicTest> ofUsersClasses() {
    return TransparencyRow.tests(
        Stream.of("body", "")
            .flatMap(
                body ->
                    Stream.of(
                        row("plain", body, r -> r),
                        row("null method", body, r -> r.set("method", null)),
                        row("empty method", body, r -> r.set("method", "")),
                        row("illegal method", body, r -> r.set("method", "a b")),
                        row("CONNECT", body, r -> r.set("method", "CONNECT")),
                        row("Host", body, r -> r.header("Host", "elsewhere")),
                        row("Content-Length", body, r -> r.header("Content-Length", "1")),
                        row("Upgrade", body, r -> r.header("Upgrade", "h2c")),
                        row("Connection", body, r -> r.header("connection", "close")),
                        row("split header", body, r -> r.header("X-A", "a\r\nX-B: b")),
                        row("bad header name", body, r -> r.header("X A", "a")),
                        row("ftp", body, r -> r.set("uri", URI.create("ftp://127.0.0.1/"))),
                        row("no host", body, r -> r.set("uri", URI.create("http:/a"))),
                        row("relative", body, r -> r.set("uri", URI.create("/a"))),
                        row("null uri", body, r -> r.set("uri", null)),
                        row("null headers", body, r -> r.set("headers", null)),
                        row("null publisher", body, r -> r.set("bodyPublisher", null)),
                        row("null version", body, r -> r.set("version", null)),
                        row("null timeout", body, r -> r.set("timeout", null)),
                        row(
                            "zero timeout",
                            body,
                            r -> r.set("timeout", Optional.of(Duration.ZERO))),
                        row(
                            "negative timeout",
                            body,
                            r -> r.set("timeout", Optional.of(Duration.ofSeconds(-1)))),
                        row("method throws", body, r -> r.set("method", "throw")),
                        row("uri throws", body, r -> r.set("uri", "throw")),
                        row("headers throw", body, r -> r.set("headers", "throw")),
                        row("publisher throws", body, r -> r.set("bodyPublisher", "throw")),
                        row("timeout throws", body, r -> r.set("timeout", "throw")),
                        row("version throws", body, r -> r.set("version", "throw")),
                        row("expect throws", body, r -> r.set("expectContinue", "throw")))));
  }

  @TestFactory
  Stream<DynamicTest> nothing() {
    return TransparencyRow.tests(
        Stream.of(
            TransparencyRow.of(
                    "null request",
                    exchange -> exchange.respond(200, "fine"),
                    TransparencyCalls.all(server -> null, BodyHandlers::ofString))
                .unmirrored(),
            TransparencyRow.of(
                    "null request and handler",
                    exchange -> exchange.respond(200, "fine"),
                    TransparencyCalls.all(server -> null, () -> null))
                .unmirrored(),
            TransparencyRow.of(
                "null handler",
                exchange -> exchange.respond(200, "fine"),
                TransparencyCalls.all(
                    server -> HttpRequest.newBuilder(server.uri("/")).build(), () -> null)),
            TransparencyRow.of(
                "null handler, body",
                exchange -> exchange.respond(200, "fine"),
                TransparencyCalls.all(
                    server ->
                        HttpRequest.newBuilder(server.uri("/"))
                            .POST(HttpRequest.BodyPublishers.ofString("hello"))
                            .build(),
                    () -> null))));
  }

  private static TransparencyRow row(
      String name, String body, Function<OwnRequest, OwnRequest> change) {
    return TransparencyRow.of(
            name + (body.isEmpty() ? "" : " with body"),
            exchange -> exchange.respond(200, "fine"),
            TransparencyCalls.all(
                server -> change.apply(new OwnRequest(server.uri("/own?a=b"), body)),
                BodyHandlers::ofString))
        .maybeMirrored();
  }

  /** Gives what it is told, or throws where told "throw". */
  private static final class OwnRequest extends HttpRequest {

    private final Map<String, @Nullable Object> values = new java.util.HashMap<>();
    private final Map<String, List<String>> headers = new java.util.TreeMap<>();

    public OwnRequest(URI uri, String body) {
      headers.put("X-Own", List.of("1", "2"));
      set("method", body.isEmpty() ? "GET" : "POST");
      set("uri", uri);
      set("timeout", Optional.of(Duration.ofSeconds(30)));
      set("version", Optional.of(HttpClient.Version.HTTP_1_1));
      set("expectContinue", false);
      set(
          "bodyPublisher",
          body.isEmpty() ? Optional.empty() : Optional.of(BodyPublishers.ofString(body)));
      set("headers", "map");
    }

    OwnRequest set(String getter, @Nullable Object value) {
      values.put(getter, value);
      return this;
    }

    OwnRequest header(String name, String value) {
      headers.put(name, List.of(value));
      return this;
    }

    @SuppressWarnings("unchecked")
    private <T> T get(String getter) {
      Object value = values.get(getter);
      if ("throw".equals(value)) {
        throw new IllegalStateException(getter);
      }
      return (T) value;
    }

    @Override
    public Optional<BodyPublisher> bodyPublisher() {
      return get("bodyPublisher");
    }

    @Override
    public String method() {
      return get("method");
    }

    @Override
    public Optional<Duration> timeout() {
      return get("timeout");
    }

    @Override
    public boolean expectContinue() {
      return this.<Boolean>get("expectContinue");
    }

    @Override
    public URI uri() {
      return get("uri");
    }

    @Override
    public Optional<HttpClient.Version> version() {
      return get("version");
    }

    @Override
    public HttpHeaders headers() {
      return "map".equals(values.get("headers"))
          ? HttpHeaders.of(headers, (name, value) -> true)
          : get("headers");
    }
  }
}
