package io.github.mirror4j.http.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.fixture.StandardError;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** Internal errors are all counted. The first of each kind is a warning for operators. */
@ResourceLock(Resources.SYSTEM_ERR)
class InternalErrorsTest {

  private final InternalErrors errors = new InternalErrors();

  @Test
  void aWarningSaysWhatFailedWhereAndThatCallersGetNoException() throws Exception {
    try (StandardError log = new StandardError()) {
      errors.add(FailedStep.CLOCK, new IllegalStateException("SECRET"));

      assertThat(log.next("Internal error"))
          .contains(
              "WARN",
              "Internal error of mirroring: the clock of nanoTime(..) failed",
              "(java.lang.IllegalStateException at ",
              InternalErrorsTest.class.getName(),
              "No exception reaches a caller",
              "(internalErrors)")
          .doesNotContain("SECRET");
    }
  }

  /** A clock that fails does not hide the registry that fails later. */
  @Test
  void eachKindIsLoggedOnceAndCountedEachTime() throws Exception {
    try (StandardError log = new StandardError()) {
      for (int i = 0; i < 3; i++) {
        errors.add(FailedStep.CLOCK, new IllegalStateException());
        errors.add(FailedStep.REGISTRY, new IllegalStateException());
      }
      errors.add(FailedStep.RANDOM, new IllegalStateException());

      assertThat(log.next("Internal error")).contains(FailedStep.CLOCK.text());
      assertThat(log.next("Internal error")).contains(FailedStep.REGISTRY.text());
      assertThat(log.next("Internal error")).contains(FailedStep.RANDOM.text());
      assertThat(log.rest()).noneMatch(line -> line.contains("Internal error"));
    }
    assertThat(errors.sum()).isEqualTo(7);
  }

  /** The line leads to the place in the code. */
  @Test
  void eachStepHasATextOfItsOwn() {
    Set<String> texts = new HashSet<>();

    assertThat(Arrays.stream(FailedStep.values()).map(FailedStep::text)).allMatch(texts::add);
  }
}
