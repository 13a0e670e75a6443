package io.github.mirror4j.http.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FaultServer;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RawServer;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.http.stats.MirrorStatus;
import io.github.mirror4j.rule.Credentials;
import io.github.mirror4j.rule.Match;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.PathRewrite;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.StringMatch;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A status shows nothing that a request said, and no secret that a rule holds. */
class SecurityStatusTest {

  private static final List<FaultServer> FAULTS =
      List.of(
          FaultServer.RESETS_AFTER_HEAD,
          FaultServer.GARBAGE,
          FaultServer.HANGS_BEFORE_HEADERS,
          FaultServer.RESPONDS_500);

  @Test
  void noRequestDataAndNoSecretsOfRules() throws Exception {
    List<AutoCloseable> servers = new ArrayList<>();
    StringMatch password = StringMatch.exact("Bearer SECRET");
    RouteRule.Builder rule =
        RouteRule.builder("r")
            .destination("*")
            .match(Match.builder().header("authorization", password).build());
    for (FaultServer fault : FAULTS) {
      RawServer server = fault.start();
      servers.add(server);
      rule.mirror(careless(Mirror.to(server.uri())).name(fault.name()));
    }
    rule.mirror(careless(Mirror.to(URI.create("http://127.0.0.1:1"))).name("REFUSING"));
    rule.mirror(careless(Mirror.to(URI.create("http://nowhere.invalid"))).name("UNKNOWN"));
    rule.mirror(Mirror.to("nowhere").name("NO_ENDPOINT"));
    rule.mirror(
        Mirror.to(URI.create("http://127.0.0.1:1"))
            .rewritePath(PathRewrite.regex("SECRET", "%"))
            .name("INVALID"));
    try (RecordingServer primary = RecordingServer.responding("SECRET response");
        MirroringHttpClient client =
            MirroringHttpClient.builder(Fixtures.plain())
                .rules(rule.build())
                .registry(
                    service -> {
                      throw new IllegalStateException("SECRET of the registry");
                    })
                .copyTimeout(Duration.ofMillis(200))
                .build()) {
      send(client, primary);
      assertThat(client.engine().awaitIdle(Fixtures.PATIENCE)).isTrue();
      MirrorStatus status = client.engine().status();

      assertThat(status.recentFailures())
          .extracting(failure -> failure.id().mirror())
          .contains(
              "RESETS_AFTER_HEAD",
              "GARBAGE",
              "HANGS_BEFORE_HEADERS",
              "REFUSING",
              "UNKNOWN",
              "NO_ENDPOINT",
              "INVALID");
      for (String page : List.of(status.toText(), status.toJson(), status.toString())) {
        assertThat(page).contains("GARBAGE").doesNotContain("SECRET").doesNotContain("Bearer");
      }
    } finally {
      for (AutoCloseable server : servers) {
        server.close();
      }
    }
  }

  /** A rule that hands the mirror a password of its own. */
  private static Mirror careless(Mirror mirror) {
    return mirror
        .setHeader("Authorization", "Bearer SECRET of the rule")
        .credentials(Credentials.KEEP);
  }

  private static void send(MirroringHttpClient client, RecordingServer primary) throws Exception {
    client.send(
        HttpRequest.newBuilder(primary.uri("/SECRET-path?q=SECRET-query"))
            .header("Authorization", "Bearer SECRET")
            .header("Cookie", "c=SECRET")
            .header("X-SECRET", "SECRET")
            .POST(BodyPublishers.ofString("SECRET body"))
            .build(),
        BodyHandlers.discarding());
  }
}
