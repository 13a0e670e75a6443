package io.github.mirror4j.examples.bench.load;

import static io.github.mirror4j.examples.bench.load.Variant.MIRROR4J;
import static io.github.mirror4j.examples.bench.load.Variant.NGINX;
import static io.github.mirror4j.examples.bench.load.Variant.NGINX_OFF;
import static io.github.mirror4j.examples.bench.load.Variant.PLAIN;
import static io.github.mirror4j.examples.bench.load.Variant.RUN_ASYNC;
import static io.github.mirror4j.examples.bench.load.Variant.SEND_ASYNC;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Variants take turns, each between rounds of its baseline. */
class ScheduleTest {

  @Test
  void plainRoundsAreOnBothSides() {
    assertThat(Schedule.of(List.of(RUN_ASYNC, SEND_ASYNC), 2))
        .containsExactly(
            PLAIN, RUN_ASYNC, PLAIN, SEND_ASYNC, PLAIN, RUN_ASYNC, PLAIN, SEND_ASYNC, PLAIN);
  }

  @Test
  void otherClientsHaveBaselinesOfTheirOwn() {
    assertThat(Schedule.around(Variant.CLIENTS, 1))
        .containsExactly(
            Variant.OKHTTP,
            Variant.OKHTTP_MIRROR4J,
            Variant.OKHTTP,
            Variant.APACHE,
            Variant.APACHE_MIRROR4J,
            Variant.APACHE);
  }

  @Test
  void thisLibraryRunsTwiceInACycle() {
    assertThat(Schedule.of(List.of(MIRROR4J), 1))
        .containsExactly(PLAIN, MIRROR4J, PLAIN, MIRROR4J, PLAIN);
    assertThat(Schedule.of(List.of(MIRROR4J, RUN_ASYNC), 1))
        .containsExactly(PLAIN, MIRROR4J, PLAIN, RUN_ASYNC, PLAIN, MIRROR4J, PLAIN);
  }

  @Test
  void nginxRunsBetweenRoundsWithoutMirror() {
    assertThat(Schedule.of(List.of(NGINX), 2))
        .containsExactly(NGINX_OFF, NGINX, NGINX_OFF, NGINX_OFF, NGINX, NGINX_OFF);
  }
}
