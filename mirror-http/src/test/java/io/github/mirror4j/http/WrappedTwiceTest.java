package io.github.mirror4j.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.fixture.FakeClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.http.fixture.StandardError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Whoever wraps a client twice, perhaps without knowing, gets two copies and a warning. */
@ResourceLock(Resources.SYSTEM_ERR)
class WrappedTwiceTest {

  @Test
  void itIsAllowedAndWarnedOf() throws Exception {
    try (StandardError log = new StandardError();
        RecordingServer mirror = RecordingServer.responding("ok");
        MirroringHttpClient once = wrap(new FakeClient(), mirror)) {
      assertThat(log.rest()).noneMatch(WrappedTwiceTest::warns);
      try (MirroringHttpClient twice = wrap(once, mirror)) {
        assertThat(log.rest()).filteredOn(WrappedTwiceTest::warns).hasSize(1);
        assertThat(twice.engine().stats().total().selected()).isZero();
      }
    }
  }

  private static MirroringHttpClient wrap(java.net.http.HttpClient client, RecordingServer mirror) {
    return MirroringHttpClient.wrap(client, Fixtures.copyAll(mirror.uri()));
  }

  private static boolean warns(String line) {
    return line.contains("WARN") && line.contains("mirrors already");
  }
}
