package io.github.mirror4j.http.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FaultTls;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.Http2Server;
import io.github.mirror4j.http.fixture.RawServer;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.http.fixture.StandardError;
import io.github.mirror4j.http.stats.FailureCause;
import io.github.mirror4j.rule.Mirror;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The wrapped client's TLS settings may hold a client certificate, so copies do not use them unless
 * the user says so; who needs them, for a private authority, is told how.
 */
class PrivateAuthorityTest {

  private static SSLContext tls;

  private final RecordingServer primary = RecordingServer.responding("ok");
  private final StandardError log = new StandardError();

  @BeforeAll
  static void key() throws Exception {
    tls = FaultTls.GOOD.context();
  }

  @AfterEach
  void close() {
    log.close();
    primary.close();
  }

  @Test
  void theLogSaysThatTheSettingsAreNotUsedAndHowTheyAre() throws Exception {
    try (RawServer mirror = FaultTls.server(tls);
        HttpClient existing = HttpClient.newBuilder().sslContext(tls).build();
        MirroringHttpClient client =
            MirroringHttpClient.builder(existing)
                .rules(Fixtures.copyAll(Mirror.to(Http2Server.uri(mirror))))
                .build()) {
      assertThat(log.next("TLS settings of its own")).contains("mirrorSslContext(");
      client.send(Fixtures.get(primary.uri()), BodyHandlers.discarding());

      assertThat(Fixtures.settled(client).failed(FailureCause.TLS)).isEqualTo(1);
      assertThat(log.next("failed: TLS")).contains("mirrorSslContext(").contains("mirrorClient(");
      assertThat(client.engine().status().recentFailures().get(0).message())
          .contains("certification path");
    }
  }

  @Test
  void oneLineUsesThem() throws Exception {
    try (RawServer mirror = FaultTls.server(tls);
        HttpClient existing = HttpClient.newBuilder().sslContext(tls).build();
        MirroringHttpClient client =
            MirroringHttpClient.builder(existing)
                .mirrorSslContext(existing.sslContext())
                .rules(Fixtures.copyAll(Mirror.to(Http2Server.uri(mirror))))
                .build()) {
      client.send(Fixtures.get(primary.uri()), BodyHandlers.discarding());

      assertThat(Fixtures.settled(client).completed(2)).isEqualTo(1);
      assertThat(log.rest()).noneMatch(line -> line.contains("TLS settings"));
    }
  }

  @Test
  void nothingIsSaidOfTheJvmsSettings() {
    try (HttpClient existing = HttpClient.newHttpClient();
        MirroringHttpClient client =
            MirroringHttpClient.wrap(existing, Fixtures.copyAll(primary.uri()))) {
      assertThat(client.engine().rules().rules()).hasSize(1);
      assertThat(log.rest()).noneMatch(line -> line.contains("TLS settings"));
    }
  }
}
