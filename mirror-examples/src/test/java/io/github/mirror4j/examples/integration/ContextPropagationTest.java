package io.github.mirror4j.examples.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshotFactory;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever Micrometer's context propagation knows reaches the thread that sends the copy. */
class ContextPropagationTest {

  private static final String KEY = "mirror4j.tenant";
  private static final String NONE = "none";
  private static final ThreadLocal<String> TENANT = new ThreadLocal<>();

  private final ContextServers servers = new ContextServers();
  private final Queue<String> seen = new ConcurrentLinkedQueue<>();
  private final MirroringHttpClient.Builder builder =
      MirroringHttpClient.builder(HttpClient.newHttpClient())
          .rules(servers.rule)
          .mirrorClient(ContextServers.noting(ContextPropagationTest::tenant, seen));

  private static String tenant() {
    return TENANT.get() == null ? NONE : TENANT.get();
  }

  @BeforeEach
  void register() {
    ContextRegistry.getInstance().registerThreadLocalAccessor(KEY, TENANT);
  }

  @AfterEach
  void close() {
    ContextRegistry.getInstance().removeThreadLocalAccessor(KEY);
    TENANT.remove();
    servers.close();
  }

  private void handOnSnapshots() {
    // @start region="micrometer"
    ContextSnapshotFactory snapshots = ContextSnapshotFactory.builder().build();
    builder.copyTaskDecorator(task -> snapshots.captureAll().wrap(task));
    // @end
  }

  @Test
  void itReachesTheCopy() throws Exception {
    handOnSnapshots();

    assertThat(seenAs("acme", servers.get())).containsExactly("acme");
  }

  @Test
  void itReachesACopyWithABody() throws Exception {
    handOnSnapshots();

    assertThat(seenAs("acme", servers.post())).containsExactly("acme");
  }

  /** The proxy selector is asked once before, where it may hang, and once by the exchange. */
  @Test
  void withoutADecoratorNothingIsHandedOn() throws Exception {
    assertThat(seenAs("acme", servers.get())).containsOnly(NONE);
  }

  private Queue<String> seenAs(String tenant, HttpRequest request) throws Exception {
    try (MirroringHttpClient client = builder.build()) {
      TENANT.set(tenant);
      client.send(request, BodyHandlers.discarding());
      ContextServers.awaitCopies(client, 1);
    }
    return seen;
  }
}
