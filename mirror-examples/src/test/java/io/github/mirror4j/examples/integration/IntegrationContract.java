package io.github.mirror4j.examples.integration;

import static io.github.mirror4j.examples.integration.Servers.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.examples.integration.Recorder.Recorded;
import io.github.mirror4j.examples.integration.Result.Calls;
import io.github.mirror4j.http.stats.MirrorCounts;
import io.github.mirror4j.http.stats.MirrorStats;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What holds for every library: its bodies are mirrored, and its callers see what they see without
 * mirroring.
 */
abstract class IntegrationContract {

  private static final Duration SHORT = Duration.ofMillis(300);

  final Servers servers = new Servers();

  private Calls mirrored;

  /** Sets the library up as a user would. */
  abstract Calls mirrored();

  /** The same library without mirroring. */
  abstract Calls plain(Duration timeout);

  /** The same library with mirroring and another timeout. */
  abstract Calls mirrored(Duration timeout);

  abstract MirrorStats stats();

  abstract boolean awaitIdle(Duration patience) throws InterruptedException;

  /** Closes what {@link #mirrored()} made, in the way that the page tells. */
  abstract void closeMirrored();

  @BeforeEach
  final void setUp() {
    mirrored = mirrored();
  }

  @AfterEach
  final void tearDown() {
    servers.close();
    closeMirrored();
  }

  @Test
  void aCallIsMirrored() throws Exception {
    assertThat(mirrored.post("/orders?q=a%2Fb", "one")).isEqualTo("POST /orders?q=a%2Fb: one");

    assertThat(settled().completed(2)).isEqualTo(1);
    assertMirrored("POST /orders?q=a%2Fb", "one");
  }

  @Test
  void aLargeBodyIsMirroredByteForByte() throws Exception {
    String body = "0123456789".repeat(30_000);

    assertThat(mirrored.post("/large", body).equals("POST /large: " + body)).isTrue();

    assertThat(settled().completed(2)).isEqualTo(1);
    assertMirrored("POST /large", body);
  }

  @Test
  void aMirrorThatIsDownIsNotSeen() throws Exception {
    servers.mirror.close();

    assertThat(mirrored.post("/orders", "one")).isEqualTo("POST /orders: one");

    assertThat(settled().failedInTotal()).isEqualTo(1);
  }

  @Test
  void anErrorResponseIsSeenAsEver() throws Exception {
    Result expected = Result.of(plain(PATIENCE), "/status/500", "one");

    assertThat(Result.of(mirrored, "/status/500", "one")).isEqualTo(expected);

    assertThat(settled().completed(2)).isEqualTo(1);
    assertMirrored("POST /status/500", "one");
  }

  @Test
  void aRefusedConnectionIsSeenAsEver() throws Exception {
    servers.primary.close();
    Result expected = Result.of(plain(PATIENCE), "/orders", "one");
    assertThat(expected.isResponse()).isFalse();

    assertThat(Result.of(mirrored, "/orders", "one")).isEqualTo(expected);

    assertThat(settled().selected()).isEqualTo(1);
  }

  @Test
  void aTimeoutIsSeenAsEver() throws Exception {
    Result expected = Result.of(plain(SHORT), "/hang", "one");
    assertThat(expected.isResponse()).isFalse();

    assertThat(Result.of(mirrored(SHORT), "/hang", "one")).isEqualTo(expected);

    assertThat(settled().selected()).isEqualTo(1);
  }

  /** Calls through a client as it is. */
  final Calls through(HttpClient client, Duration timeout) {
    return (target, body) ->
        client
            .send(
                HttpRequest.newBuilder(servers.uri(target))
                    .POST(BodyPublishers.ofString(body))
                    .timeout(timeout)
                    .build(),
                BodyHandlers.ofString())
            .body();
  }

  /** The counts of all copies, once none is in flight. */
  final MirrorCounts settled() throws InterruptedException {
    assertThat(awaitIdle(PATIENCE)).as("idle").isTrue();
    MirrorCounts total = stats().total();
    assertThat(total.ended()).as("ended").isEqualTo(total.selected());
    assertThat(stats().internalErrors()).as("internal errors").isZero();
    return total;
  }

  /** The mirror got what the primary got, and only that. */
  final void assertMirrored(String line, String body) {
    assertThat(servers.mirror.requests()).hasSize(1);
    Recorded copy = servers.mirror.requests().getFirst();
    Recorded original = servers.primary.requests().getLast();
    assertThat(copy.line()).isEqualTo(original.line()).isEqualTo(line);
    assertThat(copy.text().equals(body)).as("the body").isTrue();
    assertThat(copy.body()).isEqualTo(original.body());
  }

  /** The first half can be read before the second is sent. */
  final void assertStreams(InputStream response) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(response, StandardCharsets.UTF_8))) {
      assertThat(lines.readLine()).isEqualTo("first");
      servers.sendSecondHalf();
      assertThat(lines.readLine()).isEqualTo("second");
      assertThat(lines.readLine()).isNull();
    }
  }
}
