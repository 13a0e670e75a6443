package io.github.mirror4j.examples.integration;

import static io.github.mirror4j.examples.integration.Servers.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mirror4j.examples.integration.Result.Calls;
import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.rule.RouteRule;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.java11.instrument.binder.jdk.MicrometerHttpClient;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Micrometer's {@code MicrometerHttpClient} both ways round, and around the copies' client. */
class MicrometerTest {

  private final MeterRegistry registry = new SimpleMeterRegistry();

  private HttpClient measured(HttpClient client) {
    return MicrometerHttpClient.instrumentationBuilder(client, registry).build();
  }

  /** Exchanges that were timed; Micrometer counts when an exchange has ended. */
  private long timed() {
    return registry.find("http.client.requests").timers().stream().mapToLong(Timer::count).sum();
  }

  private static HttpRequest head(Servers servers) {
    return HttpRequest.newBuilder(servers.uri("/orders")).HEAD().build();
  }

  /** Times the primaries; its own gaps are gaps for the caller too. */
  @Nested
  class InFront extends HttpClientIntegration {

    private HttpClient measured;

    @Override
    Calls mirrored() {
      RouteRule rule = servers.rule;
      // @start region="micrometer-in-front"
      MirroringHttpClient client = MirroringHttpClient.wrap(HttpClient.newHttpClient(), rule);
      HttpClient measured = MicrometerHttpClient.instrumentationBuilder(client, registry).build();
      // @end
      this.client = client;
      this.measured = measured;
      return through(measured, PATIENCE);
    }

    @Override
    Calls over(HttpClient client, Duration timeout) {
      return through(measured(client), timeout);
    }

    @Test
    void primariesAreTimedAndCopiesAreNot() throws Exception {
      through(measured, PATIENCE).post("/orders", "one");

      assertThat(settled().completed(2)).isEqualTo(1);
      assertThat(timed()).isEqualTo(1);
    }

    @Test
    void anAsynchronousCallIsMirrored() throws Exception {
      measured
          .sendAsync(
              HttpRequest.newBuilder(servers.uri("/orders")).build(), BodyHandlers.ofString())
          .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

      assertThat(settled().completed(2)).isEqualTo(1);
      assertMirrored("GET /orders", "");
    }

    /** Micrometer copies the request by hand and knows no HEAD without publisher. */
    @Test
    void aHeadRequestFailsInMicrometer() {
      assertThatThrownBy(() -> measured.send(head(servers), BodyHandlers.discarding()))
          .isInstanceOf(IllegalStateException.class);

      assertThat(stats().total().selected()).isZero();
    }

    /** Its close() is the default of HttpClient: it closes nothing behind it. */
    @Test
    void closingMicrometersClientClosesNothing() {
      measured.shutdown();

      assertThat(client.isTerminated()).isFalse();
      assertThat(through(client, PATIENCE))
          .satisfies(calls -> assertThat(calls.post("/orders", "one")).startsWith("POST"));
    }
  }

  /** Times the primaries as well, and keeps its gaps where nobody can close the JDK's client. */
  @Nested
  class Inside extends MirroringClientIntegration {

    private HttpClient wrapped;

    @Override
    Calls mirrored() {
      RouteRule rule = servers.rule;
      HttpClient existing = HttpClient.newHttpClient();
      // @start region="micrometer-inside"
      HttpClient measured = MicrometerHttpClient.instrumentationBuilder(existing, registry).build();
      MirroringHttpClient client = MirroringHttpClient.wrap(measured, rule);
      client.engine().onClose(existing::shutdown); // Micrometer's client does not pass it on
      // @end
      this.client = client;
      wrapped = existing;
      return mirrored(PATIENCE);
    }

    @Override
    Calls plain(Duration timeout) {
      return through(measured(plain), timeout);
    }

    @Override
    Calls over(HttpClient client, Duration timeout) {
      return through(client, timeout);
    }

    @AfterEach
    void closeWrapped() {
      wrapped.shutdownNow();
    }

    @Test
    void primariesAreTimedAndCopiesAreNot() throws Exception {
      mirrored(PATIENCE).post("/orders", "one");

      assertThat(settled().completed(2)).isEqualTo(1);
      assertThat(timed()).isEqualTo(1);
    }

    @Test
    void theJdksClientIsClosedAsToldByOnClose() throws Exception {
      client.shutdown();

      assertThat(wrapped.awaitTermination(PATIENCE)).isTrue();
    }
  }

  /** Copies are timed by giving them a client that is. */
  @Nested
  class AroundTheCopies extends HttpClientIntegration {

    private HttpClient copies;

    @Override
    Calls mirrored() {
      RouteRule rule = servers.rule;
      HttpClient existing = HttpClient.newHttpClient();
      // @start region="micrometer-copies"
      HttpClient copies = HttpClient.newHttpClient();
      MirroringHttpClient client =
          MirroringHttpClient.builder(existing)
              .rules(rule)
              .mirrorClient(MicrometerHttpClient.instrumentationBuilder(copies, registry).build())
              .build();
      client.engine().onClose(copies::shutdown); // otherwise it stays open
      // @end
      this.client = client;
      this.copies = copies;
      return mirrored(PATIENCE);
    }

    @Override
    Calls over(HttpClient client, Duration timeout) {
      return through(client, timeout);
    }

    @AfterEach
    void closeCopies() {
      copies.shutdownNow();
    }

    @Test
    void copiesAreTimedAndPrimariesAreNot() throws Exception {
      mirrored(PATIENCE).post("/orders", "one");

      assertThat(settled().completed(2)).isEqualTo(1);
      assertThat(timed()).isEqualTo(1);
    }
  }
}
