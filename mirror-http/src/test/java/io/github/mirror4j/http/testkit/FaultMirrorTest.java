package io.github.mirror4j.http.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Each fault is on the wire what its name says, and a plain client sees it. */
class FaultMirrorTest {

  /** Where a client's patience ends and nothing else; it sees an error of the others. */
  private static final Set<Fault> SILENT =
      EnumSet.of(Fault.BLACK_HOLE, Fault.NEVER_READS, Fault.HANGS, Fault.TRICKLES_HEADERS);

  private FaultMirror mirror = FaultMirror.healthy();

  @ParameterizedTest
  @EnumSource(
      names = {
        "REFUSES",
        "RESETS",
        "CLOSES",
        "CLOSES_IN_RESPONSE",
        "GARBAGE",
        "ENDLESS_HEADERS",
        "BLACK_HOLE",
        "NEVER_READS",
        "HANGS",
        "TRICKLES_HEADERS"
      })
  void aClientGetsNoResponse(Fault fault) {
    become(fault);
    Duration timeout = SILENT.contains(fault) ? Wire.QUIET : Client.PATIENCE;
    Throwable failure = failure(timeout);
    switch (fault) {
      case BLACK_HOLE -> assertThat(failure).isInstanceOf(IOException.class);
      case NEVER_READS, HANGS, TRICKLES_HEADERS ->
          assertThat(failure).isInstanceOf(HttpTimeoutException.class);
      case REFUSES -> assertThat(failure).isInstanceOf(ConnectException.class);
      case GARBAGE -> assertThat(failure).isInstanceOf(ProtocolException.class);
      default ->
          assertThat(failure)
              .isInstanceOf(IOException.class)
              .isNotInstanceOf(HttpTimeoutException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.MATCH_ALL, names = "RESPONDS_.*")
  void aClientGetsAnError(Fault fault) throws Exception {
    become(fault);
    assertThat(Client.get(mirror.uri()).statusCode())
        .isEqualTo(Integer.parseInt(fault.name().substring("RESPONDS_".length())));
  }

  @Test
  void aClientIsRedirected() throws Exception {
    become(Fault.REDIRECTS);
    HttpResponse<String> response = Client.get(mirror.uri());
    assertThat(response.statusCode()).isEqualTo(307);
    assertThat(response.headers().firstValue("Location")).hasValue("/redirected");
  }

  @Test
  void aClientGetsTenMillionBytes() throws Exception {
    become(Fault.LARGE_RESPONSE);
    assertThat(Client.get(mirror.uri()).body()).hasSize(10_000_000);
  }

  @Test
  void refuses() throws Exception {
    become(Fault.REFUSES);
    assertThat(Wire.connect(mirror.uri())).isEqualTo("refused");
    assertThat(mirror.connections()).isZero();
  }

  @Test
  void blackHole() throws Exception {
    become(Fault.BLACK_HOLE);
    assertThat(Wire.connect(mirror.uri())).isNotEqualTo("made");
    assertThat(mirror.connections()).isZero();
  }

  @Test
  void aBlackHoleDoesNotEvenRefuse() throws Exception {
    assumeThat(System.getProperty("os.name")).as("one that drops").isEqualTo("Linux");
    become(Fault.BLACK_HOLE);
    assertThat(Wire.connect(mirror.uri())).isEqualTo("neither");
  }

  @Test
  void neverReads() throws Exception {
    int much = RecordingMirror.BODY_LIMIT;
    assertThat(Wire.taken(mirror.uri(), much, Client.PATIENCE)).isEqualTo(much);
    become(Fault.NEVER_READS);
    assertThat(Wire.taken(mirror.uri(), much, Wire.QUIET)).isLessThan(much);
  }

  @Test
  void hangs() throws Exception {
    become(Fault.HANGS);
    try (Wire wire = new Wire(mirror.uri())) {
      wire.send();
      assertThat(wire.isSilent()).isTrue();
    }
  }

  @Test
  void hangsInResponse() throws Exception {
    become(Fault.HANGS_IN_RESPONSE);
    String response = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n1234";
    try (Wire wire = new Wire(mirror.uri())) {
      assertThat(wire.ask(response.length())).isEqualTo(response);
      assertThat(wire.isSilent()).isTrue();
    }
  }

  @Test
  void tricklesHeaders() throws Exception {
    become(Fault.TRICKLES_HEADERS);
    assertSays("HTTP/1.1 200 OK\r\nX-Slow: aaaaaaaaaa");
  }

  @Test
  void tricklesBody() throws Exception {
    become(Fault.TRICKLES_BODY);
    assertSays("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\naaaaaaaaaa");
  }

  @Test
  void resets() throws Exception {
    become(Fault.RESETS);
    try (Wire wire = new Wire(mirror.uri())) {
      wire.send();
      assertThat(catchThrowable(() -> wire.ask(1))).hasMessageContaining("reset");
    }
  }

  @Test
  void closes() throws Exception {
    become(Fault.CLOSES);
    try (Wire wire = new Wire(mirror.uri())) {
      assertThat(wire.ask(1)).isEmpty();
    }
  }

  @Test
  void closesInResponse() throws Exception {
    become(Fault.CLOSES_IN_RESPONSE);
    try (Wire wire = new Wire(mirror.uri())) {
      assertThat(wire.ask(1_000)).endsWith("Content-Length: 100\r\n\r\n1234");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"ENDLESS_HEADERS", "ENDLESS_BODY"})
  void endless(Fault fault) throws Exception {
    become(fault);
    try (Wire wire = new Wire(mirror.uri())) {
      String response = wire.ask(1_000_000);
      assertThat(response).hasSize(1_000_000).startsWith("HTTP/1.1 200 OK\r\n");
      assertThat(response.contains("\r\n\r\n")).isEqualTo(fault == Fault.ENDLESS_BODY);
    }
  }

  @Test
  void slow() throws Exception {
    try (FaultMirror slow = FaultMirror.slow(Duration.ofMillis(1))) {
      assertThat(Client.get(slow.uri()).statusCode()).isEqualTo(200);
    }
    try (FaultMirror slow = FaultMirror.slow(Duration.ofDays(1_000_000));
        Wire wire = new Wire(slow.uri())) {
      wire.send();
      assertThat(wire.isSilent()).isTrue();
    }
  }

  @Test
  void noTimeRunsBackwards() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FaultMirror.slow(Duration.ofMillis(-1)))
        .withMessage("delay: PT-0.001S (expected: at least PT0S)");
  }

  @AfterEach
  void close() {
    mirror.close();
  }

  private void become(Fault fault) {
    mirror.close();
    mirror = FaultMirror.of(fault);
  }

  private void assertSays(String response) throws IOException {
    try (Wire wire = new Wire(mirror.uri())) {
      assertThat(wire.ask(response.length())).isEqualTo(response);
    }
  }

  private Throwable failure(Duration timeout) {
    return catchThrowable(() -> Client.send(HttpRequest.newBuilder(mirror.uri()).timeout(timeout)));
  }
}
