package io.github.mirror4j.http.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.compare.LossReason;
import io.github.mirror4j.compare.PairCounts;
import io.github.mirror4j.http.MirrorComparison;
import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FaultTls;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RawServer;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.Credentials;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.MirrorTarget;
import io.github.mirror4j.rule.RouteRule;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Where one of the two copies carries the request's credentials and the other does not, their
 * responses say nothing about the versions: a 401 of the one is not held against it.
 */
class UnlikeCopiesTest {

  private static final Comparison WITH_BASELINE = Comparison.withBaseline(100).build();
  private static final PairCounts COMPARED = new PairCounts(1, 1, 0, Map.of());
  private static final PairCounts UNLIKE =
      new PairCounts(1, 0, 0, Map.of(LossReason.COPIES_UNLIKE_PRIMARY, 1L));

  private final RecordingServer v1 = RecordingServer.responding("hello");
  private final RecordingServer v2 = RecordingServer.responding("hello");

  @AfterEach
  void close() {
    v1.close();
    v2.close();
  }

  @Test
  void theCandidateOverPlainHttpLacksWhatTheBaselineKeepsOverTls() throws Exception {
    SSLContext tls = FaultTls.GOOD.context();
    try (RawServer secure = FaultTls.server(tls);
        HttpClient trusting = HttpClient.newBuilder().sslContext(tls).build()) {
      URI primary = URI.create("https://127.0.0.1:" + secure.uri().getPort());
      assertThat(pairs(trusting, primary, to(WITH_BASELINE), "Authorization")).isEqualTo(UNLIKE);
      assertThat(pairs(trusting, primary, to(WITH_BASELINE), "Cookie")).isEqualTo(UNLIKE);
      assertThat(pairs(trusting, primary, to(WITH_BASELINE), "X-A")).isEqualTo(COMPARED);
      Mirror trusted = to(WITH_BASELINE).credentials(Credentials.KEEP);
      assertThat(pairs(trusting, primary, trusted, "Authorization")).isEqualTo(COMPARED);
      Mirror without = to(WITH_BASELINE).credentials(Credentials.STRIP);
      assertThat(pairs(trusting, primary, without, "Authorization")).isEqualTo(COMPARED);
    }
  }

  @Test
  void theBaselineIsElsewhereAndLacksWhatTheCandidateKeeps() throws Exception {
    URI elsewhere = URI.create("http://localhost:" + v1.uri().getPort());
    Comparison apart = Comparison.withBaselineAt(new MirrorTarget.ToUri(elsewhere), 100).build();
    assertThat(pairs(Fixtures.plain(), v1.uri(), to(apart), "Authorization")).isEqualTo(UNLIKE);
    assertThat(pairs(Fixtures.plain(), v1.uri(), to(apart), "X-A")).isEqualTo(COMPARED);
  }

  @Test
  void theMirrorHasCredentialsOfItsOwn() throws Exception {
    Mirror own = to(WITH_BASELINE).setHeader("Authorization", "Bearer v2");
    assertThat(pairs(Fixtures.plain(), v1.uri(), own, "Authorization")).isEqualTo(COMPARED);
    Mirror apart = own.credentials(Credentials.STRIP);
    assertThat(pairs(Fixtures.plain(), v1.uri(), apart, "Authorization")).isEqualTo(UNLIKE);
    assertThat(pairs(Fixtures.plain(), v1.uri(), apart, "X-A")).isEqualTo(COMPARED);
  }

  @Test
  void withoutBaselineThereIsNothingToBeUnlike() throws Exception {
    Mirror stripped = to(Comparison.withoutBaseline().build()).credentials(Credentials.STRIP);
    assertThat(pairs(Fixtures.plain(), v1.uri(), stripped, "Authorization")).isEqualTo(COMPARED);
  }

  private Mirror to(Comparison comparison) {
    return Mirror.to(v2.uri()).compare(comparison);
  }

  private static PairCounts pairs(HttpClient plain, URI primary, Mirror mirror, String header)
      throws Exception {
    RouteRule rule = RouteRule.builder("r").destination("127.0.0.1").mirror(mirror).build();
    MirroringHttpClient client =
        MirroringHttpClient.builder(plain)
            .rules(rule)
            .mirrorSslContext(FaultTls.GOOD.context())
            .maxBaselinesPerSecond(1_000_000)
            .maxBaselineShare(1000)
            .build();
    try {
      HttpRequest request = HttpRequest.newBuilder(primary).header(header, "secret").build();
      client.send(request, BodyHandlers.ofString());
      assertThat(client.engine().awaitIdle(Fixtures.PATIENCE)).isTrue();
      MirrorComparison comparison = client.engine().comparisons().getFirst();
      assertThat(comparison.awaitIdle(Fixtures.PATIENCE)).isTrue();
      return comparison.pairs();
    } finally {
      client.engine().close();
    }
  }
}
