package io.github.mirror4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.compare.fleet.FleetQuestion;
import io.github.mirror4j.examples.cli.EvidenceFixture.Found;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What Argo Rollouts and Flagger see if their resources are as in the folder {@code delivery}. */
class VerdictServerTest {

  private static final Path DELIVERY = Path.of("delivery");
  private static final Map<String, Found> EVIDENCE =
      Map.of("SAFE", Found.SAFE, "NOT_SAFE", Found.NOT_SAFE, "UNDECIDED", Found.UNDECIDED);

  /** As Flagger's documentation has it. */
  private static final String PAYLOAD =
      """
      {"name":"orders","namespace":"shop","phase":"Progressing","metadata":{}}""";

  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();

  @ParameterizedTest
  @CsvSource({"SAFE,Successful", "NOT_SAFE,Failed", "UNDECIDED,Inconclusive"})
  void argoRollouts(String verdict, String phase) throws Exception {
    JsonNode metric = document("argo-rollouts.yaml", "AnalysisTemplate").at("/spec/metrics/0");
    JsonNode web = metric.at("/provider/web");
    try (VerdictServer server = server(EVIDENCE.get(verdict))) {
      HttpResponse<String> response =
          get(server, path(web.at("/url").asString().replace("{{args.v2}}", "2.4.0")));

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(web.at("/jsonPath").asString()).isEqualTo("{$.verdict}");
      String result = JsonMapper.shared().readTree(response.body()).at("/verdict").asString();
      assertThat(phase(metric, result)).isEqualTo(phase);
    }
  }

  /** A measurement is inconclusive if it meets neither condition. */
  private static String phase(JsonNode metric, String result) {
    if (metric.at("/failureCondition").asString().equals("result == \"" + result + '"')) {
      return "Failed";
    }
    boolean isSuccess =
        metric.at("/successCondition").asString().equals("result == \"" + result + '"');
    return isSuccess ? "Successful" : "Inconclusive";
  }

  @ParameterizedTest
  @CsvSource({"SAFE,200,409", "NOT_SAFE,409,200", "UNDECIDED,409,409"})
  void flagger(String verdict, int confirmed, int rolledBack) throws Exception {
    JsonNode hooks = document("flagger.yaml", "Canary").at("/spec/analysis/webhooks");
    try (VerdictServer server = server(EVIDENCE.get(verdict))) {
      HttpResponse<String> confirm = post(server, url(hooks, "confirm-promotion"));
      HttpResponse<String> rollback = post(server, url(hooks, "rollback"));

      assertThat(confirm.statusCode()).isEqualTo(confirmed);
      assertThat(rollback.statusCode()).isEqualTo(rolledBack);
      assertThat(confirm.body()).startsWith(verdict + ": ");
      assertThat(rollback.body()).isEqualTo(confirm.body());
    }
  }

  @Test
  void withoutEvidenceNothingIsPromotedAndNothingIsRolledBack() throws Exception {
    try (VerdictServer server = server(null)) {
      assertThat(post(server, "/flagger/confirm-promotion").statusCode()).isEqualTo(409);
      assertThat(post(server, "/flagger/rollback").statusCode()).isEqualTo(409);
      assertThat(get(server, "/verdict").body()).contains("\"verdict\":\"UNDECIDED\"");
    }
  }

  @Test
  void whatFailsIsNoVerdict() throws Exception {
    try (VerdictServer server =
        VerdictServer.of(
            new ListenOption("127.0.0.1", 0),
            () -> {
              throw new IllegalStateException("broken");
            },
            VerdictServerTest::question)) {
      assertThat(post(server, "/flagger/confirm-promotion").statusCode()).isEqualTo(500);
      assertThat(post(server, "/flagger/rollback").statusCode()).isEqualTo(500);
      assertThat(get(server, "/verdict").statusCode()).isEqualTo(500);
      assertThat(get(server, "/healthz").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void anotherBuildIsNotMeant() throws Exception {
    try (VerdictServer server = server(Found.SAFE)) {
      assertThat(get(server, "/verdict?v2=2.5.0").body())
          .contains("\"verdict\":\"UNDECIDED\"", "no evidence about v2 2.5.0");
      assertThat(post(server, "/flagger/confirm-promotion?v2=2.5.0").statusCode()).isEqualTo(409);
      assertThat(post(server, "/flagger/confirm-promotion?v2=2%2E4.0").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void peopleGetThePage() throws Exception {
    try (VerdictServer server = server(Found.SAFE)) {
      assertThat(get(server, "/").body()).contains("<html", "SAFE");
      assertThat(get(server, "/other").statusCode()).isEqualTo(404);
      assertThat(get(server, "/flagger/rollback").statusCode()).isEqualTo(405);
    }
  }

  private VerdictServer server(Found found) throws IOException {
    if (found != null) {
      EvidenceFixture.write(folder, "a", found);
    }
    EvidenceInput input = new EvidenceInput(List.of(folder), new PrintWriter(System.out, true));
    return VerdictServer.of(
        new ListenOption("127.0.0.1", 0), input::read, VerdictServerTest::question);
  }

  private static FleetQuestion question(String v2) {
    FleetQuestion.Builder question = FleetQuestion.builder();
    return v2 == null ? question.build() : question.v2(v2).build();
  }

  private static String url(JsonNode hooks, String type) {
    return Stream.iterate(0, i -> i < hooks.size(), i -> i + 1)
        .map(hooks::get)
        .filter(hook -> hook.at("/type").asString().equals(type))
        .map(hook -> path(hook.at("/url").asString()))
        .findFirst()
        .orElseThrow();
  }

  private static String path(String url) {
    URI uri = URI.create(url);
    return uri.getRawQuery() == null ? uri.getPath() : uri.getPath() + "?" + uri.getRawQuery();
  }

  private HttpResponse<String> get(VerdictServer server, String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(server.uri().resolve(path)).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(VerdictServer server, String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(server.uri().resolve(path))
            .POST(BodyPublishers.ofString(PAYLOAD))
            .build(),
        BodyHandlers.ofString());
  }

  static JsonNode document(String file, String kind) throws IOException {
    for (String text : Files.readString(DELIVERY.resolve(file)).split("\n---\n")) {
      JsonNode node = YAMLMapper.shared().readTree(text);
      if (node.at("/kind").asString().equals(kind)) {
        return node;
      }
    }
    throw new IllegalArgumentException(kind);
  }
}
