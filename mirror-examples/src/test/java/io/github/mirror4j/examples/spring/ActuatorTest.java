package io.github.mirror4j.examples.spring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirrorSwitch;
import io.github.mirror4j.http.stats.LaneState;
import io.github.mirror4j.rule.MirrorId;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What operators see and switch in a running application. */
@Isolated("the switch is the process's")
class ActuatorTest {

  private static BootApplication services;
  private static RunningApplication application;
  private static Path file;

  @BeforeAll
  static void start(@TempDir Path folder) throws IOException {
    services = new BootApplication();
    file = services.ruleFile(folder);
    application =
        RunningApplication.start(
            "mirror4j.rules=" + file,
            "mirror4j.reload.interval=100ms",
            "management.endpoint.mirror.access=unrestricted");
  }

  @AfterAll
  static void stop() {
    services.close();
    application.close();
  }

  @AfterEach
  void reset() throws IOException {
    application.engine().resume();
    MirrorSwitch.on();
    Files.writeString(file, services.rules("v2"));
    BootApplication.await(() -> application.engine().reloads().get(0).inForce());
  }

  private static String callV1() throws Exception {
    return application.get("/orders?of=" + services.v1.uri(), "text/plain").body();
  }

  private static JsonNode json(String target) throws Exception {
    return JsonMapper.shared().readTree(application.get(target));
  }

  private static void breakFile() throws IOException {
    Files.writeString(file, "kind: [");
    BootApplication.await(() -> !application.engine().reloads().get(0).inForce());
  }

  @Test
  void theServiceIsMirrored() throws Exception {
    assertThat(callV1()).isEqualTo("/orders");
    services.awaitCopy("/orders");
  }

  @Test
  void theStatusAsJson() throws Exception {
    HttpResponse<String> response = application.get("/actuator/mirror", "*/*");

    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    JsonNode status = JsonMapper.shared().readTree(response.body());
    assertThat(status.get("rules")).hasSize(1);
    assertThat(status.get("settings").get("maxConcurrentCopies").asInt()).isEqualTo(64);
  }

  @Test
  void theStatusAsText() throws Exception {
    HttpResponse<String> response = application.get("/actuator/mirror", "text/plain");

    assertThat(response.headers().firstValue("Content-Type").orElseThrow()).contains("text/plain");
    assertThat(response.body()).contains("Mirror4J ", "Rules, in the order", "maxConcurrentCopies");
  }

  @Test
  void theExplanationOfARequest() throws Exception {
    String uri = URLEncoder.encode(services.v1.uri() + "/orders", UTF_8);
    String header = URLEncoder.encode("X-Tenant: acme", UTF_8);

    HttpResponse<String> response =
        application.get(
            "/actuator/mirror/explain?method=POST&uri=" + uri + "&header=" + header, "*/*");

    assertThat(response.body()).contains("POST", "v2");
    assertThat(response.headers().firstValue("Content-Type").orElseThrow()).contains("text/plain");
  }

  /** Compares the responses, and waits for a copy. */
  private static MirrorId compare() throws Exception {
    String compared = "route: none, mirror4j.io/compare: 'baseline: none'}";
    Files.writeString(file, services.rules("v2").replace("route: none}", compared));
    BootApplication.await(() -> !application.engine().comparisons().isEmpty());
    callV1();
    services.awaitCopy("/orders");
    return application.engine().comparisons().get(0).id();
  }

  private static String of(MirrorId id) {
    return "?rule=%s&mirror=%s".formatted(id.rule(), URLEncoder.encode(id.mirror(), UTF_8));
  }

  @Test
  void theReportOfAComparison() throws Exception {
    String one = "/actuator/mirror/report" + of(compare());

    assertThat(application.get(one, "text/plain").body()).contains("UNDECIDED");
    assertThat(json(one).isObject()).isTrue();
    assertThat(json("/actuator/mirror/report").isArray()).isTrue();
    assertThat(json("/actuator/mirror/report")).isNotEmpty();
    assertThat(application.get("/actuator/mirror/report", "text/plain").body())
        .contains("UNDECIDED");
  }

  private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";

  @Test
  void theReportAsAPageForABrowser() throws Exception {
    MirrorId id = compare();

    HttpResponse<String> page = application.get("/actuator/mirror/report" + of(id), BROWSER);

    assertThat(page.headers().firstValue("Content-Type").orElseThrow()).contains("text/html");
    assertThat(page.body()).startsWith("<!DOCTYPE html>").contains("UNDECIDED");
    assertThat(application.get("/actuator/mirror/report", BROWSER).body())
        .startsWith("<!DOCTYPE html>");
  }

  @Test
  void thePageHasWhatMirroringCostsOnceThatIsMeasured() throws Exception {
    MirrorId id = compare();

    application.engine().measureOverhead().close();

    assertThat(application.get("/actuator/mirror/report" + of(id), BROWSER).body())
        .contains("<h2>What mirroring costs the callers</h2>");
  }

  /** A second comparison, by an earlier rule, is shown as long as the process runs. */
  @Test
  void severalReportsAreLinksForABrowser() throws Exception {
    MirrorId id = compare();
    Files.writeString(file, Files.readString(file).replace("name: v2", "name: other-v2"));
    BootApplication.await(() -> application.engine().comparisons().size() > 1);

    HttpResponse<String> page = application.get("/actuator/mirror/report", BROWSER);

    assertThat(page.body()).contains("<a href=\"" + of(id).replace("&", "&amp;") + "\"");
  }

  @Test
  void theVerdictAloneIsThatOfThisProcess() throws Exception {
    MirrorId id = compare();

    JsonNode all = json("/actuator/mirror/verdict");
    assertThat(all.get("scope").asString()).isEqualTo("process");
    assertThat(all.get("verdict").asString()).isEqualTo("UNDECIDED");
    assertThat(all.get("mirrors")).isNotEmpty();
    JsonNode one = json("/actuator/mirror/verdict" + of(id));
    assertThat(one.at("/mirrors/0/rule").asString()).isEqualTo(id.rule());
    assertThat(one.at("/mirrors/0/because").asString()).isNotBlank();
    assertThat(application.get("/actuator/mirror/verdict", "text/plain").body())
        .startsWith("UNDECIDED\n")
        .contains(id + ": UNDECIDED: ");
  }

  @ParameterizedTest
  @CsvSource({
    "/actuator/mirror/explain, 400",
    "/actuator/mirror/report?rule=none&mirror=none, 400",
    "/actuator/mirror/verdict?rule=none, 400",
    "/actuator/mirror/explain?uri=%3A, 400",
    "/actuator/mirror/explain?uri=http%3A%2F%2Fv1&header=x, 400",
    "/actuator/mirror/explain?uri=http%3A%2F%2Fv1&method=a%20b, 400",
    "/actuator/mirror/nothing, 404",
  })
  void aWrongQuestionIsTheClientsFault(String target, int status) throws Exception {
    assertThat(application.get(target, "*/*").statusCode()).isEqualTo(status);
  }

  @Test
  void allMirrorsArePausedAndResumed() throws Exception {
    assertThat(application.post("/actuator/mirror/pause", "{}").body()).contains("PAUSED");
    assertThat(application.engine().stats().total().state()).isEqualTo(LaneState.PAUSED);

    assertThat(application.post("/actuator/mirror/resume", "{}").statusCode()).isEqualTo(200);
    assertThat(application.engine().stats().total().state()).isEqualTo(LaneState.SENDING);
  }

  @Test
  void oneMirrorIsPausedAndResumed() throws Exception {
    var id = application.engine().stats().mirrors().get(0).id();
    String json = "{\"rule\": \"%s\", \"mirror\": \"%s\"}".formatted(id.rule(), id.mirror());

    application.post("/actuator/mirror/pause", json);
    assertThat(application.engine().stats(id).orElseThrow().state()).isEqualTo(LaneState.PAUSED);

    application.post("/actuator/mirror/resume", json);
    assertThat(application.engine().stats(id).orElseThrow().state()).isEqualTo(LaneState.SENDING);
  }

  @Test
  void mirroringIsSwitchedOffAndOn() throws Exception {
    application.post("/actuator/mirror/switch-off", "{}");
    assertThat(MirrorSwitch.isOn()).isFalse();
    assertThat(callV1()).isEqualTo("/orders");
    assertThat(json("/actuator/health/mirror").at("/details/switchedOn").asBoolean()).isFalse();

    application.post("/actuator/mirror/switch-on", "{}");
    assertThat(MirrorSwitch.isOn()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "explode | {} | expected: pause, resume, switch-on or switch-off",
        "pause | {\"rule\": \"v2\"} | mirror: missing (expected: rule and mirror, or neither)",
        "pause | {\"rule\": \"none\", \"mirror\": \"none\"} | expected: one of",
      })
  void aWrongActionChangesNothing(String action, String body, String reason) throws Exception {
    HttpResponse<String> response = application.post("/actuator/mirror/" + action, body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains(reason);
    assertThat(application.engine().stats().total().state()).isEqualTo(LaneState.SENDING);
  }

  @Test
  void health() throws Exception {
    JsonNode health = json("/actuator/health/mirror");

    assertThat(health.get("status").asString()).isEqualTo("UP");
    assertThat(health.at("/details/rules").asInt()).isEqualTo(1);
    assertThat(health.at("/details/state").asString()).isEqualTo("SENDING");
  }

  @Test
  void info() throws Exception {
    JsonNode info = json("/actuator/info").get("mirror");

    assertThat(info.get("rules").asInt()).isEqualTo(1);
    assertThat(info.get("mirrors").asInt()).isEqualTo(1);
    assertThat(info.get("version").asString()).isNotBlank();
  }

  @Test
  void meters() throws Exception {
    callV1();
    services.awaitCopy("/orders");
    BootApplication.awaitIdle(application.engine());

    JsonNode copies = json("/actuator/metrics/mirror4j.copies?tag=outcome:completed");
    assertThat(copies.at("/measurements/0/value").asDouble())
        .isEqualTo((double) application.engine().stats().total().completedInTotal());
  }

  /** Mirroring never makes the application unhealthy by itself. */
  @Test
  void aFailureToReloadIsSeenEverywhere() throws Exception {
    breakFile();

    JsonNode health = json("/actuator/health/mirror");
    assertThat(health.get("status").asString()).isEqualTo("UP");
    assertThat(health.at("/details/ruleFilesInForce").asBoolean()).isFalse();
    assertThat(json("/actuator/info").at("/mirror/ruleFilesInForce").asBoolean()).isFalse();
    assertThat(json("/actuator/mirror").at("/reloads/0/lastFailure/problems")).isNotEmpty();
    assertThat(
            json("/actuator/metrics/mirror4j.rules.reloads?tag=outcome:refused")
                .at("/measurements/0/value")
                .asDouble())
        .isGreaterThanOrEqualTo(1);
  }

  /** Writing has to be allowed apart, and health may be made to fail. */
  @Test
  void theEndpointIsReadOnlyUnlessAllowedToWrite() throws Exception {
    breakFile();
    Files.writeString(file, services.rules("v2"));
    try (RunningApplication other =
        RunningApplication.start(
            "mirror4j.rules=" + file,
            "mirror4j.reload.interval=100ms",
            "mirror4j.health.down-on-reload-failure=true",
            "spring.main.lazy-initialization=true")) {
      assertThat(other.get("/actuator/mirror")).contains("maxConcurrentCopies");
      assertThat(other.post("/actuator/mirror/pause", "{}").statusCode()).isIn(404, 405);
      assertThat(other.engine().stats().total().state()).isEqualTo(LaneState.SENDING);

      assertThat(other.get("/actuator/health/mirror")).contains("UP");
      Files.writeString(file, "kind: [");
      BootApplication.await(() -> !other.engine().reloads().get(0).inForce());
      assertThat(other.get("/actuator/health/mirror", "*/*").statusCode()).isEqualTo(503);
    }
  }
}
