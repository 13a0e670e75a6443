package io.github.mirror4j.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.guard.InternalErrors;
import io.github.mirror4j.http.guard.SteadyTime;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A clock of the user's may do anything: time goes on, never back, and never by centuries. */
class SteadyTimeTest {

  private static final long YEAR = Duration.ofDays(365).toNanos();

  private final InternalErrors errors = new InternalErrors();
  private final AtomicLong clock = new AtomicLong();

  @ParameterizedTest
  @CsvSource({
    "0, 5, 5",
    "-7, 5, 12",
    "9223372036854775807, -9223372036854775808, 1",
    "-9223372036854775808, 9223372036854775807, 0",
    "0, 9223372036854775807, 31536000000000000",
    "0, -9223372036854775808, 0",
    "5000000000, 5, 0",
    "5, 4, 0",
  })
  void oneStep(long first, long second, long gone) {
    clock.set(first);
    SteadyTime time = new SteadyTime(clock::get, errors);
    long before = time.getAsLong();
    clock.set(second);

    assertThat(time.getAsLong() - before).isEqualTo(gone);
  }

  @Test
  void itGoesOnFromWhereAClockWentBackTo() {
    clock.set(YEAR);
    SteadyTime time = new SteadyTime(clock::get, errors);
    clock.set(0);
    long before = time.getAsLong();
    clock.set(8);

    assertThat(time.getAsLong() - before).isEqualTo(8);
  }

  @Test
  void readingsOfSeveralThreadsThatComeInAnotherOrderAddNothing() {
    SteadyTime time = new SteadyTime(clock::get, errors);
    for (int i = 1; i <= 1_000; i++) {
      clock.set(i * 10L);
      time.getAsLong();
      clock.set(i * 10L - 9);
      time.getAsLong();
    }

    assertThat(time.getAsLong()).isEqualTo(10_000);
  }

  @Test
  void itStandsStillWhileTheClockThrows() {
    SteadyTime time =
        new SteadyTime(
            () -> {
              throw new IllegalStateException("no time");
            },
            errors);

    assertThat(time.getAsLong()).isEqualTo(time.getAsLong());
    assertThat(errors.sum()).isPositive();
  }
}
