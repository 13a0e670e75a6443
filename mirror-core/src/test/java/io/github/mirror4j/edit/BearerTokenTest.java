package io.github.mirror4j.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mirror4j.rule.CopyDraft;
import io.github.mirror4j.rule.InvalidConfigurationException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Copies get a token that was fetched for the mirror. */
class BearerTokenTest {

  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger fetched = new AtomicInteger();
  private final CopyDraft draft =
      CopyDraft.of(
          "GET",
          URI.create("http://v2/"),
          Map.of("authorization", List.of("Bearer of-production")),
          new byte[0]);

  @Test
  void theTokenReplacesWhatIsThere() throws Exception {
    BearerToken editor = BearerToken.from(() -> "of-v2", Duration.ofMinutes(1));
    assertThat(editor.edit(draft).headers())
        .isEqualTo(Map.of("Authorization", List.of("Bearer of-v2")));
  }

  @Test
  void aTokenIsUsedUntilItIsOld() throws Exception {
    BearerToken editor = numbered(Duration.ofSeconds(100));
    assertThat(token(editor)).isEqualTo("1");
    pass(74);
    assertThat(token(editor)).isEqualTo("1");
    pass(2);
    assertThat(token(editor)).isEqualTo("2");
    pass(1000);
    assertThat(token(editor)).isEqualTo("3");
    assertThat(token(editor)).isEqualTo("3");
  }

  @Test
  void whileOneFetchesEarlyTheOthersUseTheOldOne() throws Exception {
    CountDownLatch mayReturn = new CountDownLatch(1);
    CountDownLatch isFetching = new CountDownLatch(1);
    BearerToken editor =
        BearerToken.from(
            () -> {
              int number = fetched.incrementAndGet();
              if (number == 2) {
                isFetching.countDown();
                try {
                  assertThat(mayReturn.await(30, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              }
              return "" + number;
            },
            Duration.ofSeconds(100),
            nanos::get);
    assertThat(token(editor)).isEqualTo("1");
    pass(80);
    Thread fetching = Thread.ofPlatform().start(() -> token(editor));
    assertThat(isFetching.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(token(editor)).isEqualTo("1");
    mayReturn.countDown();
    fetching.join();
    assertThat(token(editor)).isEqualTo("2");
  }

  @Test
  void aFailureIsThrownOnlyWithoutAnyToken() {
    AtomicInteger calls = new AtomicInteger();
    BearerToken editor =
        BearerToken.from(
            () -> {
              if (calls.incrementAndGet() != 1) {
                throw new IllegalStateException("no identity provider");
              }
              return "1";
            },
            Duration.ofSeconds(100),
            nanos::get);
    assertThat(token(editor)).isEqualTo("1");
    pass(80);
    assertThat(token(editor)).isEqualTo("1");
    pass(30);
    assertThatThrownBy(() -> editor.edit(draft)).hasMessage("no identity provider");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void noTokenIsAFailure(String token) {
    BearerToken editor = BearerToken.from(() -> token, Duration.ofSeconds(1));
    assertThatThrownBy(() -> editor.edit(draft)).hasMessage("tokens: none (expected: a token)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S", "PT0.0009S", "PT24H0.001S"})
  void aTimeOutOfRangeIsRefused(Duration maxAge) {
    assertThatThrownBy(() -> BearerToken.from(() -> "t", maxAge))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("maxAge: " + maxAge + " (expected: PT0.001S to PT24H)");
  }

  private BearerToken numbered(Duration maxAge) {
    return BearerToken.from(() -> "" + fetched.incrementAndGet(), maxAge, nanos::get);
  }

  private void pass(long seconds) {
    nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
  }

  private String token(BearerToken editor) {
    try {
      return editor.edit(draft).header("Authorization").orElseThrow().substring(7);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
