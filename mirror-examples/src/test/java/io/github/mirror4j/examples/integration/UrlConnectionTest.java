package io.github.mirror4j.examples.integration;

import static io.github.mirror4j.examples.integration.Servers.PATIENCE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.BodyTap;
import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.http.MirroredCall;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Any client can be mirrored, by a description of what it sends and receives. */
class UrlConnectionTest {

  @AutoClose private final Servers servers = new Servers();

  @AutoClose
  private final MirrorEngine engine =
      MirrorEngine.builder()
          .rules(
              RouteRule.builder("to-v2")
                  .destination("*")
                  .mirror(
                      Mirror.to(servers.mirror.uri())
                          .name("v2")
                          .compare(Comparison.withoutBaseline().methods("POST").build()))
                  .build())
          .build();

  private String post(URI uri, String text) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    connection.setRequestMethod("POST");
    connection.setRequestProperty("X-Tenant", "blue");
    connection.setDoOutput(true);
    // @start region="url-connection"
    BodyTap body = new BodyTap(); // takes the body while it is sent
    MirroredCall call =
        engine.mirror("POST", uri.toString(), connection.getRequestProperties(), body);
    try (OutputStream out = body.writing(connection.getOutputStream())) {
      out.write(text.getBytes(UTF_8));
      body.complete();
    }
    int status = connection.getResponseCode();
    BodyTap response = call.responding(status, connection.getHeaderFields());
    try (InputStream in = response.reading(connection.getInputStream())) {
      return new String(in.readAllBytes(), UTF_8);
    }
    // @end
  }

  @Test
  void itsRequestsAreMirroredAndItsResponsesCompared() throws Exception {
    assertThat(post(servers.uri("/orders?q=a"), "three")).isEqualTo("POST /orders?q=a: three");

    assertThat(engine.awaitIdle(PATIENCE)).isTrue();
    assertThat(servers.mirror.requests()).hasSize(1);
    assertThat(servers.mirror.requests().getFirst().line()).isEqualTo("POST /orders?q=a");
    assertThat(servers.mirror.requests().getFirst().text()).isEqualTo("three");
    assertThat(engine.comparisons().getFirst().awaitIdle(PATIENCE)).isTrue();
    assertThat(engine.comparisons().getFirst().pairs().compared()).isOne();
    assertThat(engine.stats().internalErrors()).isZero();
  }
}
