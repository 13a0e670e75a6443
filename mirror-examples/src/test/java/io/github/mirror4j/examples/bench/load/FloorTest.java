package io.github.mirror4j.examples.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The variants that say what a copy costs at least do send their copies. */
@Timeout(60)
class FloorTest {

  private static final int REQUESTS = 20;

  private final SelectorServer primary;

  FloorTest() throws Exception {
    primary = SelectorServer.start(MirrorState.HEALTHY);
  }

  @Test
  void afterTheResponse() throws Exception {
    SelectorServer mirror = SelectorServer.start(MirrorState.HEALTHY);
    try (CallerClient client =
        Mirror4jClient.afterResponse(CallerClient.newClient(false), mirror.uri())) {
      send(client);
      assertThat(client.copies()).containsEntry("selected", (long) REQUESTS);
    }
    assertThat(mirror.requests()).isEqualTo(REQUESTS);
  }

  @Test
  void bareSocketsSendEveryCopy() throws Exception {
    SelectorServer mirror = SelectorServer.start(MirrorState.HEALTHY);
    try (CallerClient client = bareSockets(mirror.uri())) {
      send(client);
      assertThat(client.copies()).containsEntry("sent", (long) REQUESTS);
    }
    assertThat(mirror.requests()).isEqualTo(REQUESTS);
  }

  @Test
  void bareSocketsGiveUpAHugeResponse() throws Exception {
    SelectorServer mirror = SelectorServer.start(MirrorState.HUGE);
    try (CallerClient client = bareSockets(mirror.uri())) {
      send(client);
    }
    assertThat(mirror.requests()).isEqualTo(REQUESTS);
  }

  private static CallerClient bareSockets(URI mirror) {
    return new BareSocketClient(CallerClient.newClient(false), mirror);
  }

  private void send(CallerClient client) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(primary.uri().resolve("/orders/4711")).build();
    for (int i = 0; i < REQUESTS; i++) {
      client.send(request);
    }
    while (client.held() > 0) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
    assertThat(primary.requests()).isEqualTo(REQUESTS);
  }
}
