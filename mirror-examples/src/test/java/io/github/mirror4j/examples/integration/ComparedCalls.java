package io.github.mirror4j.examples.integration;

import static io.github.mirror4j.examples.integration.Servers.PATIENCE;

import dev.langchain4j.http.client.HttpMethod;
import dev.langchain4j.http.client.jdk.JdkHttpClient;
import feign.Feign;
import feign.RequestLine;
import feign.Retryer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.github.mirror4j.examples.integration.orders.ApiClient;
import io.github.mirror4j.examples.integration.orders.Order;
import io.github.mirror4j.examples.integration.orders.OrdersApi;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.TimeUnit;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.service.annotation.PostExchange;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/** One POST of JSON by each library that sends through the JDK's client, and what it gets. */
final class ComparedCalls {

  /** Sends the body through a client, and returns what the caller gets. */
  @FunctionalInterface
  interface Sending {
    String post(HttpClient client, URI uri, String body) throws Exception;
  }

  /** The same for libraries that create their clients. */
  @FunctionalInterface
  interface Building {
    String post(HttpClient.Builder clients, URI uri, String body) throws Exception;
  }

  interface FeignOrders {
    @RequestLine("POST")
    String post(URI uri, String body);
  }

  interface SpringOrders {
    @PostExchange(contentType = "application/json")
    String post(URI uri, @RequestBody String body);
  }

  private ComparedCalls() {}

  private static HttpRequest request(URI uri, String body) {
    return HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString(body)).build();
  }

  static String jdk(HttpClient client, URI uri, String body) throws Exception {
    return text(client.send(request(uri, body), BodyHandlers.ofString()));
  }

  static String jdkAsync(HttpClient client, URI uri, String body) throws Exception {
    return text(
        client
            .sendAsync(request(uri, body), BodyHandlers.ofString())
            .get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
  }

  /** With a body handler of the caller's own class. */
  static String ownHandler(HttpClient client, URI uri, String body) throws Exception {
    BodyHandler<String> own = head -> BodyHandlers.ofString().apply(head);
    return text(client.send(request(uri, body), own));
  }

  private static String text(HttpResponse<String> response) {
    return response.statusCode() + " " + response.body();
  }

  static String restClient(HttpClient client, URI uri, String body) {
    return rest(client).post().uri(uri).body(body).retrieve().body(String.class);
  }

  static String restTemplate(HttpClient client, URI uri, String body) {
    return new RestTemplate(new JdkClientHttpRequestFactory(client))
        .postForObject(uri, body, String.class);
  }

  /** Spring reads compressed responses by a body handler of its own. */
  static String restClientWithoutCompression(HttpClient client, URI uri, String body) {
    JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(client);
    requests.enableCompression(false);
    return RestClient.builder()
        .requestFactory(requests)
        .build()
        .post()
        .uri(uri)
        .body(body)
        .retrieve()
        .body(String.class);
  }

  static String webClient(HttpClient client, URI uri, String body) {
    return WebClient.builder()
        .clientConnector(new JdkClientHttpConnector(client))
        .build()
        .post()
        .uri(uri)
        .bodyValue(body)
        .retrieve()
        .bodyToMono(String.class)
        .block(PATIENCE);
  }

  static String httpInterface(HttpClient client, URI uri, String body) {
    return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(rest(client)))
        .build()
        .createClient(SpringOrders.class)
        .post(uri, body);
  }

  private static RestClient rest(HttpClient client) {
    return RestClient.builder().requestFactory(new JdkClientHttpRequestFactory(client)).build();
  }

  static String feign(HttpClient client, URI uri, String body) {
    return Feign.builder()
        .client(new FeignOverHttpClient(client))
        .retryer(Retryer.NEVER_RETRY)
        .target(FeignOrders.class, uri.toString())
        .post(uri, body);
  }

  /** The generated code knows the JSON, and its own path. */
  static String openApi(HttpClient.Builder clients, URI uri, String body) throws Exception {
    ApiClient api = new ApiClient().setHttpClientBuilder(clients);
    api.updateBaseUri(uri.toString());
    return String.valueOf(new OrdersApi(api).place(new Order().item(body)).getItem());
  }

  static String langChain4j(HttpClient.Builder clients, URI uri, String body) {
    return JdkHttpClient.builder()
        .httpClientBuilder(clients)
        .build()
        .execute(
            dev.langchain4j.http.client.HttpRequest.builder()
                .method(HttpMethod.POST)
                .url(uri.toString())
                .body(body)
                .build())
        .body();
  }

  /** Without its retries, each of which is a primary. */
  static String fabric8(HttpClient.Builder clients, URI uri, String body) throws Exception {
    JdkHttpClientFactory factory =
        new JdkHttpClientFactory() {
          @Override
          protected HttpClient.Builder createNewHttpClientBuilder() {
            return clients;
          }
        };
    Config config = new ConfigBuilder(Config.empty()).withRequestRetryBackoffLimit(0).build();
    try (var http = factory.newBuilder(config).build()) {
      var response =
          http.sendAsync(
                  http.newHttpRequestBuilder().uri(uri).post("application/json", body).build(),
                  String.class)
              .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return response.code() + " " + response.body();
    }
  }

  /** A whole session, in which the last response is a stream of events. */
  static String mcp(HttpClient.Builder clients, URI server) {
    HttpClientStreamableHttpTransport transport =
        HttpClientStreamableHttpTransport.builder(server.toString())
            .clientBuilder(clients.version(HttpClient.Version.HTTP_1_1))
            .build();
    try (McpSyncClient mcp = McpClient.sync(transport).build()) {
      mcp.initialize();
      return mcp.listTools().tools().toString()
          + mcp.callTool(CallToolRequest.builder("greet").build()).content();
    }
  }
}
