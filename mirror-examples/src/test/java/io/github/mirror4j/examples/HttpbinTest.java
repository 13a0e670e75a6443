package io.github.mirror4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The little httpbin responds as httpbin does, in small. */
class HttpbinTest {

  private final Httpbin httpbin = Httpbin.start("v7");
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    client.close();
    httpbin.close();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /get?q=1, 200",
    "POST, /post, 200",
    "POST, /get, 405",
    "GET, /status/418, 418",
    "GET, /delay/0, 200",
    "GET, /nothing, 404",
  })
  void statusFollowsThePath(String method, String target, int status) throws Exception {
    HttpResponse<String> response = send(method, target, "");

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("X-Httpbin-Version")).hasValue("v7");
  }

  @Test
  void aPostIsEchoed() throws Exception {
    assertThat(send("POST", "/post?q=a%2Fb", "say \"hi\"\n").body())
        .isEqualToIgnoringNewLines(
            """
            {"version": "v7", "method": "POST", "url": "/post?q=a%2Fb", "data": "say \\"hi\\"\\u000a"}
            """);
  }

  private HttpResponse<String> send(String method, String target, String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(httpbin.uri().resolve(target))
            .method(method, BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }
}
