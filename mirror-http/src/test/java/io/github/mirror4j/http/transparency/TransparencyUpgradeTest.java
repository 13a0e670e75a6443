package io.github.mirror4j.http.transparency;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** WebSockets, and what the offer of HTTP/2 says about push promises. */
class TransparencyUpgradeTest {

  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  @TestFactory
  Stream<DynamicTest> webSockets() {
    return TransparencyRow.tests(
        Stream.of(
            TransparencyRow.of(
                    "WebSocket",
                    exchange -> {
                      String key = exchange.header("Sec-WebSocket-Key") + GUID;
                      byte[] digest =
                          MessageDigest.getInstance("SHA-1")
                              .digest(key.getBytes(StandardCharsets.US_ASCII));
                      exchange.write(
                          "HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                              + "Sec-WebSocket-Accept: "
                              + Base64.getEncoder().encodeToString(digest)
                              + "\r\n\r\n\u0081\u0005hello");
                      exchange.awaitClose();
                    },
                    (client, server, notes) -> {
                      var text = new CompletableFuture<String>();
                      WebSocket socket =
                          client
                              .newWebSocketBuilder()
                              .subprotocols("chat")
                              .buildAsync(
                                  java.net.URI.create(
                                      "ws" + server.uri("/ws").toString().substring(4)),
                                  new Listener(text))
                              .handle((ws, e) -> ws)
                              .get(20, TimeUnit.SECONDS);
                      notes.add(
                          "text: " + (socket == null ? "none" : text.get(20, TimeUnit.SECONDS)));
                    })
                .unmirrored()
                .withoutWire()));
  }

  /** The settings that go with the offer of HTTP/2 tell whether pushes are welcome. */
  @TestFactory
  Stream<DynamicTest> pushes() {
    return TransparencyRow.tests(
        Stream.of("none", "null", "handler")
            .map(
                kind ->
                    TransparencyRow.of(
                            "HTTP/2 offered, pushes: " + kind,
                            exchange -> exchange.respond(200, "fine"),
                            (client, server, notes) -> {
                              var future =
                                  switch (kind) {
                                    case "none" ->
                                        client.sendAsync(post(server), BodyHandlers.ofString());
                                    case "null" ->
                                        client.sendAsync(
                                            post(server), BodyHandlers.ofString(), null);
                                    default ->
                                        client.sendAsync(
                                            post(server),
                                            BodyHandlers.ofString(),
                                            (initiating, push, acceptor) -> {});
                                  };
                              notes.responded("response", future.get(20, TimeUnit.SECONDS));
                            })
                        .with(builder -> builder.version(HttpClient.Version.HTTP_2))));
  }

  private static HttpRequest post(TransparencyServer server) {
    return HttpRequest.newBuilder(server.uri("/")).POST(BodyPublishers.ofString("body")).build();
  }

  private record Listener(CompletableFuture<String> text) implements WebSocket.Listener {
    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.complete(data.toString());
      return null;
    }
  }
}
