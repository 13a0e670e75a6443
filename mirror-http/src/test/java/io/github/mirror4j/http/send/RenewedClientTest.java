package io.github.mirror4j.http.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A client of ours that has ended by itself is replaced; one that was aborted is not. */
class RenewedClientTest {

  private static final URI MIRROR = URI.create("http://127.0.0.1:1/");

  private final RenewedClient client =
      new RenewedClient(() -> CopyClient.ownPlain(Optional.empty()), 10);

  @Test
  void oneThatHasEndedIsReplaced() throws Exception {
    CopyClient first = use();
    assertThat(use()).isSameAs(first);
    first.http().shutdownNow();
    assertThat(first.http().awaitTermination(Duration.ofSeconds(30))).isTrue();

    CopyClient second = use();

    assertThat(second).isNotSameAs(first);
    assertThat(second.isTerminated()).isFalse();
    client.abort();
    assertThat(second.http().awaitTermination(Duration.ofSeconds(30))).isTrue();
  }

  @Test
  void afterTheEndNoneIsMade() throws Exception {
    CopyClient first = use();
    client.abort();
    assertThat(first.http().awaitTermination(Duration.ofSeconds(30))).isTrue();

    assertThat(use()).isSameAs(first);
  }

  private CopyClient use() {
    ClientLease lease = client.lease(MIRROR);
    CopyClient used = lease.client();
    lease.end(ClientLease.Use.OTHER);
    return used;
  }
}
