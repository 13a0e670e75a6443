package io.github.mirror4j.http.status;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.common.Json;
import io.github.mirror4j.http.MirrorSwitch;
import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.http.stats.FailureCause;
import io.github.mirror4j.http.stats.LaneState;
import io.github.mirror4j.http.stats.MirrorStatus;
import io.github.mirror4j.http.stats.Outcome;
import io.github.mirror4j.http.stats.RecentFailure;
import io.github.mirror4j.rule.Mirror;
import java.net.URI;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** A status tells all about mirroring at one moment. */
@Isolated("the switch is the process's")
class StatusTest {

  private final RecordingServer primary = RecordingServer.responding("ok");
  private final RecordingServer mirror = RecordingServer.responding("ok");
  private final MirroringHttpClient client =
      Fixtures.mirroring(
              Mirror.to(mirror.uri()).name("well"),
              Mirror.to(URI.create("http://127.0.0.1:1")).name("refusing"))
          .build();

  @AfterEach
  void close() {
    MirrorSwitch.on();
    client.close();
    primary.close();
    mirror.close();
  }

  @Test
  void asAnObject() throws Exception {
    Instant before = Instant.now();
    send();
    MirrorStatus status = client.engine().status();

    assertThat(status.timestamp()).isBetween(before.minusMillis(1), Instant.now());
    assertThat(status.switchedOn()).isTrue();
    assertThat(status.rules()).containsExactly(client.engine().rules().rules().get(0).toString());
    assertThat(status.warnings()).isEmpty();
    assertThat(status.settings()).containsEntry("maxConcurrentCopies", 64);
    assertThat(status.stats()).isEqualTo(client.engine().stats());
    assertThat(status.recentFailures())
        .singleElement()
        .satisfies(
            failure -> {
              assertThat(failure.id().rule()).isEqualTo("copy-all");
              assertThat(failure.id().mirror()).isEqualTo("refusing");
              assertThat(failure.outcome()).isEqualTo(new Outcome.Failed(FailureCause.CONNECT));
              assertThat(failure.exceptions()).startsWith("java.net.ConnectException");
              assertThat(failure.host()).isEqualTo("127.0.0.1:1");
              assertThat(failure.count()).isEqualTo(1);
              assertThat(failure.last()).isBetween(before.minusMillis(1), Instant.now());
            });
    assertThat(client.engine().status().stats()).isEqualTo(status.stats());
  }

  @Test
  void asJson() throws Exception {
    send();
    client.engine().pause();
    send();
    MirrorStatus status = client.engine().status();
    Map<?, ?> json = Json.read(status.toJson(), Map.class);

    assertThat(json.keySet().toArray())
        .containsExactly(
            "timestamp",
            "version",
            "switchedOn",
            "rules",
            "warnings",
            "reloads",
            "settings",
            "stats",
            "comparisons",
            "recentFailures");
    assertThat(Instant.parse((String) json.get("timestamp"))).isEqualTo(status.timestamp());
    assertThat(json.get("rules")).isEqualTo(status.rules());
    assertThat(at(json, "settings", "maxConcurrentCopies")).isEqualTo(64);
    assertThat(at(json, "stats", "total"))
        .isEqualTo(
            Map.ofEntries(
                entry("rule", "*"),
                entry("mirror", "*"),
                entry("state", "PAUSED"),
                entry("selected", 4),
                entry("waiting", 0),
                entry("inFlight", 0),
                entry("completed", Map.of("2xx", 1)),
                entry("failed", Map.of("CONNECT", 1)),
                entry("withheld", 0),
                entry("timedOut", 0),
                entry("dropped", Map.of("PAUSED", 2))));
    assertThat(json.get("comparisons")).isEqualTo(List.of());
    assertThat((List<?>) at(json, "stats", "mirrors")).hasSize(2);
    assertThat(at(json, "stats", "alreadyMirrored")).isEqualTo(0);
    assertThat(at(json, "stats", "bufferedBytes")).isEqualTo(0);
    assertThat(at(json, "stats", "internalErrors")).isEqualTo(0);
    Map<?, ?> failure = (Map<?, ?>) ((List<?>) json.get("recentFailures")).get(0);
    RecentFailure expected = status.recentFailures().get(0);
    assertThat(failure)
        .isEqualTo(
            Map.of(
                "rule",
                "copy-all",
                "mirror",
                "refusing",
                "host",
                expected.host(),
                "cause",
                "CONNECT",
                "message",
                expected.message(),
                "exceptions",
                expected.exceptions(),
                "count",
                1,
                "first",
                expected.first().toString(),
                "last",
                expected.last().toString()));
  }

  @Test
  void warningsOfTheRulesInForce() {
    client
        .engine()
        .replaceRules(
            Fixtures.copyAll(mirror.uri()),
            io.github.mirror4j.rule.RouteRule.builder("z-unreachable")
                .destination("*")
                .mirror(Mirror.to(mirror.uri()))
                .build());

    assertThat(client.engine().status().rules()).hasSize(2);
    assertThat(client.engine().status().warnings())
        .isEqualTo(client.engine().rules().warnings())
        .singleElement()
        .asString()
        .contains("z-unreachable");
  }

  @Test
  void switchedOffAndClosed() throws Exception {
    MirrorSwitch.off();
    assertThat(client.engine().status().switchedOn()).isFalse();
    assertThat(client.engine().status().toText())
        .contains(": SWITCHED_OFF\nMirroring is switched off in this process, by mirror4j.enabled");
    MirrorSwitch.on();
    client.close();
    assertThat(client.engine().status().switchedOn()).isTrue();
    assertThat(client.engine().status().stats().total().state()).isEqualTo(LaneState.CLOSED);
  }

  private static Object at(Map<?, ?> json, String name, String inner) {
    return ((Map<?, ?>) json.get(name)).get(inner);
  }

  private void send() throws Exception {
    client.send(Fixtures.get(primary.uri()), BodyHandlers.discarding());
    Fixtures.settled(client);
  }
}
