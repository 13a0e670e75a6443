package io.github.mirror4j.http.after;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FailingClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RawServer;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.http.stats.MirrorCounts;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.MirrorId;
import io.github.mirror4j.rule.PrimaryOutcome;
import io.github.mirror4j.rule.PrimaryResult;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A mirror may get copies only of the primaries that ended in a certain way. */
class OnlyAfterTest {

  private final AtomicLong nanos = new AtomicLong(Duration.ofDays(1).toNanos());
  private final RecordingServer primary =
      RecordingServer.responding(
          (exchange, request) -> {
            if (request.target().startsWith("/slow")) {
              nanos.addAndGet(Duration.ofMillis(501).toNanos());
            }
            String digits = request.target().replaceAll("[^0-9]", "");
            exchange.sendResponseHeaders(digits.isEmpty() ? 200 : Integer.parseInt(digits), -1);
          });
  private final RecordingServer mirror = RecordingServer.responding("mirror");

  @AfterEach
  void close() {
    primary.close();
    mirror.close();
  }

  @Test
  void copiesOfOtherStatusesAreWithheldAndNoLoss() throws Exception {
    try (MirroringHttpClient client = client(PrimaryOutcome.statusClass(5))) {
      send(client, "/200", "/404", "/500", "/503");

      MirrorCounts counts = Fixtures.settled(client);
      assertThat(counts.selected()).isEqualTo(4);
      assertThat(counts.completedInTotal()).isEqualTo(2);
      assertThat(counts.withheld()).isEqualTo(2);
      assertThat(counts.droppedInTotal()).isZero();
      assertThat(mirror.requests())
          .extracting(RecordingServer.Recorded::target)
          .containsExactlyInAnyOrder("/500", "/503");
    }
  }

  @Test
  void copiesOfSlowPrimariesAreSent() throws Exception {
    try (MirroringHttpClient client = client(PrimaryOutcome.slowerThan(Duration.ofMillis(500)))) {
      send(client, "/200", "/slow", "/404");

      assertThat(Fixtures.settled(client).withheld()).isEqualTo(2);
      assertThat(mirror.requests())
          .extracting(RecordingServer.Recorded::target)
          .containsExactly("/slow");
    }
  }

  @Test
  void conditionsAreJoined() throws Exception {
    PrimaryOutcome outcome = PrimaryOutcome.statusClass(4).and(PrimaryOutcome.status(404).not());
    try (MirroringHttpClient client = client(outcome, PrimaryOutcome.status(201))) {
      send(client, "/200", "/201", "/400", "/404", "/500");

      assertThat(Fixtures.settled(client).withheld()).isEqualTo(3);
      assertThat(mirror.requests())
          .extracting(RecordingServer.Recorded::target)
          .containsExactlyInAnyOrder("/201", "/400");
    }
  }

  @Test
  void aPrimaryWithoutConnectionIsAFailureOfItsKind() throws Exception {
    URI nowhere;
    try (ServerSocket socket = new ServerSocket(0)) {
      nowhere = URI.create("http://localhost:" + socket.getLocalPort() + "/");
    }
    assertCopied(PrimaryOutcome.failed(), nowhere, true);
    assertCopied(PrimaryOutcome.failed(PrimaryResult.Failure.CONNECT), nowhere, true);
    assertCopied(PrimaryOutcome.failed(PrimaryResult.Failure.TIMED_OUT), nowhere, false);
    assertCopied(PrimaryOutcome.statusClass(5), nowhere, false);
  }

  @Test
  void evenIfItFailsBeforeSendAsyncReturns() throws Exception {
    Mirror after =
        Mirror.to(mirror.uri()).onlyAfter(PrimaryOutcome.failed(PrimaryResult.Failure.CONNECT));
    try (MirroringHttpClient client =
        MirroringHttpClient.wrap(
            new FailingClient(new ConnectException()), Fixtures.copyAll(after))) {
      HttpRequest request = Fixtures.get(primary.uri("/"));
      assertThatThrownBy(() -> client.sendAsync(request, BodyHandlers.discarding()).join())
          .hasCauseInstanceOf(IOException.class);

      assertThat(Fixtures.settled(client).completedInTotal()).isOne();
    }
  }

  @Test
  void aConnectionThatIsLostIsAFailureOfItsKind() throws Exception {
    try (RawServer broken = RawServer.doing(RawServer::readHead)) {
      assertCopied(
          PrimaryOutcome.failed(PrimaryResult.Failure.CONNECTION_LOST), broken.uri(), true);
      assertCopied(PrimaryOutcome.failed(PrimaryResult.Failure.CONNECT), broken.uri(), false);
    }
  }

  @Test
  void aTimeoutIsAFailureOfItsKind() throws Exception {
    try (RawServer hanging = RawServer.hanging()) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(hanging.uri()).timeout(Duration.ofMillis(300));
      assertCopied(PrimaryOutcome.failed(PrimaryResult.Failure.TIMED_OUT), request, true);
      assertCopied(PrimaryOutcome.failed(PrimaryResult.Failure.CONNECTION_LOST), request, false);
    }
  }

  @Test
  void eachMirrorHasAConditionOfItsOwn() throws Exception {
    try (MirroringHttpClient client =
        Fixtures.mirroring(
                Mirror.to(mirror.uri()).name("errors").onlyAfter(PrimaryOutcome.statusClass(5)),
                Mirror.to(mirror.uri()).name("found").onlyAfter(PrimaryOutcome.status(200)),
                Mirror.to(mirror.uri()).name("all"))
            .build()) {
      for (String path : new String[] {"/200", "/500", "/404"}) {
        client.send(Fixtures.post(primary.uri(path), "body"), BodyHandlers.discarding());
      }
      assertThat(Fixtures.settled(client).selected()).isEqualTo(9);
      assertThat(counts(client, "errors").withheld()).isEqualTo(2);
      assertThat(counts(client, "found").withheld()).isEqualTo(2);
      assertThat(counts(client, "all").completedInTotal()).isEqualTo(3);
      assertThat(mirror.requests())
          .hasSize(5)
          .allSatisfy(copy -> assertThat(copy.body()).asString().isEqualTo("body"));
    }
  }

  @Test
  void statusAndExplainSayWhatIsWithheld() throws Exception {
    try (MirroringHttpClient client = client(PrimaryOutcome.statusClass(5))) {
      send(client, "/200");
      Fixtures.settled(client);

      assertThat(client.engine().stats()).asString().contains("withheld 1");
      assertThat(client.engine().explain(Fixtures.get(primary.uri("/"))))
          .contains("only after 5xx");
    }
  }

  private void assertCopied(PrimaryOutcome outcome, URI to, boolean expected) throws Exception {
    assertCopied(outcome, HttpRequest.newBuilder(to), expected);
  }

  private void assertCopied(PrimaryOutcome outcome, HttpRequest.Builder failing, boolean expected)
      throws Exception {
    try (MirroringHttpClient client = client(outcome)) {
      HttpRequest request = failing.build();
      assertThatThrownBy(() -> client.send(request, BodyHandlers.discarding()))
          .isInstanceOf(IOException.class);
      assertThatThrownBy(() -> client.sendAsync(request, BodyHandlers.discarding()).join())
          .hasCauseInstanceOf(IOException.class);

      MirrorCounts counts = Fixtures.settled(client);
      assertThat(counts.completedInTotal()).isEqualTo(expected ? 2 : 0);
      assertThat(counts.withheld()).isEqualTo(expected ? 0 : 2);
    }
  }

  private MirroringHttpClient client(PrimaryOutcome... outcomes) {
    return Fixtures.mirroring(Mirror.to(mirror.uri()).name("m").onlyAfter(outcomes))
        .nanoTime(nanos::get)
        .build();
  }

  private void send(MirroringHttpClient client, String... paths) throws Exception {
    for (String path : paths) {
      client.send(Fixtures.get(primary.uri(path)), BodyHandlers.discarding());
    }
  }

  private static MirrorCounts counts(MirroringHttpClient client, String mirror) {
    return client.engine().stats(new MirrorId(Fixtures.RULE, mirror)).orElseThrow();
  }
}
