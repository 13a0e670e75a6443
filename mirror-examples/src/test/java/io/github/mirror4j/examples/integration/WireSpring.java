package io.github.mirror4j.examples.integration;

import static io.github.mirror4j.examples.integration.Servers.PATIENCE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.http.HttpClient;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;
import reactor.core.publisher.Flux;

/** Spring's three ways to send, with each kind of body; over clients that wrap clients, too. */
final class WireSpring {

  /** Sends one request over a client. */
  @FunctionalInterface
  private interface Sending {
    void over(HttpClient client, URI uri);
  }

  interface Orders {

    @GetExchange
    String get(URI uri);

    @PostExchange
    String text(URI uri, @RequestBody String text);

    @PostExchange(contentType = "application/x-www-form-urlencoded")
    String form(URI uri, @RequestBody MultiValueMap<String, String> form);
  }

  private WireSpring() {}

  static Stream<WireRow> rows() {
    return Arrays.stream(WireClients.values())
        .filter(clients -> !clients.name().endsWith("_FRONT"))
        .filter(clients -> clients != WireClients.METHANOL_ON_BOTH_SIDES)
        .flatMap(WireSpring::rows);
  }

  private static Stream<WireRow> rows(WireClients clients) {
    return Stream.of(
        row(
            clients,
            "RestClient",
            "none",
            (client, uri) -> rest(client).get().uri(uri).retrieve().toBodilessEntity()),
        row(clients, "RestClient", "string", (client, uri) -> post(client, uri, "text")),
        row(clients, "RestClient", "empty", (client, uri) -> post(client, uri, "")),
        row(clients, "RestClient", "bytes", (client, uri) -> post(client, uri, new byte[] {1, 2})),
        row(clients, "RestClient", "JSON", (client, uri) -> post(client, uri, Map.of("item", "a"))),
        row(
            clients,
            "RestClient",
            "file",
            (client, uri) -> post(client, uri, new FileSystemResource("pom.xml"))),
        row(
            clients,
            "RestClient",
            "stream",
            (client, uri) ->
                post(
                    client,
                    uri,
                    new InputStreamResource(
                        new java.io.ByteArrayInputStream("streamed".getBytes(UTF_8))))),
        row(clients, "RestClient", "form", (client, uri) -> post(client, uri, form())),
        row(clients, "RestClient", "multipart", (client, uri) -> postMultipart(client, uri)),
        row(
            clients,
            "WebClient",
            "none",
            (client, uri) ->
                web(client).get().uri(uri).retrieve().toBodilessEntity().block(PATIENCE)),
        row(clients, "WebClient", "string", (client, uri) -> webPost(client, uri, "text")),
        row(clients, "WebClient", "form", (client, uri) -> webPost(client, uri, form())),
        row(clients, "WebClient", "stream", WireSpring::webStream),
        row(clients, "HTTP interface", "none", (client, uri) -> orders(client).get(uri)),
        row(clients, "HTTP interface", "string", (client, uri) -> orders(client).text(uri, "text")),
        row(clients, "HTTP interface", "form", (client, uri) -> orders(client).form(uri, form())));
  }

  private static WireRow row(WireClients clients, String library, String body, Sending sending) {
    return new WireRow(
        library + " over " + clients,
        body,
        true,
        (uri, engine) -> {
          try (HttpClient existing = WireClients.existing().build()) {
            sending.over(clients.client(existing, engine), uri);
          }
        });
  }

  private static RestClient rest(HttpClient client) {
    return RestClient.builder().requestFactory(new JdkClientHttpRequestFactory(client)).build();
  }

  private static void post(HttpClient client, URI uri, Object body) {
    rest(client).post().uri(uri).body(body).retrieve().toBodilessEntity();
  }

  private static MultiValueMap<String, String> form() {
    MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
    form.add("item", "a b");
    form.add("count", "1");
    return form;
  }

  private static void postMultipart(HttpClient client, URI uri) {
    MultiValueMap<String, Object> parts = new LinkedMultiValueMap<>();
    parts.add("item", "a");
    parts.add("file", new FileSystemResource("pom.xml"));
    FormHttpMessageConverter converter =
        new FormHttpMessageConverter() {
          @Override
          protected byte[] generateMultipartBoundary() {
            return "the-boundary".getBytes(UTF_8);
          }
        };
    rest(client)
        .mutate()
        .configureMessageConverters(
            converters -> converters.registerDefaults().addCustomConverter(converter))
        .build()
        .post()
        .uri(uri)
        .contentType(MediaType.MULTIPART_FORM_DATA)
        .body(parts)
        .retrieve()
        .toBodilessEntity();
  }

  private static WebClient web(HttpClient client) {
    return WebClient.builder().clientConnector(new JdkClientHttpConnector(client)).build();
  }

  private static void webPost(HttpClient client, URI uri, Object body) {
    web(client).post().uri(uri).bodyValue(body).retrieve().toBodilessEntity().block(PATIENCE);
  }

  private static void webStream(HttpClient client, URI uri) {
    web(client)
        .post()
        .uri(uri)
        .body(Flux.just("one", "two", "three"), String.class)
        .retrieve()
        .toBodilessEntity()
        .block(PATIENCE);
  }

  private static Orders orders(HttpClient client) {
    return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(rest(client)))
        .build()
        .createClient(Orders.class);
  }
}
