package io.github.mirror4j.http;

import io.github.mirror4j.rule.InvalidConfigurationException;
import io.github.mirror4j.rule.Problem;
import java.net.http.HttpClient;
import java.util.List;

/**
 * Collects what a mirroring client is made of; not thread-safe.
 *
 * <p>The client has a mirror engine of its own, which ends with it. Clients that are to share one
 * are made by {@link MirrorEngine#wrap(HttpClient)}.
 *
 * @since 0.1.0
 */
public final class MirroringHttpClientBuilder
    extends MirrorSettingsBuilder<MirroringHttpClientBuilder> {

  final HttpClient delegate;

  MirroringHttpClientBuilder(HttpClient delegate) {
    this.delegate = delegate;
  }

  /**
   * Makes the client.
   *
   * @return the client
   * @throws InvalidConfigurationException if anything is wrong with settings or rules, or if a
   *     mirror has no endpoint; names every problem
   */
  public MirroringHttpClient build() {
    List<Problem> problems =
        mirrorClient == null ? List.of() : ClientCheck.problems(mirrorClient, delegate);
    MirrorEngine engine = engine("mirroring client", problems);
    engine.serve(delegate);
    return new MirroringHttpClient(delegate, engine, true);
  }

  @Override
  MirroringHttpClientBuilder self() {
    return this;
  }
}
