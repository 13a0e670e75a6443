package io.github.mirror4j.http.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A mirror may fall ill and heal, at one address. */
class FaultMirrorLifeTest {

  @ParameterizedTest
  @EnumSource
  void heals(Fault fault) throws Exception {
    try (FaultMirror mirror = FaultMirror.of(fault)) {
      URI uri = mirror.uri();
      mirror.heal();
      assertThat(mirror.uri()).isEqualTo(uri);
      assertThat(Client.get(uri).statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @EnumSource
  void fallsIll(Fault fault) throws Exception {
    try (FaultMirror mirror = FaultMirror.healthy()) {
      URI uri = mirror.uri();
      assertThat(Client.get(uri).statusCode()).isEqualTo(200);
      mirror.become(fault);
      assertThat(mirror.uri()).isEqualTo(uri);
      mirror.become(Fault.RESPONDS_500);
      assertThat(Client.get(uri).statusCode()).isEqualTo(500);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"NEVER_READS", "HANGS", "TRICKLES_HEADERS"})
  void healingEndsWhatHangs(Fault fault) throws Exception {
    try (FaultMirror mirror = FaultMirror.of(fault)) {
      HttpRequest request = HttpRequest.newBuilder(mirror.uri()).build();
      var sent = Client.PLAIN.sendAsync(request, BodyHandlers.discarding());
      while (mirror.connections() == 0) {
        Thread.onSpinWait();
      }
      mirror.heal();
      assertThat(sent.handle((response, failure) -> "ended")).succeedsWithin(Client.PATIENCE);
    }
  }

  @Test
  void anErrorIsNoReasonToLoseTheConnection() throws Exception {
    try (FaultMirror mirror = FaultMirror.of(Fault.RESPONDS_500);
        Wire wire = new Wire(mirror.uri())) {
      assertThat(wire.askForHead()).startsWith("HTTP/1.1 500 ");
      mirror.heal();
      assertThat(wire.askForHead()).startsWith("HTTP/1.1 200 ");
      assertThat(mirror.connections()).isEqualTo(1);
    }
  }

  @Test
  void whatIsClosedStaysClosed() {
    FaultMirror mirror = FaultMirror.slow(Duration.ZERO);
    mirror.close();
    assertThatIllegalStateException()
        .isThrownBy(() -> mirror.become(Fault.REFUSES))
        .withMessage("mirror: closed (expected: open)");
    mirror.close();
  }
}
