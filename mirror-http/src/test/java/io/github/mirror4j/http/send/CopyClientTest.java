package io.github.mirror4j.http.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The clients that the library makes for copies. */
class CopyClientTest {

  /** A copy that is interrupted while it connects leaves its socket to this. */
  @Test
  void theyGiveUpConnectingToAMirrorThatDoesNotRespond() {
    for (CopyClient client :
        List.of(
            CopyClient.ownPlain(Optional.empty()),
            CopyClient.ownSecure(Optional.empty(), HttpClient.Version.HTTP_2, null))) {
      assertThat(client.http().connectTimeout()).isPresent();
      client.abort();
    }
  }
}
