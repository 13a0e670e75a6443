package io.github.mirror4j.http.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mirror4j.compare.pair.ComparedRequest;
import io.github.mirror4j.http.body.ByteBudget;
import io.github.mirror4j.http.body.CaptureLimits;
import io.github.mirror4j.http.body.CapturedBody;
import io.github.mirror4j.http.compare.BaselineLimits;
import io.github.mirror4j.http.compare.ComparedCall;
import io.github.mirror4j.http.compare.ComparedMirror;
import io.github.mirror4j.http.compare.Comparisons;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.guard.Flag;
import io.github.mirror4j.http.guard.Threads;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.CredentialHeaders;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.select.RuleMirror;
import io.github.mirror4j.select.RuleSet;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A copy that fails wherever on its way gives its client back. One that is never given back would
 * be kept for ever, with its thread and its connections, and no other one replaced after it.
 */
class CopyLeaseTest {

  private static final URI MIRROR = URI.create("http://127.0.0.1:1/");
  private static final URI ELSEWHERE = URI.create("http://127.0.0.1:2/");

  private final Deadlines deadlines = new Deadlines(Threads.platform("test-"));
  private final CopyClients clients = new CopyClients(null, null, 1);
  private final Comparisons comparisons =
      new Comparisons(
          BaselineLimits.DEFAULT,
          new ComparedMirror.Environment(
              System::nanoTime,
              new SplittableRandom(),
              CredentialHeaders.DEFAULT,
              (step, failure) -> {}),
          InstantSource.system(),
          Threads.platform("test-"));

  @AfterEach
  void close() {
    clients.abort();
    comparisons.close();
    deadlines.close();
  }

  @Test
  void oneWhoseResponseCannotBeCaptured() throws Exception {
    try (HttpClient plain = Fixtures.plain()) {
      clients.register(plain);
    }
    CopySender sender = sender();

    assertThatThrownBy(() -> sender.send(copy(), CapturedBody.NONE, null, () -> {}))
        .isInstanceOf(OutOfMemoryError.class);

    HttpClient used = use(MIRROR);
    assertThat(use(ELSEWHERE)).as("a further connection is another client's").isNotSameAs(used);
    assertThat(used.awaitTermination(Duration.ofSeconds(30))).as("closed").isTrue();
  }

  /** As on a heap that is exhausted. */
  private CopySender sender() {
    return new CopySender(
        clients,
        new CopyPolicy("X-Mirror4J", false, CredentialHeaders.DEFAULT, false),
        new ExchangeLimits(Duration.ofSeconds(10), 1_000, Duration.ofSeconds(10)),
        new CopySender.Memory(
            new ByteBudget(0),
            new CaptureLimits(
                new ByteBudget(0),
                0,
                () -> {
                  throw new OutOfMemoryError("on purpose");
                })),
        deadlines,
        new RecentFailures());
  }

  private Copy copy() {
    Comparison comparison = Comparison.withoutBaseline().methods("GET").build();
    RuleMirror mirror =
        RuleSet.builder()
            .rules(Fixtures.copyAll(Mirror.to(MIRROR).compare(comparison)))
            .build()
            .mirrors()
            .getFirst();
    ComparedRequest request =
        new ComparedRequest(
            "GET", "/", null, new TreeMap<>(String.CASE_INSENSITIVE_ORDER), 0, null);
    ComparedCall call =
        comparisons
            .of(mirror.id(), comparison, "*")
            .start(
                request, "rule", new ComparedCall.Plan(Duration.ofSeconds(10), false, null, null));
    HttpHeaders none = HttpHeaders.of(Map.of(), (name, value) -> true);
    return new Copy(
        mirror,
        new Copy.Head("GET", ELSEWHERE, "primary", none, false, false),
        new Flag(),
        null,
        new Copy.Part(call.candidate(), call, null, null));
  }

  private HttpClient use(URI address) {
    ClientLease lease = clients.lease(address, false, 0);
    assertThat(lease).isNotNull();
    HttpClient used = lease.client().http();
    lease.end(ClientLease.Use.OTHER);
    return used;
  }
}
