package io.github.mirror4j.http.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.fixture.FaultEcho;
import io.github.mirror4j.http.fixture.FaultWire;
import io.github.mirror4j.http.fixture.RawServer;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A mirror cannot send a copy, with its credentials, back to production or anywhere else. */
class FaultRedirectTest {

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void aRedirectIsAResponseAndNotFollowed(int status) throws Exception {
    try (FaultEcho primary = new FaultEcho();
        FaultEcho elsewhere = new FaultEcho();
        RawServer toPrimary = redirecting(status, primary);
        RawServer toElsewhere = redirecting(status, elsewhere)) {
      new FaultRun(primary).against(toPrimary.uri(), Set.of("3xx"));
      new FaultRun(primary).against(toElsewhere.uri(), Set.of("3xx"));

      assertThat(elsewhere.count()).isZero();
    }
  }

  private static RawServer redirecting(int status, FaultEcho to) {
    String response =
        "HTTP/1.1 %d Moved\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n"
            .formatted(status, to.uri("/redirected"));
    return RawServer.doing(
        connection -> {
          while (FaultWire.readRequest(connection)) {
            RawServer.write(connection, response);
          }
        });
  }
}
