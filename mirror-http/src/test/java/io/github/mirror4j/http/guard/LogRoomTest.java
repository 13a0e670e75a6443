package io.github.mirror4j.http.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mirror4j.http.fixture.Fixtures;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What could not be added to the log, as without memory, takes no room from later lines. */
class LogRoomTest {

  @Test
  @SuppressWarnings("NullAway") // no line is the simplest one that cannot be added
  void afterManyFailuresThereIsRoom() throws Exception {
    for (int i = 0; i <= LogLines.MAX_WAITING; i++) {
      assertThatThrownBy(() -> LogLines.add(null)).isInstanceOf(NullPointerException.class);
    }

    CountDownLatch written = new CountDownLatch(1);
    assertThat(LogLines.add(written::countDown)).isTrue();
    Fixtures.await(written);
  }
}
