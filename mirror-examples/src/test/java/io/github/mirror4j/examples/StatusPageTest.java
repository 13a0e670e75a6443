package io.github.mirror4j.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.common.Json;
import io.github.mirror4j.http.MirrorSwitch;
import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The page says how mirroring is doing, in two forms, and switches it. */
@Isolated("the switch is the process's")
class StatusPageTest {

  private final HttpClient browser = HttpClient.newHttpClient();
  private final MirroringHttpClient client =
      MirroringHttpClient.wrap(
          HttpClient.newHttpClient(),
          RouteRule.builder("r")
              .destination("*")
              .mirror(
                  Mirror.to(URI.create("http://127.0.0.1:1"))
                      .name("v2/<&>")
                      .compare(Comparison.withoutBaseline().build()))
              .build());

  @AfterEach
  void close() {
    MirrorSwitch.on();
    client.close();
    browser.close();
  }

  @Test
  void theVerdictOfThisProcessSaysThatItIsNoMore() throws Exception {
    try (StatusServer page = StatusServer.of(client.engine())) {
      HttpResponse<String> response = get(page.uri().resolve("/verdict"), "*/*");

      Map<?, ?> json = Json.read(response.body(), Map.class);
      assertThat(json.get("verdict")).isEqualTo("UNDECIDED");
      assertThat(json.get("scope")).isEqualTo("process");
      assertThat((List<?>) json.get("mirrors")).hasSize(1);
    }
  }

  @Test
  void textOrJsonAsTheBrowserAccepts() throws Exception {
    try (StatusServer page = StatusServer.of(client.engine())) {
      HttpResponse<String> text = get(page.uri(), "text/html, */*");
      assertThat(text.headers().firstValue("Content-Type")).hasValue("text/plain; charset=utf-8");
      assertThat(text.body()).startsWith("Mirror4J ").contains("r -> v2/<&>  SENDING");

      HttpResponse<String> json = get(page.uri(), "application/json");
      assertThat(json.headers().firstValue("Content-Type")).hasValue("application/json");
      assertThat(Json.read(json.body(), Map.class).get("switchedOn")).isEqualTo(true);
    }
  }

  @Test
  void switches() throws Exception {
    try (StatusServer page = StatusServer.of(client.engine())) {
      assertThat(post(page, "/off").body()).contains(": SWITCHED_OFF\n");
      assertThat(MirrorSwitch.isOn()).isFalse();
      assertThat(post(page, "/on").body()).contains(": SENDING\n");
      assertThat(MirrorSwitch.isOn()).isTrue();
      assertThat(post(page, "/pause").body()).contains(": PAUSED\n");
      assertThat(post(page, "/resume").body()).contains(": SENDING\n");
    }
  }

  @Test
  void linksTheLiveReportOfEachComparison() throws Exception {
    try (StatusServer page = StatusServer.of(client.engine())) {
      String text = get(page.uri(), "*/*").body();
      String report = text.substring(text.indexOf("Report: ") + 8).strip();

      HttpResponse<String> html = get(URI.create(report), "text/html");

      assertThat(html.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
      assertThat(html.body())
          .contains("UNDECIDED: do not release v2 yet", "r -&gt; v2/&lt;&amp;&gt;");
      assertThat(get(URI.create(report + "x"), "text/html").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void theReportHasWhatMirroringCostsOnceThatIsMeasured() throws Exception {
    try (StatusServer page = StatusServer.of(client.engine())) {
      String text = get(page.uri(), "*/*").body();
      URI report = URI.create(text.substring(text.indexOf("Report: ") + 8).strip());
      String title = "<h2>What mirroring costs the callers</h2>";
      assertThat(get(report, "text/html").body()).doesNotContain(title);

      client.engine().measureOverhead().close();

      assertThat(get(report, "text/html").body()).contains(title, "time of the call, p99");
    }
  }

  @Test
  void nothingElseIsThereAndLookingSwitchesNothing() throws Exception {
    try (StatusServer page = StatusServer.of(client.engine())) {
      assertThat(get(URI.create(page.uri() + "/off"), "*/*").statusCode()).isEqualTo(404);
      assertThat(post(page, "/other").statusCode()).isEqualTo(404);
      assertThat(MirrorSwitch.isOn()).isTrue();
    }
  }

  @Test
  void theDemoEndsByItselfAndPrintsThePage() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StatusPage.run(Duration.ofMillis(1), new PrintStream(out, true, UTF_8));

    assertThat(out.toString(UTF_8))
        .startsWith("curl http://127.0.0.1:")
        .contains("to-v2-and-lab -> v2", "maxConcurrentCopies");
  }

  private HttpResponse<String> get(URI uri, String accepted) throws Exception {
    return browser.send(
        HttpRequest.newBuilder(uri).header("Accept", accepted).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(StatusServer page, String action) throws Exception {
    return browser.send(
        HttpRequest.newBuilder(URI.create(page.uri() + action))
            .POST(BodyPublishers.noBody())
            .build(),
        BodyHandlers.ofString());
  }
}
