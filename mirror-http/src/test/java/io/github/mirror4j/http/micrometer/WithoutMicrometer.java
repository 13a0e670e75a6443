package io.github.mirror4j.http.micrometer;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.Fixtures;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Callable;

/** Mirrors a request; {@link MetricsAbsentTest} runs it where there is no Micrometer. */
public final class WithoutMicrometer implements Callable<Long> {

  private final URI primary;
  private final URI mirror;

  public WithoutMicrometer(URI primary, URI mirror) {
    this.primary = primary;
    this.mirror = mirror;
  }

  /** Gives the number of copies that completed. */
  @Override
  public Long call() throws Exception {
    try (HttpClient plain = Fixtures.plain();
        MirroringHttpClient client = MirroringHttpClient.wrap(plain, Fixtures.copyAll(mirror))) {
      client.engine().addListener((id, outcome, duration) -> {});
      client.send(Fixtures.get(primary), BodyHandlers.discarding());
      client.engine().awaitIdle(Duration.ofSeconds(20));
      return client.engine().stats().total().completedInTotal();
    }
  }
}
