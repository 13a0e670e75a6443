package io.github.mirror4j.http.described;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.compare.ExampleResult;
import io.github.mirror4j.compare.LossReason;
import io.github.mirror4j.http.BodyTap;
import io.github.mirror4j.http.MirrorComparison;
import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.http.MirroredCall;
import io.github.mirror4j.http.fixture.FaultProcess;
import io.github.mirror4j.http.fixture.FaultResources;
import io.github.mirror4j.http.testkit.RecordedCopy;
import io.github.mirror4j.http.testkit.RecordingMirror;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.MirrorId;
import io.github.mirror4j.rule.RouteRule;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The response that another client received, or that a server sends, is compared. */
class DescribedComparisonTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Map<String, List<String>> TEXT =
      Map.of("Content-Type", List.of("text/plain"));

  private final AtomicLong later = new AtomicLong();
  private final RecordingMirror v1 = RecordingMirror.start().respond(200, "three orders");
  private final RecordingMirror v2 = RecordingMirror.start().respond(200, "three orders");
  private final MirrorEngine engine = engine(Comparison.withoutBaseline().build());
  private final MirrorComparison comparison = engine.comparison(new MirrorId("to-v2", "v2"));

  private MirrorEngine engine(Comparison comparison) {
    return engine(comparison, 16 * 1024 * 1024);
  }

  private MirrorEngine engine(Comparison comparison, long memory) {
    return MirrorEngine.builder()
        .bodyMemory(memory)
        .nanoTime(() -> System.nanoTime() + later.get())
        .rules(
            RouteRule.builder("to-v2")
                .destination("*")
                .mirror(Mirror.to(v2.uri()).name("v2").compare(comparison))
                .build())
        .build();
  }

  @AfterEach
  void close() {
    engine.close();
    v1.close();
    v2.close();
  }

  private HttpRequest get() {
    return HttpRequest.newBuilder(v1.uri().resolve("/orders")).build();
  }

  private List<String> differences() throws InterruptedException {
    assertThat(comparison.awaitIdle(PATIENCE)).isTrue();
    assertThat(engine.stats().internalErrors()).isZero();
    assertThat(comparison.pairs().compared()).isOne();
    return comparison.report().key().examples().stream().map(ExampleResult::path).toList();
  }

  @Test
  void theSameResponseIsNoDifference() throws Exception {
    MirroredCall call = engine.mirror(get());
    assertThat(call.isCompared()).isTrue();
    call.responded(200, TEXT, "three orders".getBytes(UTF_8));

    assertThat(differences()).isEmpty();
  }

  @Test
  void anotherBodyIsADifference() throws Exception {
    engine.mirror(get()).responded(200, TEXT, "two orders".getBytes(UTF_8));

    assertThat(differences()).isNotEmpty();
  }

  @Test
  void aResponseIsTakenAsItsPartsAreWritten() throws Exception {
    BodyTap body = engine.mirror(get()).responding(200, TEXT);
    assertThat(body.isRead()).isTrue();
    body.write("three ".getBytes(UTF_8), 0, 6);
    body.write("orders".getBytes(UTF_8), 0, 6);
    body.complete();

    assertThat(differences()).isEmpty();
  }

  @Test
  void aResponseThatIsCutOffIsNotComparedAsIfItWereWhole() throws Exception {
    BodyTap body = engine.mirror(get()).responding(200, TEXT);
    body.write("three orders".getBytes(UTF_8), 0, 12);
    body.fail(new IOException("reset"));

    assertThat(comparison.awaitIdle(PATIENCE)).isTrue();
    assertThat(comparison.report().key().fields()).isEmpty();
  }

  /** A caller need not read to the end where there is nothing to read. */
  @ParameterizedTest
  @CsvSource({"GET, 204, 0", "GET, 304, 0", "HEAD, 200, 12", "GET, 200, 0"})
  void aResponseWithoutBodyIsWholeHoweverItIsClosed(String method, int status, long length)
      throws Exception {
    v2.respond(status, "");
    HttpRequest request =
        HttpRequest.newBuilder(v1.uri().resolve("/orders"))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    BodyTap body =
        engine
            .mirror(request)
            .responding(status, Map.of("content-length", List.of(String.valueOf(length))));
    body.reading(InputStream.nullInputStream()).close();

    assertThat(comparison.awaitIdle(PATIENCE)).isTrue();
    assertThat(comparison.pairs().compared()).as("%s", comparison.pairs()).isOne();
    assertThat(comparison.report().key().examples()).noneMatch(e -> e.path().equals("body"));
  }

  @Test
  void aFailureIsNoResponse() throws Exception {
    engine.mirror(get()).failed(new IOException("reset"));

    assertThat(comparison.awaitIdle(PATIENCE)).isTrue();
    assertThat(comparison.pairs().selected()).isOne();
  }

  @Test
  void aCancelledCallIsLost() throws Exception {
    engine.mirror(get()).cancelled();

    assertThat(comparison.awaitIdle(PATIENCE)).isTrue();
    assertThat(comparison.pairs().lost()).containsEntry(LossReason.PRIMARY_CANCELLED, 1L);
  }

  @Test
  void aCallThatNobodyEndsIsLost() throws Exception {
    MirroredCall call = engine.mirror(get());
    assertThat(engine.awaitIdle(PATIENCE)).isTrue();
    later.set(Duration.ofMinutes(2).toNanos());

    assertThat(comparison.awaitIdle(PATIENCE)).isTrue();
    assertThat(comparison.pairs().lost()).hasSize(1);
    assertThat(call.responding(200, TEXT).isRead()).as("too late").isFalse();
  }

  /** A tap that nobody completes must not hold the pair for ever. */
  @Test
  void aResponseThatNobodyCompletesIsLost() throws Exception {
    BodyTap body = engine.mirror(get()).responding(200, TEXT);
    body.write("three ".getBytes(UTF_8), 0, 6);
    assertThat(engine.awaitIdle(PATIENCE)).isTrue();
    later.set(Duration.ofMinutes(2).toNanos());

    assertThat(comparison.awaitIdle(PATIENCE)).isTrue();
    assertThat(comparison.pairs().lost()).containsEntry(LossReason.PRIMARY_NOT_READ, 1L);
    assertThat(FaultResources.await(() -> engine.stats().bufferedBytes() == 0)).isTrue();
  }

  /** A servlet may write before its status is final. */
  @Test
  void aBodyIsKeptUntilItsHeadIsFinal() throws Exception {
    MirroredCall call = engine.mirror(get());
    assertThat(engine.awaitIdle(PATIENCE)).isTrue();
    long ofV2 = engine.stats().bufferedBytes();
    BodyTap kept = call.keeping();
    assertThat(kept.isRead()).isTrue();
    kept.write("two ".getBytes(UTF_8), 0, 4);
    assertThat(engine.stats().bufferedBytes()).as("counted").isGreaterThan(ofV2);

    BodyTap again = call.keeping();
    assertThat(engine.stats().bufferedBytes()).as("given back").isEqualTo(ofV2);
    kept.write("orders".getBytes(UTF_8), 0, 6);
    again.write("three ".getBytes(UTF_8), 0, 6);
    again.write("orders".getBytes(UTF_8), 0, 6);
    call.responded(200, TEXT, again);
    again.write("!".getBytes(UTF_8), 0, 1);

    assertThat(differences()).isEmpty();
    assertThat(FaultResources.await(() -> engine.stats().bufferedBytes() == 0)).isTrue();
  }

  @Test
  void aKeptBodyThatDiffersIsADifference() throws Exception {
    MirroredCall call = engine.mirror(get());
    BodyTap kept = call.keeping();
    kept.write("two orders".getBytes(UTF_8), 0, 10);
    call.responded(200, TEXT, kept);

    assertThat(differences()).isNotEmpty();
  }

  @Test
  void anEmptyKeptBodyIsABody() throws Exception {
    v2.respond(200, "");
    MirroredCall call = engine.mirror(get());
    call.responded(200, Map.of(), call.keeping());

    assertThat(differences()).isEmpty();
  }

  static Stream<BiConsumer<MirroredCall, BodyTap>> notKept() {
    return Stream.of(
        (call, kept) -> {
          kept.fail(new IOException("not seen"));
          call.responded(200, TEXT, kept);
        },
        (call, kept) -> call.responded(200, TEXT, new BodyTap()),
        (call, kept) -> {
          var unused = call.keeping();
          call.responded(200, TEXT, kept);
        },
        (call, kept) -> {
          kept.write(new byte[300 * 1024], 0, 300 * 1024);
          call.responded(200, TEXT, kept);
        },
        (call, kept) -> call.failed(new IOException("reset")),
        (call, kept) -> call.cancelled());
  }

  /** And its memory is given back. */
  @ParameterizedTest
  @MethodSource("notKept")
  void whatWasNotKeptAsAWholeIsNotCompared(BiConsumer<MirroredCall, BodyTap> end) throws Exception {
    MirroredCall call = engine.mirror(get());
    BodyTap kept = call.keeping();
    kept.write("three ".getBytes(UTF_8), 0, 6);
    end.accept(call, kept);

    assertThat(comparison.awaitIdle(PATIENCE)).isTrue();
    assertThat(comparison.pairs().selected()).isOne();
    assertThat(comparison.report().key().fields()).isEmpty();
    assertThat(FaultResources.await(() -> engine.stats().bufferedBytes() == 0)).isTrue();
    assertThat(engine.stats().internalErrors()).isZero();
  }

  /** A servlet that never ends must not hold memory for ever. */
  @Test
  void aKeptBodyOfACallThatNobodyEndsIsGivenBack() throws Exception {
    MirroredCall call = engine.mirror(get());
    BodyTap kept = call.keeping();
    kept.write("three orders".getBytes(UTF_8), 0, 12);
    assertThat(engine.awaitIdle(PATIENCE)).isTrue();
    later.set(Duration.ofMinutes(2).toNanos());

    assertThat(comparison.awaitIdle(PATIENCE)).isTrue();
    assertThat(FaultResources.await(() -> engine.stats().bufferedBytes() == 0)).isTrue();
    assertThat(call.keeping().isRead()).as("too late").isFalse();
    call.responded(200, TEXT, kept);
    assertThat(engine.stats().internalErrors()).isZero();
  }

  @Test
  void aKeptBodyFindsNoRoomWithoutMemory() throws Exception {
    try (MirrorEngine small = engine(Comparison.withoutBaseline().build(), 64 * 1024)) {
      MirroredCall call = small.mirror(get());
      BodyTap kept = call.keeping();
      kept.write(new byte[60 * 1024], 0, 60 * 1024);

      assertThat(small.stats().bufferedBytes()).as("v2's response at most").isLessThan(60 * 1024);
      call.responded(200, TEXT, kept);
      MirrorComparison its = small.comparisons().getFirst();
      assertThat(its.awaitIdle(PATIENCE)).isTrue();
      assertThat(its.report().key().fields()).isEmpty();
    }
  }

  @Test
  void nothingIsKeptOfAResponseThatIsNotCompared() {
    try (MirrorEngine other =
        MirrorEngine.builder()
            .rules(
                RouteRule.builder("to-v2")
                    .destination("*")
                    .mirror(Mirror.to(v2.uri()).name("v2"))
                    .build())
            .build()) {
      MirroredCall call = other.mirror(get());
      BodyTap kept = call.keeping();
      assertThat(kept.isRead()).isFalse();
      kept.write(new byte[1], 0, 1);
      call.responded(200, TEXT, kept);
      assertThat(other.stats().bufferedBytes()).isZero();
    }
  }

  /**
   * Where the request was addressed. In a process of its own: all engines of a process share the
   * baselines of a second.
   */
  @Test
  void aBaselineGoesToTheUriOfTheRequest() throws Exception {
    String uri = v1.uri().resolve("/orders").toString();
    String said =
        FaultProcess.run(DescribedBaselineProcess.class, PATIENCE, uri, v2.uri().toString());

    assertThat(said).contains("pairs settled");
    assertThat(v1.requests()).extracting(RecordedCopy::target).containsOnly("/orders");
  }
}
