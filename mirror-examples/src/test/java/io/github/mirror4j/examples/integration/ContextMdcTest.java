package io.github.mirror4j.examples.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** The caller's logging context is that of the thread that sends its copy. */
class ContextMdcTest {

  private static final String NONE = "none";

  private final ContextServers servers = new ContextServers();
  private final Queue<String> seen = new ConcurrentLinkedQueue<>();
  private final MirroringHttpClient.Builder builder =
      MirroringHttpClient.builder(HttpClient.newHttpClient())
          .rules(servers.rule)
          .mirrorClient(ContextServers.noting(ContextMdcTest::user, seen));

  private static String user() {
    return MDC.get("user") == null ? NONE : MDC.get("user");
  }

  @AfterEach
  void close() {
    MDC.clear();
    servers.close();
  }

  private void handOnMdc() {
    // @start region="mdc"
    builder.copyTaskDecorator(
        task -> {
          Map<String, String> mdc = MDC.getCopyOfContextMap();
          return () -> {
            if (mdc != null) {
              MDC.setContextMap(mdc);
            }
            task.run();
          };
        });
    // @end
  }

  @Test
  void itReachesTheCopy() throws Exception {
    handOnMdc();

    assertThat(seenAs("ada", servers.get())).containsExactly("ada");
  }

  /** The body ends on a thread of the client's, whose context is not the caller's. */
  @Test
  void itReachesACopyWithABody() throws Exception {
    handOnMdc();

    assertThat(seenAs("ada", servers.post())).containsExactly("ada");
  }

  @Test
  void eachCopyHasItsOwnCallers() throws Exception {
    handOnMdc();
    try (MirroringHttpClient client = builder.build()) {
      for (String user : new String[] {"ada", "bob"}) {
        MDC.put("user", user);
        client.send(servers.get(), BodyHandlers.discarding());
      }
      MDC.remove("user");
      client.send(servers.get(), BodyHandlers.discarding());
      ContextServers.awaitCopies(client, 3);
    }
    assertThat(seen).containsExactlyInAnyOrder("ada", "bob", NONE);
  }

  /** The proxy selector is asked once before, where it may hang, and once by the exchange. */
  @Test
  void withoutADecoratorNothingIsHandedOn() throws Exception {
    assertThat(seenAs("ada", servers.get())).containsOnly(NONE);
  }

  private Queue<String> seenAs(String user, HttpRequest request) throws Exception {
    try (MirroringHttpClient client = builder.build()) {
      MDC.put("user", user);
      client.send(request, BodyHandlers.discarding());
      ContextServers.awaitCopies(client, 1);
    }
    return seen;
  }
}
