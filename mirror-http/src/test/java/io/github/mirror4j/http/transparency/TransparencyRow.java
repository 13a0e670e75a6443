package io.github.mirror4j.http.transparency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.mirror4j.compare.LossReason;
import io.github.mirror4j.compare.PairCounts;
import io.github.mirror4j.http.MirrorComparison;
import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FaultResources;
import io.github.mirror4j.http.fixture.PassingClient;
import io.github.mirror4j.http.fixture.TransparencyMirror;
import io.github.mirror4j.http.stats.MirrorStats;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;

/**
 * A call that is made through a plain client and, for each state of the mirror, through a wrapped
 * one; both must be alike in everything that the caller and its server can observe.
 *
 * <p>Some calls have more than one possible end, even with the plain client. Where the observations
 * differ, the plain one is therefore repeated: the wrapped one must be among what it can give.
 *
 * @param name what is called
 * @param script what the server does
 * @param client what is set at the client
 * @param call the call
 * @param wire whether what the server saw is compared; not where a call fails while it is being
 *     sent, since what has left by then is chance
 * @param mirrored whether copies must have been selected, or must not, or null where both is fine
 */
record TransparencyRow(
    String name,
    TransparencyServer.Script script,
    BiFunction<HttpClient.Builder, TransparencyServer, HttpClient.Builder> client,
    Call call,
    boolean wire,
    @Nullable Boolean mirrored) {

  private static final int PLAIN_RUNS = 30;
  private static final int ATTEMPTS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Calls the client and notes what happens. */
  @FunctionalInterface
  interface Call {
    void run(HttpClient client, TransparencyServer server, TransparencyNotes notes)
        throws Exception;
  }

  /** What is different from what was observed with the plain client. */
  @FunctionalInterface
  private interface Difference {
    Optional<String> from(List<String> plain) throws Exception;
  }

  static TransparencyRow of(String name, TransparencyServer.Script script, Call call) {
    return new TransparencyRow(name, script, (builder, server) -> builder, call, true, true);
  }

  TransparencyRow with(UnaryOperator<HttpClient.Builder> settings) {
    return with((builder, server) -> settings.apply(builder));
  }

  TransparencyRow with(
      BiFunction<HttpClient.Builder, TransparencyServer, HttpClient.Builder> settings) {
    return new TransparencyRow(name, script, settings, call, wire, mirrored);
  }

  /** No copy is selected: the request can't be looked at, or there is none. */
  TransparencyRow unmirrored() {
    return new TransparencyRow(name, script, client, call, wire, false);
  }

  TransparencyRow maybeMirrored() {
    return new TransparencyRow(name, script, client, call, wire, null);
  }

  TransparencyRow withoutWire() {
    return new TransparencyRow(name, script, client, call, false, mirrored);
  }

  /** How requests are mirrored. */
  private enum Way {
    COPIED(""),
    COMPARED(", compared"),
    COMPARED_WITH_BASELINE(", compared with baseline"),
    COMPARED_BEFORE_ANOTHER(", compared, before another client"),
    AFTER_RESPONSE(", after the response and edited");

    final String suffix;

    Way(String suffix) {
      this.suffix = suffix;
    }

    MirroringHttpClient wrap(HttpClient client, TransparencyMirror mirror) {
      return switch (this) {
        case COPIED -> mirror.wrap(client);
        case COMPARED -> mirror.wrapComparing(client, false);
        case COMPARED_WITH_BASELINE -> mirror.wrapComparing(client, true);
        case COMPARED_BEFORE_ANOTHER -> mirror.wrapComparing(new PassingClient(client), false);
        case AFTER_RESPONSE -> mirror.wrapAfterResponse(client);
      };
    }
  }

  /**
   * A test for each state of the mirror, and one with the response read along. With comparison one
   * for a healthy mirror and, in turn, for one that is not, and one where the wrapped client is not
   * the JDK's. For some calls one with copies after the response. {@code -Dmirror4j.states=all}
   * makes that each state for each call.
   */
  static Stream<DynamicTest> tests(Stream<TransparencyRow> rows) {
    return rows.flatMap(TransparencyRow::tests);
  }

  private Stream<DynamicTest> tests() {
    AtomicReference<List<String>> plain = new AtomicReference<>();
    return Stream.of(
            TransparencyMirror.USUAL.stream().map(mirror -> test(Way.COPIED, mirror, plain)),
            Stream.of(
                DynamicTest.dynamicTest(
                    name + ", read along", () -> compare(this::differenceWhenReadAlong, plain))),
            Stream.of(
                test(Way.COMPARED, TransparencyMirror.HEALTHY, plain),
                test(Way.COMPARED_BEFORE_ANOTHER, TransparencyMirror.HEALTHY, plain)),
            statesOfComparison().map(mirror -> test(Way.COMPARED_WITH_BASELINE, mirror, plain)),
            statesAfterResponse().map(mirror -> test(Way.AFTER_RESPONSE, mirror, plain)))
        .flatMap(Function.identity());
  }

  private Stream<TransparencyMirror> statesOfComparison() {
    TransparencyMirror[] all = TransparencyMirror.values();
    if ("all".equals(System.getProperty("mirror4j.states"))) {
      return Stream.of(all);
    }
    int other = 1 + Math.floorMod(name.hashCode(), all.length - 1);
    return Stream.of(TransparencyMirror.HEALTHY, all[other]);
  }

  /** Each fourth call in turn, since the copy goes when all that the caller sees is over. */
  private Stream<TransparencyMirror> statesAfterResponse() {
    if ("all".equals(System.getProperty("mirror4j.states"))) {
      return Stream.of(TransparencyMirror.values());
    }
    return Math.floorMod(name.hashCode(), 4) == 0
        ? Stream.of(TransparencyMirror.HEALTHY)
        : Stream.empty();
  }

  private DynamicTest test(
      Way way, TransparencyMirror mirror, AtomicReference<List<String>> plain) {
    return DynamicTest.dynamicTest(
        name + ", " + mirror + way.suffix, () -> compare(way, mirror, plain));
  }

  private void compare(Way way, TransparencyMirror mirror, AtomicReference<List<String>> plain)
      throws Exception {
    assumeTrue(mirror.uri() != null, "this machine can't have a mirror that is " + mirror);
    compare(observed -> difference(way, mirror, observed), plain);
  }

  private void compare(Difference differing, AtomicReference<List<String>> plain) throws Exception {
    if (plain.get() == null) {
      plain.set(observe(Function.identity(), false));
    }
    // A difference is there each time; what chance does on a busy machine is not.
    Optional<String> difference = Optional.empty();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      difference = differing.from(plain.get());
      if (difference.isEmpty()) {
        return;
      }
      plain.set(observe(Function.identity(), false));
    }
    assertThat(difference).as("different with mirroring").isEmpty();
  }

  /** What is different with mirroring; the copies' accounts must be right each time. */
  private Optional<String> difference(Way way, TransparencyMirror mirror, List<String> plain)
      throws Exception {
    AtomicReference<MirroringHttpClient> wrapped = new AtomicReference<>();
    List<String> observed =
        observe(
            client -> {
              wrapped.set(way.wrap(client, mirror));
              return wrapped.get();
            },
            mirror == TransparencyMirror.HEALTHY);
    Optional<String> difference = difference(observed, plain);
    assertAccounted(wrapped.get());
    return difference;
  }

  private Optional<String> differenceWhenReadAlong(List<String> plain) throws Exception {
    AtomicReference<TappingClient> tapping = new AtomicReference<>();
    List<String> observed =
        observe(
            client -> {
              tapping.set(new TappingClient(client));
              return tapping.get();
            },
            false);
    Optional<String> difference = difference(observed, plain);
    tapping.get().assertNothingIsLeft();
    return difference;
  }

  private Optional<String> difference(List<String> observed, List<String> plain) throws Exception {
    List<List<String>> seen = new ArrayList<>(List.of(plain));
    while (!isAmong(observed, seen) && seen.size() < PLAIN_RUNS) {
      seen.add(observe(Function.identity(), false));
    }
    return isAmong(observed, seen)
        ? Optional.empty()
        : Optional.of(
            firstDifferent(observed, plain) + ", plain: " + firstDifferent(plain, observed));
  }

  /** Whether each line is one that the plain client gave at that place; each may be chance's. */
  private static boolean isAmong(List<String> observed, List<List<String>> seen) {
    List<List<String>> alike =
        seen.stream().filter(lines -> lines.size() == observed.size()).toList();
    return IntStream.range(0, observed.size())
            .allMatch(i -> alike.stream().anyMatch(lines -> lines.get(i).equals(observed.get(i))))
        && !alike.isEmpty();
  }

  private static String firstDifferent(List<String> lines, List<String> others) {
    for (int i = 0; i < lines.size(); i++) {
      if (i >= others.size() || !lines.get(i).equals(others.get(i))) {
        return i + ": " + lines.get(i);
      }
    }
    return "no further line";
  }

  /** Every copy has ended, once, and holds no memory any more. */
  private void assertAccounted(MirroringHttpClient client) throws InterruptedException {
    assertThat(client.engine().awaitIdle(PATIENCE)).isTrue();
    // A copy of a cancelled primary ends at once; who is just adding bytes gives them back after
    // it.
    assertThat(FaultResources.await(() -> client.engine().stats().bufferedBytes() == 0)).isTrue();
    MirrorStats stats = client.engine().stats();
    assertThat(stats.total().inFlight()).isZero();
    if (mirrored != null) { // else requests may fail as soon as they are looked at
      assertThat(stats.internalErrors()).isZero();
    }
    assertThat(stats.total().ended()).isEqualTo(stats.total().selected());
    if (mirrored != null) {
      assertThat(stats.total().selected() > 0).as("copies were selected").isEqualTo(mirrored);
    }
    for (MirrorComparison comparison : client.engine().comparisons()) {
      assertAccounted(comparison);
    }
  }

  /** Every pair has ended, once; with the client at the latest. */
  private void assertAccounted(MirrorComparison comparison) throws InterruptedException {
    boolean isAtRest = FaultResources.await(() -> comparison.pairs().pending() == 0);
    PairCounts pairs = comparison.pairs();
    assertThat(isAtRest).as(pairs.toString()).isTrue();
    assertThat(pairs.selected()).isEqualTo(pairs.compared() + pairs.allLost());
    assertThat(pairs.lost()).doesNotContainKey(LossReason.INTERNAL_ERROR);
    if (mirrored != null) {
      assertThat(pairs.selected() > 0).as("pairs were selected").isEqualTo(mirrored);
    }
  }

  private List<String> observe(Function<HttpClient, HttpClient> wrapper, boolean healthy)
      throws Exception {
    TransparencyNotes notes = new TransparencyNotes();
    try (TransparencyServer server = new TransparencyServer(script)) {
      HttpClient.Builder builder = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
      HttpClient plain = client.apply(builder, server).build();
      HttpClient called = wrapper.apply(plain);
      call.run(called, server, notes);
      plain.shutdownNow();
      notes.add("terminated: " + called.awaitTermination(PATIENCE));
      if (healthy) {
        // Copies to a mirror that responds get there, so that all of their way is walked.
        assertThat(((MirroringHttpClient) called).engine().awaitIdle(PATIENCE)).isTrue();
      }
      called.shutdownNow();
      if (wire) {
        server.seen().forEach(notes::add);
      }
      return notes.lines(server.port());
    }
  }
}
