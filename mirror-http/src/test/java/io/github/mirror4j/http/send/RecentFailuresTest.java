package io.github.mirror4j.http.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.stats.FailureCause;
import io.github.mirror4j.http.stats.Outcome;
import io.github.mirror4j.http.stats.RecentFailure;
import io.github.mirror4j.rule.MirrorId;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** The last ways in which copies were lost are kept, few of them, without anything of a request. */
class RecentFailuresTest {

  private static final Outcome CONNECT = new Outcome.Failed(FailureCause.CONNECT);
  private static final Outcome TIMED_OUT = new Outcome.TimedOut();

  private Instant now = Instant.parse("2026-01-01T00:00:00.001999Z");
  private final RecentFailures failures = new RecentFailures(() -> now);

  @Test
  void failuresAtDifferentHostsAreDifferent() {
    failures.add(new MirrorId("r", "m"), "a.example:80", CONNECT, new ConnectException(), "");
    failures.add(new MirrorId("r", "m"), "b.example", CONNECT, new ConnectException(), "");
    failures.add(new MirrorId("r", "m"), "a.example:80", CONNECT, new ConnectException(), "");

    assertThat(failures.list())
        .extracting(RecentFailure::host, RecentFailure::count)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("a.example:80", 2L),
            org.assertj.core.groups.Tuple.tuple("b.example", 1L));
  }

  @Test
  void whoWhatWhenAndTheClassesOfTheExceptions() {
    failures.add(
        new MirrorId("r", "m"),
        CONNECT,
        new IOException("secret", new ConnectException("secret")),
        "");

    Instant inMillis = Instant.parse("2026-01-01T00:00:00.001Z");
    assertThat(failures.list())
        .containsExactly(
            new RecentFailure(
                new MirrorId("r", "m"),
                "",
                CONNECT,
                "",
                List.of("java.io.IOException", "java.net.ConnectException"),
                1,
                inMillis,
                inMillis));
    assertThat(failures.list().toString()).doesNotContain("secret");
  }

  @Test
  void equalOnesAreCountedAndTheLatestComesFirst() {
    failures.add(new MirrorId("r", "m"), CONNECT, new ConnectException(), "");
    failures.add(new MirrorId("r", "m"), TIMED_OUT, null, "");
    Instant first = failures.list().get(1).first();
    now = now.plusSeconds(60);
    failures.add(new MirrorId("r", "m"), CONNECT, new ConnectException(), "");

    assertThat(failures.list()).hasSize(2);
    RecentFailure latest = failures.list().get(0);
    assertThat(latest.outcome()).isEqualTo(CONNECT);
    assertThat(latest.count()).isEqualTo(2);
    assertThat(latest.first()).isEqualTo(first);
    assertThat(latest.last()).isEqualTo(first.plusSeconds(60));
    assertThat(failures.list().get(1).exceptions()).isEmpty();
  }

  /** A mirror that never fails twice with the same text must not push out the others. */
  @Test
  void theLatestMessageIsKept() {
    failures.add(new MirrorId("r", "m"), CONNECT, null, "one");
    failures.add(new MirrorId("r", "m"), CONNECT, null, "other");

    assertThat(failures.list())
        .singleElement()
        .extracting(RecentFailure::message)
        .isEqualTo("other");
  }

  @Test
  void eachMirrorCauseAndKindOfExceptionIsOneEntry() {
    failures.add(new MirrorId("r", "m"), CONNECT, new ConnectException(), "");
    failures.add(new MirrorId("r2", "m"), CONNECT, new ConnectException(), "");
    failures.add(new MirrorId("r", "m2"), CONNECT, new ConnectException(), "");
    failures.add(
        new MirrorId("r", "m"), new Outcome.Failed(FailureCause.TLS), new ConnectException(), "");
    failures.add(new MirrorId("r", "m"), CONNECT, new IOException(), "");

    assertThat(failures.list()).hasSize(5).allMatch(failure -> failure.count() == 1);
  }

  @Test
  void beyondTwentyTheOneLeastLatelySeenIsForgotten() {
    for (int i = 0; i < RecentFailures.MAX; i++) {
      failures.add(new MirrorId("r", "m" + i), CONNECT, null, "");
    }
    failures.add(new MirrorId("r", "m0"), CONNECT, null, "");
    failures.add(new MirrorId("r", "another"), CONNECT, null, "");

    assertThat(failures.list())
        .extracting(failure -> failure.id().mirror())
        .hasSize(RecentFailures.MAX);
    assertThat(failures.list())
        .extracting(failure -> failure.id().mirror())
        .startsWith("another", "m0")
        .doesNotContain("m1")
        .endsWith("m2");
  }

  @Test
  void causesThatGoRoundInACircleComeToAnEnd() {
    Exception one = new Exception();
    Exception other = new Exception(one);
    one.initCause(other);
    failures.add(new MirrorId("r", "m"), CONNECT, one, "");

    assertThat(failures.list().get(0).exceptions()).hasSize(RecentFailures.MAX_CHAIN);
  }

  @Test
  void whatWasAbortedByClosingIsNotKept() {
    failures.add(
        new MirrorId("r", "m"),
        new Outcome.Failed(FailureCause.ABORTED),
        new InterruptedException(),
        "");
    assertThat(failures.list()).isEmpty();
  }

  @Test
  void noneIsLostBetweenThreads() throws Exception {
    List<Runnable> tasks = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      tasks.add(
          () -> {
            for (int n = 0; n < 1000; n++) {
              failures.add(new MirrorId("r", "m" + n % 10), CONNECT, null, "");
            }
          });
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      tasks.forEach(threads::execute);
    }
    assertThat(failures.list()).hasSize(10).allMatch(failure -> failure.count() == 800);
  }
}
