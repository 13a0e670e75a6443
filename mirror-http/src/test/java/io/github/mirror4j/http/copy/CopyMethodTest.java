package io.github.mirror4j.http.copy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.WireServer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A copy has its primary's method, and says as much about a body as the primary does. */
class CopyMethodTest {

  /** Sets the method of a request. */
  interface Kind extends UnaryOperator<HttpRequest.Builder> {}

  static Stream<Named<Kind>> kinds() {
    BodyPublisher body = BodyPublishers.ofString("body");
    BodyPublisher none = BodyPublishers.noBody();
    return Stream.of(
        kind("GET", HttpRequest.Builder::GET),
        kind("GET with a body", request -> request.method("GET", body)),
        kind("GET with an empty publisher", request -> request.method("GET", none)),
        kind("HEAD", HttpRequest.Builder::HEAD),
        kind("DELETE", HttpRequest.Builder::DELETE),
        kind("DELETE with an empty publisher", request -> request.method("DELETE", none)),
        kind("DELETE with a body", request -> request.method("DELETE", body)),
        kind("POST", request -> request.POST(body)),
        kind("POST with an empty publisher", request -> request.POST(none)),
        kind("PUT", request -> request.PUT(body)),
        kind("PATCH", request -> request.method("PATCH", body)),
        kind("OPTIONS", request -> request.method("OPTIONS", none)),
        kind("OPTIONS with a body", request -> request.method("OPTIONS", body)),
        kind("a method of one's own", request -> request.method("purge", none)),
        kind("a method of one's own with a body", request -> request.method("REPORT", body)));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void arrivesAsThePrimaryDoes(Kind kind) throws Exception {
    try (WireServer primary = WireServer.start();
        WireServer mirror = WireServer.start();
        MirroringHttpClient client = Fixtures.mirroringTo(mirror.uri())) {
      HttpRequest request = kind.apply(HttpRequest.newBuilder(primary.uri())).build();

      client.send(request, BodyHandlers.discarding());

      assertThat(Fixtures.settled(client).completedInTotal()).isEqualTo(1);
      WireServer.Head expected = primary.onlyHead();
      WireServer.Head copy = mirror.onlyHead();
      assertThat(copy.requestLine()).isEqualTo(expected.requestLine());
      assertThat(copy.values("content-length")).isEqualTo(expected.values("content-length"));
      assertThat(copy.values("transfer-encoding")).isEmpty();
    }
  }

  private static Named<Kind> kind(String name, Kind kind) {
    return Named.of(name, kind);
  }
}
