package io.github.mirror4j.http.described;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.BodyTap;
import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.http.MirroredCall;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.testkit.Fault;
import io.github.mirror4j.http.testkit.FaultMirror;
import io.github.mirror4j.http.testkit.RecordedCopy;
import io.github.mirror4j.http.testkit.RecordingMirror;
import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.PrimaryEdits;
import io.github.mirror4j.rule.RouteRule;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow.Subscriber;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A request that another client sends, or that a server received, is mirrored by its description.
 */
class MirroredCallTest {

  private static final URI V1 = URI.create("http://v1.example.com/orders?a=b");
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Map<String, List<String>> NONE = Map.of();

  private final RecordingMirror v2 = RecordingMirror.start();
  private final MirrorEngine engine = engine(v2.uri(), builder -> {});

  private static MirrorEngine engine(URI v2, Consumer<MirrorEngine.Builder> settings) {
    MirrorEngine.Builder builder =
        MirrorEngine.builder()
            .rules(
                RouteRule.builder("to-v2")
                    .destination("v1.example.com")
                    .mirror(Mirror.to(v2).name("v2"))
                    .build());
    settings.accept(builder);
    return builder.build();
  }

  @AfterEach
  void close() {
    engine.close();
    v2.close();
  }

  private static HttpRequest post(BodyPublisher body) {
    return HttpRequest.newBuilder(V1).header("X-Tenant", "blue").POST(body).build();
  }

  private RecordedCopy copy() throws InterruptedException {
    return v2.awaitRequests(1, PATIENCE).get(0);
  }

  private long dropped(DropReason reason) throws InterruptedException {
    assertThat(engine.awaitIdle(PATIENCE)).isTrue();
    assertThat(v2.requests()).isEmpty();
    assertThat(engine.stats().internalErrors()).isZero();
    return engine.stats().total().dropped(reason);
  }

  @Test
  void aRequestWithoutBodyIsCopiedAtOnce() throws Exception {
    MirroredCall call =
        engine.mirror(HttpRequest.newBuilder(V1).header("X-Tenant", "blue").build());

    assertThat(copy().target()).isEqualTo("/orders?a=b");
    assertThat(copy().header("X-Tenant")).hasValue("blue");
    assertThat(copy().header("X-Mirror4J")).isPresent();
    assertThat(copy().header("X-Forwarded-Host")).hasValue("v1.example.com");
    assertThat(call.isCompared()).isFalse();
    call.responded(200, NONE, new byte[0]);
    assertThat(engine.awaitIdle(PATIENCE)).isTrue();
    assertThat(engine.stats().total().completed(2)).isOne();
  }

  /** As other clients and servers have it. */
  @Test
  void aRequestIsDescribedByItsParts() throws Exception {
    BodyTap body = new BodyTap();
    Map<String, List<String>> headers =
        Map.of(
            "X-Tenant", List.of("blue", "green"),
            "X-Hop", List.of("this connection's"),
            "Connection", List.of("close, x-hop"),
            "Content-Length", List.of("7"),
            "Host", List.of("v1.example.com"),
            "Transfer-Encoding", List.of("chunked"));
    MirroredCall call = engine.mirror("PUT", V1.toString(), headers, body);
    body.write("abc".getBytes(UTF_8), 0, 3);
    body.complete();
    call.responded(200, NONE, new byte[0]);

    assertThat(copy().method()).isEqualTo("PUT");
    assertThat(copy().target()).isEqualTo("/orders?a=b");
    assertThat(copy().headers().allValues("X-Tenant")).containsExactly("blue", "green");
    assertThat(copy().header("X-Hop")).isEmpty();
    assertThat(copy().header("Content-Length")).isEmpty();
    assertThat(copy().header("X-Forwarded-Host")).hasValue("v1.example.com");
    assertThat(copy().bodyAsString()).isEqualTo("abc");
  }

  @Test
  void aTapOfLengthZeroIsNoBody() throws Exception {
    engine.mirror("GET", V1.toString(), NONE, new BodyTap(0));

    assertThat(copy().method()).isEqualTo("GET");
    assertThat(copy().body()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, http://v1.example.com/a|b, X-A, a",
    "GET, '', X-A, a",
    "GET, ftp://v1.example.com/, X-A, a",
    "G T, http://v1.example.com/, X-A, a",
    "CONNECT, http://v1.example.com/, X-A, a",
    "GET, http://v1.example.com/, ':path', /",
    "GET, http://v1.example.com/, X-A, 'a\\nb'",
  })
  void whatTheJdkCannotExpressIsNotMirrored(String method, String uri, String name, String value) {
    BodyTap body = new BodyTap();
    String broken = value.replace("\\n", "\n");
    MirroredCall call = engine.mirror(method, uri, Map.of(name, List.of(broken)), body);

    assertThat(body.isRead()).isFalse();
    assertThat(call.isCompared()).isFalse();
    call.failed(new IOException());
    assertThat(engine.stats().total().selected()).isZero();
    assertThat(engine.stats().internalErrors()).isZero();
  }

  @Test
  void headersOfAnOddClientDoNoHarm() throws Exception {
    Map<String, List<String>> odd = new HashMap<>();
    odd.put("X-Null", Collections.singletonList(null));
    odd.put("x-a", List.of("1"));
    odd.put("X-A", List.of("2"));
    odd.put("", List.of("3"));
    odd.put(null, List.of("HTTP/1.1 200 OK"));
    odd.put("Content-Length", List.of("many"));
    engine.mirror(post(new BodyTap())).responded(200, odd, new byte[0]);

    assertThat(engine.awaitIdle(PATIENCE)).isTrue();
    assertThat(engine.stats().total().dropped(DropReason.BODY_INCOMPLETE)).isOne();
    assertThat(engine.mirror("GET", V1.toString(), odd, new BodyTap(0)).isCompared()).isFalse();
    assertThat(engine.stats().internalErrors()).isZero();
  }

  @Test
  void aClosedEngineMirrorsNothing() throws Exception {
    engine.close();
    BodyTap body = new BodyTap();
    MirroredCall call = engine.mirror(post(body));

    assertThat(body.isRead()).isFalse();
    assertThat(call.isCompared()).isFalse();
    body.write(new byte[3], 0, 3);
    body.complete();
    assertThat(call.responding(200, NONE).isRead()).isFalse();
    engine.mirror(post(BodyPublishers.ofString("abc"))).cancelled();
    engine.mirror("GET", V1.toString(), NONE, new BodyTap(0)).failed(new IOException());
    assertThat(dropped(DropReason.CLOSED)).isEqualTo(3);
  }

  @Test
  void aPausedEngineMirrorsNothing() throws Exception {
    engine.pause();
    BodyTap body = new BodyTap();
    MirroredCall call = engine.mirror(post(body));

    assertThat(body.isRead()).isFalse();
    assertThat(call.isCompared()).isFalse();
    call.responded(200, NONE, new byte[0]);
    assertThat(dropped(DropReason.PAUSED)).isOne();

    engine.resume();
    engine.mirror(post(BodyPublishers.ofString("abc"))).responded(200, NONE, new byte[0]);
    assertThat(copy().bodyAsString()).isEqualTo("abc");
  }

  /** An upload that is too large is read no further. */
  @Test
  void whatNoCopyNeedsAnyMoreIsNotRead() throws Exception {
    BodyTap declared = new BodyTap(2 * 1024 * 1024);
    engine.mirror(post(declared));
    assertThat(declared.isRead()).isFalse();

    BodyTap unknown = new BodyTap();
    engine.mirror(post(unknown));
    unknown.write(new byte[2 * 1024 * 1024], 0, 2 * 1024 * 1024);
    assertThat(unknown.isRead()).isFalse();
  }

  @Test
  void bytesAreReadBeforeTheirOwnerChangesThem() throws Exception {
    byte[] body = "three orders".getBytes(UTF_8);
    engine.mirror(post(BodyPublishers.ofByteArray(body)));
    body[0] = 'X';

    assertThat(copy().bodyAsString()).isEqualTo("three orders");
    assertThat(copy().header("Content-Length")).hasValue("12");
  }

  @Test
  void aBodyIsTakenAsItsPartsAreWritten() throws Exception {
    BodyTap body = new BodyTap();
    assertThat(body.isRead()).isFalse();
    MirroredCall call = engine.mirror(post(body));
    assertThat(body.isRead()).isTrue();
    ByteBuffer part = ByteBuffer.wrap("three ".getBytes(UTF_8));
    body.write(part);
    assertThat(part.remaining()).as("left as it is").isEqualTo(6);
    byte[] more = "xorders".getBytes(UTF_8);
    body.write(more, 1, 6);
    more[1] = 'X';
    assertThat(v2.requests()).isEmpty();
    body.complete();

    assertThat(copy().bodyAsString()).isEqualTo("three orders");
    assertThat(copy().header("Transfer-Encoding")).hasValue("chunked");
    call.responded(200, NONE, new byte[0]);
  }

  @Test
  void aCopyDeclaresTheLengthThatWasDeclared() throws Exception {
    BodyTap body = new BodyTap(3);
    engine.mirror(post(body));
    body.write("abc".getBytes(UTF_8), 0, 3);
    body.complete();

    assertThat(copy().header("Content-Length")).hasValue("3");
  }

  /** A server may know the length and not wait for the end of the stream. */
  @Test
  void aDeclaredBodyIsWholeWithItsLastByte() throws Exception {
    BodyTap body = new BodyTap(3);
    MirroredCall call = engine.mirror(post(body));
    body.write("abc".getBytes(UTF_8), 0, 3);
    call.responding(200, NONE);

    assertThat(copy().bodyAsString()).isEqualTo("abc");
  }

  @Test
  void aTapOfAnEmptyBodyNeedsNoBytes() throws Exception {
    engine.mirror(post(new BodyTap(0)));

    assertThat(copy().body()).isEmpty();
  }

  /** Such as a stream that its reader blocks on. */
  @Test
  void aPublisherThatBlocksIsReadOnAThreadOfItsOwn() throws Exception {
    PipedOutputStream writer = new PipedOutputStream();
    InputStream stream = new PipedInputStream(writer);
    engine.mirror(post(BodyPublishers.ofInputStream(() -> stream)));
    writer.write("late".getBytes(UTF_8));
    writer.close();

    assertThat(copy().bodyAsString()).isEqualTo("late");
  }

  static Stream<Consumer<BodyTap>> incompleteBodies() {
    return Stream.of(
        body -> {},
        body -> body.write("ab".getBytes(UTF_8), 0, 2),
        body -> body.fail(new IOException("reset")),
        body -> {
          body.write("ab".getBytes(UTF_8), 0, 2);
          body.complete();
        },
        body -> {
          body.write("abcd".getBytes(UTF_8), 0, 4);
          body.complete();
        });
  }

  @ParameterizedTest
  @MethodSource("incompleteBodies")
  void aBodyThatIsNotWholeIsNotSent(Consumer<BodyTap> writing) throws Exception {
    BodyTap body = new BodyTap(3);
    MirroredCall call = engine.mirror(post(body));
    writing.accept(body);
    call.responding(200, NONE);

    assertThat(dropped(DropReason.BODY_INCOMPLETE)).isOne();
    assertThat(engine.stats().bufferedBytes()).isZero();
  }

  @Test
  void aBodyOverTheLimitIsDropped() throws Exception {
    engine.mirror(post(new BodyTap(2 * 1024 * 1024)));
    BodyTap unknown = new BodyTap();
    engine.mirror(post(unknown));
    unknown.write(new byte[2 * 1024 * 1024], 0, 2 * 1024 * 1024);
    engine.mirror(post(BodyPublishers.ofByteArray(new byte[2 * 1024 * 1024])));

    assertThat(dropped(DropReason.BODY_TOO_LARGE)).isEqualTo(3);
    assertThat(engine.stats().bufferedBytes()).isZero();
  }

  @Test
  void aCancelledCallIsDropped() throws Exception {
    engine.mirror(post(new BodyTap())).cancelled();

    assertThat(dropped(DropReason.PRIMARY_CANCELLED)).isOne();
  }

  static Stream<Throwable> failures() {
    return Stream.of(
        new IOException("reset"),
        new SocketTimeoutException("slow"),
        new NullPointerException("of the application"),
        new StackOverflowError());
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aFailedCallIsDropped(Throwable failure) throws Exception {
    engine.mirror(post(new BodyTap())).failed(failure);

    assertThat(dropped(DropReason.PRIMARY_FAILED)).isOne();
  }

  @Test
  void onlyTheFirstEndCounts() throws Exception {
    BodyTap body = new BodyTap(3);
    MirroredCall call = engine.mirror(post(body));
    call.cancelled();
    body.write("abc".getBytes(UTF_8), 0, 3);
    body.complete();
    call.responded(200, NONE, new byte[0]);
    call.failed(new IOException());

    assertThat(dropped(DropReason.PRIMARY_CANCELLED)).isOne();
  }

  @Test
  void aCallThatNobodyEndsIsGivenUp() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(V1).timeout(Duration.ofMillis(1)).POST(new BodyTap()).build();
    engine.mirror(request);

    assertThat(dropped(DropReason.BODY_INCOMPLETE)).isOne();
  }

  @Test
  void aCallThatNobodyEndsEndsWithMirroring() throws Exception {
    MirrorEngine other = engine(v2.uri(), builder -> builder.closeGrace(Duration.ZERO));
    other.mirror(post(new BodyTap()));

    other.close();

    assertThat(other.awaitIdle(PATIENCE)).isTrue();
    assertThat(other.stats().total().dropped(DropReason.CLOSED)).isOne();
  }

  @Test
  void whatIsMarkedAsACopyIsNotMirroredAgain() throws Exception {
    engine.mirror(HttpRequest.newBuilder(V1).header("X-Mirror4J", "a rule").build());

    assertThat(engine.stats().alreadyMirrored()).isOne();
    assertThat(engine.stats().total().selected()).isZero();
  }

  @Test
  void whatNoRuleSelectsCostsNothing() {
    BodyTap body = new BodyTap();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://elsewhere.example.com")).POST(body).build();
    MirroredCall call = engine.mirror(request);

    assertThat(body.isRead()).isFalse();
    body.write(new byte[1], 0, 1);
    body.complete();
    assertThat(call.isCompared()).isFalse();
    assertThat(call.responding(200, NONE).isRead()).isFalse();
    call.failed(new IOException());
  }

  @Test
  void credentialsStayInsideTheirService() throws Exception {
    engine.mirror(HttpRequest.newBuilder(V1).header("Authorization", "Bearer secret").build());

    assertThat(copy().header("Authorization")).isEmpty();
  }

  /** Rules that would route or change the primary still say what its copies carry. */
  @Test
  void aRuleCannotRouteOrChangeThePrimary() throws Exception {
    ServiceRegistry registry =
        ServiceRegistry.builder()
            .endpoint(
                "v1.example.com", Labels.of("version", "v1"), URI.create("http://127.0.0.1:1"))
            .build();
    try (MirrorEngine routing =
        MirrorEngine.builder()
            .registry(registry)
            .rules(
                RouteRule.builder("routed")
                    .destination("v1.example.com")
                    .route(Labels.of("version", "v1"), 100)
                    .primary(PrimaryEdits.none().setHeader("X-Tenant", "green"))
                    .mirror(Mirror.to(v2.uri()))
                    .build())
            .build()) {
      MirroredCall call = routing.mirror(post(BodyPublishers.ofString("abc")));
      call.responded(200, NONE, new byte[0]);

      assertThat(copy().bodyAsString()).isEqualTo("abc");
      assertThat(copy().header("X-Tenant")).hasValue("green");
    }
  }

  /** The worst that a caller may hand in. */
  static Stream<HttpRequest> brokenRequests() {
    return Stream.of(
        post(
            new BodyPublisher() {
              @Override
              public long contentLength() {
                throw new IllegalStateException("no length");
              }

              @Override
              public void subscribe(Subscriber<? super ByteBuffer> subscriber) {}
            }),
        post(
            BodyPublishers.fromPublisher(
                subscriber -> {
                  throw new IllegalStateException("no body");
                })),
        post(BodyPublishers.ofInputStream(() -> null)),
        post(BodyPublishers.fromPublisher(subscriber -> {}, 3)));
  }

  @ParameterizedTest
  @MethodSource("brokenRequests")
  void aBrokenPublisherCostsTheCopyAlone(HttpRequest request) throws Exception {
    engine.mirror(request).responded(200, NONE, new byte[0]);

    assertThat(engine.awaitIdle(PATIENCE)).isTrue();
    assertThat(engine.stats().total().droppedInTotal()).isOne();
    assertThat(v2.requests()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void aBrokenMirrorIsNotNoticed(Fault fault) throws Exception {
    try (FaultMirror broken = FaultMirror.of(fault);
        MirrorEngine other =
            engine(broken.uri(), builder -> builder.copyTimeout(Duration.ofMillis(500)))) {
      BodyTap body = new BodyTap();
      MirroredCall call = other.mirror(post(body));
      body.write(new byte[1000], 0, 1000);
      body.complete();
      call.responded(200, NONE, new byte[0]);
      other.mirror(HttpRequest.newBuilder(V1).build()).responded(200, NONE, new byte[0]);
      assertThat(other.awaitIdle(PATIENCE)).isTrue();
      assertThat(other.stats().total().selected()).isEqualTo(2);
      assertThat(other.stats().total().ended()).isEqualTo(2);
      assertThat(other.stats().internalErrors()).isZero();
    }
  }

  /** No more publishers that block are read at once than copies may be in flight. */
  @Test
  void publishersThatBlockAreBounded() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    BodyPublisher blocking =
        BodyPublishers.ofInputStream(
            () -> {
              try {
                end.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return InputStream.nullInputStream();
            });
    try (MirrorEngine small = engine(v2.uri(), builder -> builder.maxConcurrentCopiesInTotal(2))) {
      List<MirroredCall> calls =
          Stream.generate(() -> small.mirror(post(blocking))).limit(5).toList();
      assertThat(small.stats().total().dropped(DropReason.TOTAL_FULL)).isEqualTo(3);
      end.countDown();
      v2.awaitRequests(2, PATIENCE);
      calls.forEach(MirroredCall::cancelled);
    }
  }

  @Test
  void anInterruptStaysTheCallers() {
    Thread.currentThread().interrupt();
    engine.mirror(post(BodyPublishers.ofString("abc"))).cancelled();

    assertThat(Thread.interrupted()).isTrue();
  }
}
