package io.github.mirror4j.examples.integration;

import static io.github.mirror4j.examples.integration.Servers.PATIENCE;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.langchain4j.http.client.HttpMethod;
import dev.langchain4j.http.client.jdk.JdkHttpClient;
import feign.Feign;
import feign.Headers;
import feign.RequestLine;
import feign.Retryer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.github.mirror4j.examples.integration.orders.ApiClient;
import io.github.mirror4j.examples.integration.orders.Order;
import io.github.mirror4j.examples.integration.orders.OrdersApi;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert;

/** The other libraries of the page, with the bodies that they send. */
final class WireLibraries {

  /** Sends one request through clients of a builder. */
  @FunctionalInterface
  private interface Sending {
    void through(HttpClient.Builder clients, URI uri) throws Exception;
  }

  interface Orders {

    @RequestLine("GET")
    void get(URI uri);

    @RequestLine("POST")
    void text(URI uri, String text);

    @RequestLine("POST")
    void bytes(URI uri, byte[] bytes);

    @RequestLine("POST")
    @Headers("Content-Type: application/x-www-form-urlencoded")
    void form(URI uri, String form);
  }

  private WireLibraries() {}

  static Stream<WireRow> rows() {
    return Stream.of(
        row("OpenFeign", "none", (clients, uri) -> feign(clients).get(uri)),
        row("OpenFeign", "string", (clients, uri) -> feign(clients).text(uri, "text")),
        row("OpenFeign", "bytes", (clients, uri) -> feign(clients).bytes(uri, new byte[] {1})),
        row("OpenFeign", "form", (clients, uri) -> feign(clients).form(uri, "item=a+b")),
        row("openapi-generator", "JSON", WireLibraries::openApi),
        row("LangChain4j", "none", (clients, uri) -> langChain(clients, uri, HttpMethod.GET, null)),
        row(
            "LangChain4j",
            "string",
            (clients, uri) -> langChain(clients, uri, HttpMethod.POST, "{}")),
        row("MCP", "JSON", WireLibraries::mcp),
        row("fabric8", "none", (clients, uri) -> fabric8(clients, uri, request -> request)),
        row(
            "fabric8",
            "string",
            (clients, uri) -> fabric8(clients, uri, request -> request.post("text/plain", "text"))),
        row(
            "fabric8",
            "bytes",
            (clients, uri) ->
                fabric8(clients, uri, request -> request.post("text/plain", new byte[] {1}))),
        row(
            "fabric8",
            "stream",
            (clients, uri) ->
                fabric8(
                    clients,
                    uri,
                    request ->
                        request.post(
                            "text/plain",
                            new ByteArrayInputStream("streamed".getBytes(UTF_8)),
                            8))),
        row(
            "fabric8",
            "stream of unknown length",
            (clients, uri) ->
                fabric8(
                    clients,
                    uri,
                    request ->
                        request.post(
                            "text/plain",
                            new ByteArrayInputStream("streamed".getBytes(UTF_8)),
                            -1))),
        row(
            "fabric8",
            "form",
            (clients, uri) ->
                fabric8(clients, uri, request -> request.post(Map.of("item", "a b")))));
  }

  private static WireRow row(String library, String body, Sending sending) {
    return new WireRow(
        library,
        body,
        true,
        (uri, engine) -> {
          HttpClient.Builder clients = WireClients.existing();
          sending.through(engine == null ? clients : engine.wrap(clients), uri);
        });
  }

  private static Orders feign(HttpClient.Builder clients) {
    return Feign.builder()
        .client(new FeignOverHttpClient(clients.build()))
        .encoder(
            (body, type, template) -> {
              if (body instanceof byte[] bytes) {
                template.body(bytes, UTF_8);
              } else {
                template.body(body.toString());
              }
            })
        .retryer(Retryer.NEVER_RETRY)
        .target(Orders.class, "http://orders");
  }

  private static void openApi(HttpClient.Builder clients, URI uri) throws Exception {
    ApiClient api = new ApiClient().setHttpClientBuilder(clients);
    api.updateBaseUri(uri.resolve("/").toString());
    new OrdersApi(api).place(new Order().item("a"));
  }

  private static void langChain(
      HttpClient.Builder clients, URI uri, HttpMethod method, String body) {
    JdkHttpClient.builder()
        .httpClientBuilder(clients)
        .build()
        .execute(
            dev.langchain4j.http.client.HttpRequest.builder()
                .method(method)
                .url(uri.toString())
                .body(body)
                .build());
  }

  /** The first message; what the server says is no response to it, so the client gives up. */
  private static void mcp(HttpClient.Builder clients, URI uri) {
    HttpClientStreamableHttpTransport transport =
        HttpClientStreamableHttpTransport.builder(uri.resolve("/").toString())
            .clientBuilder(clients.version(HttpClient.Version.HTTP_1_1))
            .build();
    try (McpSyncClient mcp =
        McpClient.sync(transport).initializationTimeout(Duration.ofSeconds(1)).build()) {
      ThrowableAssert.catchThrowable(mcp::initialize);
    }
  }

  private static void fabric8(
      HttpClient.Builder clients, URI uri, UnaryOperator<HttpRequest.Builder> body)
      throws Exception {
    JdkHttpClientFactory factory =
        new JdkHttpClientFactory() {
          @Override
          protected HttpClient.Builder createNewHttpClientBuilder() {
            return clients;
          }
        };
    try (var http = factory.newBuilder(Config.empty()).build()) {
      HttpRequest request = body.apply(http.newHttpRequestBuilder().uri(uri)).build();
      http.sendAsync(request, String.class).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
  }
}
