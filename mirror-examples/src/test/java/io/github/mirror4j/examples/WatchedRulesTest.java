package io.github.mirror4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.yaml.RuleFileWatcher;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callers go on while the files that route their requests are emptied, deleted or wrong. */
class WatchedRulesTest {

  private static final String RULES =
      """
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: orders}
      spec:
        hosts: [orders]
        http:
        - route: [{destination: {host: orders}}]
      ---
      apiVersion: networking.istio.io/v1
      kind: ServiceEntry
      metadata: {name: orders}
      spec:
        hosts: [orders]
        ports: [{number: 80, name: http, protocol: HTTP}]
        resolution: STATIC
        endpoints: [{address: 127.0.0.1, ports: {http: PORT}}]
      """;

  @TempDir Path folder;
  private HttpServer server;
  private MirroringHttpClient client;
  private Path file;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    String rules = RULES.replace("PORT", "" + server.getAddress().getPort());
    file = Files.writeString(folder.resolve("rules.yaml"), rules);
    client = MirroringHttpClient.builder(HttpClient.newHttpClient()).build();
    client
        .engine()
        .onClose(
            RuleFileWatcher.builder(folder)
                .interval(Duration.ofMillis(100))
                .start(docs -> client.engine().replaceRules(docs.rules(), docs.registry())));
  }

  @AfterEach
  void stop() {
    client.close();
    server.stop(0);
  }

  private int status() throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create("http://orders/list")).build();
    HttpResponse<Void> response = client.send(request, BodyHandlers.discarding());
    return response.statusCode();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      Thread.sleep(10);
    }
  }

  private void replace(String text) throws IOException {
    Files.move(
        Files.writeString(folder.resolve("next"), text),
        file,
        java.nio.file.StandardCopyOption.ATOMIC_MOVE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# all commented out\n"})
  void anEmptiedFileIsKeptBack(String text) throws Exception {
    assertThat(status()).isEqualTo(200);
    replace(text);
    await(() -> client.engine().reloads().get(0).keptBack() == 1);
    assertThat(status()).isEqualTo(200);
    assertThat(client.engine().status().toText()).contains("NOT IN FORCE", "last kept back");
  }

  @Test
  void aDeletedFileIsKeptBack() throws Exception {
    Files.delete(file);
    await(() -> client.engine().reloads().get(0).keptBack() == 1);
    assertThat(status()).isEqualTo(200);
  }

  @Test
  void aWrongFileIsRefused() throws Exception {
    replace("wrong");
    await(() -> client.engine().reloads().get(0).failures() == 1);
    assertThat(status()).isEqualTo(200);
    assertThat(client.engine().status().toText()).contains("      " + file + ":1:1");
  }
}
