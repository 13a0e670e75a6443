package io.github.mirror4j.http.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.RawServer;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.LaneState;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A mirror that keeps failing is left alone for a while, and tried again with one probe. */
class BackOffTest {

  private final AtomicLong nanos = new AtomicLong(Duration.ofDays(1).toNanos());
  private final AtomicBoolean broken = new AtomicBoolean(true);
  private final RecordingServer primary = RecordingServer.responding("primary");
  private final RawServer mirror =
      RawServer.doing(
          connection -> {
            RawServer.readHead(connection);
            if (!broken.get()) {
              RawServer.write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            }
          });
  private final MirroringHttpClient client =
      client(
          builder().backOff(Duration.ofSeconds(1), Duration.ofSeconds(3)).slowStart(Duration.ZERO));

  @AfterEach
  void close() throws Exception {
    client.close();
    primary.close();
    mirror.close();
  }

  @Test
  void afterTenFailuresNoCopyIsSent() throws Exception {
    send(client, 15);

    assertThat(client.engine().stats().total().failedInTotal()).isEqualTo(10);
    assertThat(client.engine().stats().total().dropped(DropReason.BACKED_OFF)).isEqualTo(5);
    assertThat(client.engine().stats().mirrors().get(0).state()).isEqualTo(LaneState.BACKED_OFF);
    assertThat(mirror.accepted()).isGreaterThanOrEqualTo(10);
  }

  @Test
  void theFirstCopyAfterTheWhileIsAProbeAndItsSuccessEndsTheBackOff() throws Exception {
    send(client, 10);
    broken.set(false);
    pass(Duration.ofSeconds(1).plusMillis(1));
    send(client, 5);

    assertThat(client.engine().stats().total().completed()).containsEntry(2, 5L);
    assertThat(client.engine().stats().mirrors().get(0).state()).isEqualTo(LaneState.SENDING);
  }

  @Test
  void aProbeThatFailsDoublesTheWhileUpToTheLongest() throws Exception {
    send(client, 10);
    failProbeAfter(Duration.ofSeconds(1));
    failProbeAfter(Duration.ofSeconds(2));
    failProbeAfter(Duration.ofSeconds(3));
    failProbeAfter(Duration.ofSeconds(3));
  }

  @Test
  void errorStatusesAreResponsesAndNoReasonToBackOff() throws Exception {
    try (RecordingServer failing =
            RecordingServer.responding(
                (exchange, request) -> exchange.sendResponseHeaders(500, -1));
        MirroringHttpClient patient = client(builder(failing.uri()))) {
      send(patient, 30);

      assertThat(patient.engine().stats().total().completed()).containsEntry(5, 30L);
    }
  }

  @Test
  void withoutBackOffEveryCopyIsTried() throws Exception {
    try (MirroringHttpClient stubborn = client(builder().withoutBackOff())) {
      send(stubborn, 30);

      assertThat(stubborn.engine().stats().total().failedInTotal()).isEqualTo(30);
    }
  }

  /** Just before the while is over nothing is sent, just after it one copy is. */
  private void failProbeAfter(Duration expected) throws Exception {
    long failedBefore = client.engine().stats().total().failedInTotal();
    pass(expected.minusMillis(2));
    send(client, 2);
    assertThat(client.engine().stats().total().failedInTotal()).isEqualTo(failedBefore);
    pass(Duration.ofMillis(4));
    send(client, 2);
    assertThat(client.engine().stats().total().failedInTotal()).isEqualTo(failedBefore + 1);
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private void send(MirroringHttpClient through, int count) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(primary.uri("/")).build();
    for (int i = 0; i < count; i++) {
      assertThat(through.send(request, BodyHandlers.ofString()).body()).isEqualTo("primary");
      assertThat(through.engine().awaitIdle(Duration.ofSeconds(30))).isTrue();
    }
  }

  private MirroringHttpClient.Builder builder() {
    return builder(mirror.uri());
  }

  private MirroringHttpClient.Builder builder(URI target) {
    RouteRule rule = RouteRule.builder("r").destination("*").mirror(Mirror.to(target)).build();
    return MirroringHttpClient.builder(HttpClient.newHttpClient()).rules(rule);
  }

  private MirroringHttpClient client(MirroringHttpClient.Builder builder) {
    return builder.nanoTime(nanos::get).build();
  }
}
