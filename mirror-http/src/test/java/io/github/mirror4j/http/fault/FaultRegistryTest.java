package io.github.mirror4j.http.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FakeClient;
import io.github.mirror4j.http.fixture.FaultEcho;
import io.github.mirror4j.http.fixture.FaultLoad;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.stats.FailureCause;
import io.github.mirror4j.http.stats.MirrorStats;
import io.github.mirror4j.registry.Endpoint;
import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a registry throws, or returns in place of a list, means: no endpoints. */
class FaultRegistryTest {

  private static final int CALLS = 6;

  private final FaultEcho primary = new FaultEcho();
  private final FaultEcho mirror = new FaultEcho();
  private final HttpClient plain = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    plain.close();
    primary.close();
    mirror.close();
  }

  static Stream<Named<Supplier<List<Endpoint>>>> broken() {
    return Stream.of(
        Named.of("throws", () -> throwIt(new IllegalStateException("broken"))),
        Named.of("refuses", () -> throwIt(new IllegalArgumentException("broken"))),
        Named.of("recursion without end", () -> throwIt(new StackOverflowError())),
        Named.of("null", FaultRegistryTest::nothing),
        Named.of("a null among endpoints", () -> Arrays.asList((Endpoint) null)),
        Named.of("a list that throws", () -> new Listed(FaultRegistryTest::throwingIterator)),
        Named.of("a list without end", () -> new Listed(FaultRegistryTest::endlessIterator)));
  }

  /** A list that is only read from the start to its end, if it has one. */
  private static final class Listed extends AbstractList<Endpoint> {

    private final Supplier<Iterator<Endpoint>> iterators;

    Listed(Supplier<Iterator<Endpoint>> iterators) {
      this.iterators = iterators;
    }

    @Override
    public Iterator<Endpoint> iterator() {
      return iterators.get();
    }

    @Override
    public Endpoint get(int index) {
      return iterators.get().next();
    }

    @Override
    public int size() {
      return Integer.MAX_VALUE;
    }
  }

  private static Iterator<Endpoint> throwingIterator() {
    throw new ConcurrentModificationException();
  }

  private static Iterator<Endpoint> endlessIterator() {
    Endpoint endpoint = new Endpoint(URI.create("http://127.0.0.1:1"), Labels.none());
    return Stream.generate(() -> endpoint).iterator();
  }

  @ParameterizedTest
  @MethodSource("broken")
  void aMirrorHasNoEndpoint(Supplier<List<Endpoint>> returned) throws Exception {
    RouteRule rule = RouteRule.builder("r").destination("*").mirror(Mirror.to("v2")).build();

    MirrorStats stats = load(rule, service -> returned.get());

    assertThat(stats.total().failed(FailureCause.NO_ENDPOINT))
        .isEqualTo((long) CALLS * FaultLoad.callers());
    assertThat(stats.internalErrors()).isPositive();
  }

  @ParameterizedTest
  @MethodSource("broken")
  void aRoutedPrimaryGoesWhereItsUriSaysAndIsMirrored(Supplier<List<Endpoint>> returned)
      throws Exception {
    RouteRule rule =
        RouteRule.builder("r")
            .destination("127.0.0.1")
            .route(Labels.of("version", "v1"), 100)
            .mirror(Mirror.to(mirror.uri()))
            .build();

    MirrorStats stats = load(rule, service -> returned.get());

    assertThat(stats.total().completed()).containsEntry(2, (long) CALLS * FaultLoad.callers());
    assertThat(stats.internalErrors()).isPositive();
  }

  @Test
  void aListThatIsAnotherOneEachTimeIsFollowed() throws Exception {
    AtomicInteger turn = new AtomicInteger();
    URI refusing = URI.create("http://127.0.0.1:1");
    RouteRule rule = RouteRule.builder("r").destination("*").mirror(Mirror.to("v2")).build();

    MirrorStats stats =
        load(
            rule,
            service ->
                switch (turn.getAndIncrement() % 3) {
                  case 0 -> List.of();
                  case 1 -> new ArrayList<>(List.of(new Endpoint(mirror.uri(), Labels.none())));
                  default -> List.of(new Endpoint(refusing, Labels.none()));
                });

    assertThat(stats.total().completed().get(2)).isPositive();
    assertThat(stats.total().failed()).containsOnlyKeys(failures());
    assertThat(stats.internalErrors()).isZero();
  }

  @Test
  void oneThatSwallowsTheCallersInterruptLeavesItToThePrimary() throws Exception {
    RouteRule rule =
        RouteRule.builder("r").destination("h").route(Labels.of("version", "v1"), 100).build();
    FakeClient delegate = new FakeClient();
    AtomicBoolean seen = new AtomicBoolean();
    delegate.sending = request -> seen.set(Thread.interrupted());
    ServiceRegistry swallowing =
        service -> {
          boolean unused = Thread.interrupted();
          return List.of(new Endpoint(primary.uri("/"), Labels.of("version", "v1")));
        };
    try (MirroringHttpClient client =
        MirroringHttpClient.builder(delegate).rules(rule).registry(swallowing).build()) {
      Thread.currentThread().interrupt();
      client.send(Fixtures.get(URI.create("http://h/")), BodyHandlers.discarding());
    }
    assertThat(seen).isTrue();
  }

  private static FailureCause[] failures() {
    return new FailureCause[] {FailureCause.NO_ENDPOINT, FailureCause.CONNECT};
  }

  private MirrorStats load(RouteRule rule, ServiceRegistry registry) throws Exception {
    try (MirroringHttpClient client =
        MirroringHttpClient.builder(plain)
            .rules(rule)
            .registry(registry)
            .withoutBackOff()
            .build()) {
      assertThat(new FaultLoad(client, primary.uri(), 2_000).run(CALLS)).isEmpty();

      assertThat(client.engine().awaitIdle(Duration.ofSeconds(20))).isTrue();
      MirrorStats stats = client.engine().stats();
      assertThat(stats.total().selected()).isEqualTo((long) CALLS * FaultLoad.callers());
      assertThat(stats.total().ended()).isEqualTo(stats.total().selected());
      return stats;
    }
  }

  private static List<Endpoint> throwIt(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) failure;
  }

  @SuppressWarnings("NullAway")
  private static List<Endpoint> nothing() {
    return null;
  }
}
