package io.github.mirror4j.http.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirrorSwitch;
import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.MirrorCounts;
import io.github.mirror4j.rule.Mirror;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Flipped under load, the switch loses no copy in the accounts. */
@Isolated("the switch is the process's")
class MirrorSwitchLoadTest {

  private static final int CALLERS = 8;
  private static final int CALLS_EACH = 50;

  private final AtomicInteger sent = new AtomicInteger();

  @AfterEach
  void on() {
    MirrorSwitch.on();
  }

  @Test
  void theSumsAgreeToTheUnit() throws Exception {
    try (RecordingServer primary = RecordingServer.responding("ok");
        RecordingServer mirror = RecordingServer.responding("ok");
        MirroringHttpClient client =
            Fixtures.mirroring(Mirror.to(mirror.uri()).name("a"), Mirror.to(mirror.uri()).name("b"))
                .maxConcurrentCopies(10_000)
                .maxConcurrentCopiesInTotal(10_000)
                .build()) {
      calls(client, primary.uri());
      MirrorSwitch.off();
      client.send(Fixtures.get(primary.uri()), BodyHandlers.discarding());
      MirrorSwitch.on();
      client.send(Fixtures.get(primary.uri()), BodyHandlers.discarding());

      MirrorCounts total = Fixtures.settled(client);
      int requests = CALLERS * CALLS_EACH + 2;
      assertThat(primary.requests()).hasSize(requests);
      assertThat(total.selected()).isEqualTo(2L * requests);
      assertThat(total.dropped(DropReason.SWITCHED_OFF)).isGreaterThanOrEqualTo(2);
      assertThat(total.completed(2)).isEqualTo(mirror.requests().size());
      assertThat(total.dropped(DropReason.SWITCHED_OFF) + total.completed(2))
          .isEqualTo(total.selected());
    }
  }

  /** With every twentieth call, so that the log is not all that is under load. */
  private void flip() {
    if (sent.incrementAndGet() % 20 != 0) {
      return;
    }
    if (MirrorSwitch.isOn()) {
      MirrorSwitch.off();
    } else {
      MirrorSwitch.on();
    }
  }

  private void calls(MirroringHttpClient client, URI uri) throws Exception {
    List<Future<Void>> callers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(CALLERS)) {
      for (int i = 0; i < CALLERS; i++) {
        boolean withBody = i % 2 == 0;
        callers.add(
            threads.submit(
                () -> {
                  for (int call = 0; call < CALLS_EACH; call++) {
                    HttpRequest request =
                        withBody
                            ? Fixtures.post(uri, BodyPublishers.ofByteArray(new byte[50_000]))
                            : Fixtures.get(uri);
                    flip();
                    client.send(request, BodyHandlers.discarding());
                  }
                  return null;
                }));
      }
    }
    for (Future<Void> caller : callers) {
      caller.get();
    }
  }
}
