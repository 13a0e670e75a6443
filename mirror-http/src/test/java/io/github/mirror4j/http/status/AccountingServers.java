package io.github.mirror4j.http.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.fixture.FaultEcho;
import io.github.mirror4j.http.fixture.FaultServer;
import io.github.mirror4j.http.fixture.RawServer;
import io.github.mirror4j.http.stats.MirrorCounts;
import io.github.mirror4j.http.stats.MirrorStats;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** The servers of the stress test: a primary, and mirrors that are well, failing, hung and slow. */
final class AccountingServers implements AutoCloseable {

  private final FaultEcho primary = new FaultEcho();
  private final FaultEcho well = new FaultEcho();
  private final RawServer failing = FaultServer.RESETS_AFTER_HEAD.start();
  private final RawServer hung = FaultServer.HANGS_BEFORE_HEADERS.start();
  private final RawServer slow = FaultServer.SLOW.start();

  URI primary() {
    return primary.uri("/");
  }

  Map<String, URI> mirrors() {
    return Map.of(
        "well", well.uri(), "failing", failing.uri(), "hung", hung.uri(), "slow", slow.uri());
  }

  /**
   * Whatever arrived at the healthy mirror was counted as sent, and came once. Only a GET may come
   * twice: the JDK's client sends one again when its connection ends before a response, as it does
   * with primaries.
   */
  void judge(long seed, MirrorStats stats) {
    List<String> arrived = well.ids().stream().filter(id -> id.contains(" " + seed + "-")).toList();
    assertThat(arrived.stream().filter(id -> id.startsWith("POST"))).doesNotHaveDuplicates();
    long responded = 0;
    long sent = 0;
    for (MirrorCounts mirror : stats.mirrors()) {
      if (mirror.id().mirror().equals("well")) {
        responded += mirror.completed().getOrDefault(2, 0L);
        sent += mirror.completedInTotal() + mirror.failedInTotal() + mirror.timedOut();
      }
    }
    assertThat(arrived.stream().distinct().count()).isBetween(responded, sent);
    assertThat(primary.ids().stream().filter(id -> id.startsWith("POST"))).doesNotHaveDuplicates();
  }

  @Override
  public void close() throws java.io.IOException {
    primary.close();
    well.close();
    failing.close();
    hung.close();
    slow.close();
  }
}
