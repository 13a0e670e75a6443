package io.github.mirror4j.http.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FaultWire;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RawServer;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.http.stats.FailureCause;
import io.github.mirror4j.http.stats.Outcome;
import io.github.mirror4j.http.stats.RecentFailure;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A response that breaks the protocol is told from a connection that breaks off. */
class ProtocolFaultTest {

  private final RecordingServer primary = RecordingServer.responding("ok");

  @AfterEach
  void close() {
    primary.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||xyz|; Illegal character in chunk size",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||-5|abcde|; Illegal character in chunk size",
        "HTTP/1.1 2x0 OK|Content-Length: 0||; Invalid status line",
        "secret what|Content-Length: 0||; Invalid status line",
        "HTTP/1.1 101 Switching|Upgrade: x||; Unexpected 101 response, when not upgrading",
        "HTTP/1.1 200 OK|Content-Length: abc||; ''",
        "HTTP/1.1 200 OK|Content-Length: -7||abc; ''",
      })
  void isAProtocolFault(String response, String message) throws Exception {
    assertFailure(response, FailureCause.PROTOCOL, message);
  }

  /** The JDK says it in other words since JDK 27, and repeats the header's value. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 204 No|Content-Length: 333||abc",
        "HTTP/1.1 204 No|Transfer-Encoding: chunked||0||"
      })
  void soIsABodyWhereNoneCanBe(String response) throws Exception {
    RecentFailure failure = failure(response);

    assertThat(failure.outcome()).isEqualTo(new Outcome.Failed(FailureCause.PROTOCOL));
    assertThat(failure.message())
        .containsIgnoringCase("unexpected")
        .contains("204 response")
        .doesNotContain("333")
        .doesNotContain("chunked");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "HTTP/1.1 200 OK|Content-Length: 9||abc; fixed content-length: 9, bytes received: 3",
        "HTTP/1.1 200 OK|Transfer-Encoding: chunked||5|ab; chunked transfer encoding, state: ",
        "''; HTTP/1.1 header parser received no bytes",
      })
  void isALostConnection(String response, String message) throws Exception {
    assertFailure(response, FailureCause.CONNECTION_LOST, message);
  }

  /** The head of a response may repeat the request, and its exception repeats the head. */
  @Test
  void nothingOfTheResponseIsShown() throws Exception {
    RecentFailure failure = failure("HTTP/1.1 secret token=4711|x: y||");

    assertThat(failure.message()).doesNotContain("secret").doesNotContain("4711");
  }

  private void assertFailure(String response, FailureCause cause, String message) throws Exception {
    RecentFailure failure = failure(response);
    assertThat(failure.outcome()).isEqualTo(new Outcome.Failed(cause));
    assertThat(failure.message()).startsWith(message).doesNotContain("secret");
  }

  private RecentFailure failure(String response) throws Exception {
    try (RawServer mirror =
            RawServer.doing(
                connection -> {
                  FaultWire.readRequest(connection);
                  RawServer.write(connection, response.replace("|", "\r\n"));
                });
        MirroringHttpClient client = Fixtures.mirroringTo(mirror.uri())) {
      client.send(Fixtures.get(primary.uri()), BodyHandlers.discarding());
      assertThat(Fixtures.settled(client).failedInTotal()).isEqualTo(1);
      return client.engine().status().recentFailures().get(0);
    }
  }
}
