package io.github.mirror4j.http.send;

import io.github.mirror4j.rule.Problem;
import java.net.http.HttpClient;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** Compares the client that sends copies with the client that sends the primaries. */
public final class MirrorClientValidator {

  private MirrorClientValidator() {}

  /**
   * Returns what the user of a private certificate authority is to know before the first copy
   * fails.
   *
   * @param delegate the client that sends the primaries
   * @param copiesHaveDefaultTls whether copies trust what the JVM trusts
   * @return the note, for the log; empty for none
   */
  public static Optional<String> note(HttpClient delegate, boolean copiesHaveDefaultTls) {
    return copiesHaveDefaultTls && !hasDefaultTls(delegate)
        ? Optional.of(
            "The wrapped client has TLS settings of its own, which copies do not use: they trust"
                + " what the JVM trusts. mirrorSslContext(existing.sslContext()) of the builder uses"
                + " them for https mirrors")
        : Optional.empty();
  }

  private static boolean hasDefaultTls(HttpClient delegate) {
    try {
      SSLContext own = delegate.sslContext();
      return own == null || isSame(own, SSLContext.getDefault());
    } catch (NoSuchAlgorithmException | RuntimeException e) {
      return true; // A client that does not say what it uses cannot be compared.
    }
  }

  /**
   * Returns what the clients share: a copy must not meet the primaries' cookies, passwords or
   * connections.
   *
   * @param mirrorClient the client that sends copies
   * @param delegate the client that sends the primaries
   * @return the problems; empty for none
   */
  public static List<Problem> problems(HttpClient mirrorClient, HttpClient delegate) {
    List<Problem> problems = new ArrayList<>();
    if (isSame(mirrorClient, delegate)) {
      problems.add(new Problem("mirrorClient", "the wrapped client", "a client of its own"));
      return problems;
    }
    mirrorClient
        .cookieHandler()
        .filter(cookies -> delegate.cookieHandler().filter(own -> isSame(own, cookies)).isPresent())
        .ifPresent(
            cookies -> problems.add(notShared("mirrorClient.cookieHandler", "the cookie handler")));
    mirrorClient
        .authenticator()
        .filter(login -> delegate.authenticator().filter(own -> isSame(own, login)).isPresent())
        .ifPresent(
            login -> problems.add(notShared("mirrorClient.authenticator", "the authenticator")));
    return problems;
  }

  private static Problem notShared(String path, String what) {
    return new Problem(path, "the wrapped client's", what + " of the primaries is not shared");
  }

  @SuppressWarnings("ReferenceEquality") // sharing is about the very object
  private static boolean isSame(Object one, Object other) {
    return one == other;
  }
}
