package io.github.mirror4j.edit;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.rule.CheckReturnValue;
import io.github.mirror4j.rule.CopyDraft;
import io.github.mirror4j.rule.CopyEditor;
import io.github.mirror4j.rule.InvalidConfigurationException;
import io.github.mirror4j.rule.Problem;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives each copy a bearer token for the mirror, in place of the caller's {@code Authorization}.
 *
 * <p>A token is used for a while and then replaced. It is fetched on the threads of editors, never
 * on a caller's. In the last quarter of its time one copy fetches the next token, while the others
 * still use the old one. Only when there is no token, or it is too old, copies wait for the next
 * one, within their timeout. A copy for which no token can be fetched is not sent and counts as
 * failed. Thread-safe.
 *
 * @since 0.1.0
 */
public final class BearerToken implements CopyEditor {

  private static final Duration MAX_AGE = Duration.ofDays(1);

  private record Token(String text, long since) {}

  private final Supplier<String> tokens;
  private final long maxAge;
  private final LongSupplier nanoTime;
  private final ReentrantLock fetching = new ReentrantLock();
  private volatile @Nullable Token latest;

  private BearerToken(Supplier<String> tokens, Duration maxAge, LongSupplier nanoTime) {
    this.tokens = tokens;
    this.maxAge = maxAge.toNanos();
    this.nanoTime = nanoTime;
  }

  /**
   * Returns an editor that sets {@code Authorization: Bearer} and a token.
   *
   * @param tokens fetches a token; may block, and may throw
   * @param maxAge how long a token is used: 1 ms to 1 day, and less than its validity
   * @return the editor
   * @throws InvalidConfigurationException if the time is out of range
   */
  @CheckReturnValue
  public static BearerToken from(Supplier<String> tokens, Duration maxAge) {
    return from(tokens, maxAge, System::nanoTime);
  }

  static BearerToken from(Supplier<String> tokens, Duration maxAge, LongSupplier nanoTime) {
    requireNonNull(tokens, "tokens");
    if (maxAge.compareTo(Duration.ofMillis(1)) < 0 || maxAge.compareTo(MAX_AGE) > 0) {
      throw new InvalidConfigurationException(
          "bearer token", List.of(new Problem("maxAge", "" + maxAge, "PT0.001S to " + MAX_AGE)));
    }
    return new BearerToken(tokens, maxAge, nanoTime);
  }

  @Override
  public CopyDraft edit(CopyDraft draft) throws InterruptedException {
    return draft.withHeader("Authorization", "Bearer " + token());
  }

  private String token() throws InterruptedException {
    Token known = latest;
    if (known != null && isYoungerThan(known, maxAge - maxAge / 4)) {
      return known.text();
    }
    if (known != null && isYoungerThan(known, maxAge)) {
      return fetching.tryLock() ? early(known) : known.text();
    }
    fetching.lockInterruptibly();
    try {
      Token meanwhile = latest;
      if (meanwhile != null && isYoungerThan(meanwhile, maxAge)) {
        return meanwhile.text();
      }
      return fetch();
    } finally {
      fetching.unlock();
    }
  }

  /** The next token, or the present one, which is still good, if none can be fetched. */
  private String early(Token known) {
    try {
      return fetch();
    } catch (RuntimeException e) {
      return known.text();
    } finally {
      fetching.unlock();
    }
  }

  private String fetch() {
    long now = nanoTime.getAsLong();
    String text = tokens.get();
    if (text == null || text.isBlank()) {
      throw new IllegalStateException("tokens: none (expected: a token)");
    }
    latest = new Token(text, now);
    return text;
  }

  private boolean isYoungerThan(Token token, long age) {
    return nanoTime.getAsLong() - token.since() < age;
  }
}
