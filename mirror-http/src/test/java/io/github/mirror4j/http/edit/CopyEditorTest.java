package io.github.mirror4j.http.edit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.edit.BearerToken;
import io.github.mirror4j.edit.JsonMask;
import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.http.fixture.RecordingServer.Recorded;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.FailureCause;
import io.github.mirror4j.http.stats.MirrorCounts;
import io.github.mirror4j.rule.CopyDraft;
import io.github.mirror4j.rule.CopyEditor;
import io.github.mirror4j.rule.Mirror;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Code of the user's may change each copy before it is sent. */
class CopyEditorTest {

  private final RecordingServer primary = RecordingServer.responding("primary");
  private final RecordingServer mirror = RecordingServer.responding("mirror");

  @AfterEach
  void close() {
    primary.close();
    mirror.close();
  }

  @Test
  void theEditorSeesTheCopyAsItWouldBeSent() throws Exception {
    AtomicReference<CopyDraft> seen = new AtomicReference<>();
    AtomicReference<String> body = new AtomicReference<>();
    AtomicReference<Thread> thread = new AtomicReference<>();
    CopyEditor editor =
        draft -> {
          seen.set(draft);
          body.set(new String(draft.body()));
          thread.set(Thread.currentThread());
          return draft;
        };
    HttpRequest request =
        HttpRequest.newBuilder(primary.uri("/orders?id=1"))
            .header("Authorization", "Bearer of-production")
            .header("X-Tenant", "acme")
            .POST(BodyPublishers.ofString("body"))
            .build();
    try (MirroringHttpClient client = client(m -> m.setHeader("X-Env", "test"), editor)) {
      client.send(request, BodyHandlers.discarding());
      Fixtures.settled(client);
    }
    assertThat(seen.get().method()).isEqualTo("POST");
    assertThat(seen.get().uri()).isEqualTo(mirror.uri("/orders?id=1"));
    assertThat(seen.get().headers())
        .containsEntry("x-tenant", List.of("acme"))
        .containsEntry("X-Env", List.of("test"))
        .containsEntry("x-mirror4j", List.of(Fixtures.RULE))
        .doesNotContainKey("authorization");
    assertThat(body.get()).isEqualTo("body");
    assertThat(thread.get().getName()).startsWith("mirror4j-edit-");
    assertThat(thread.get().isVirtual()).isFalse();
  }

  @Test
  void whatItReturnsIsSentAndThePrimaryIsUntouched() throws Exception {
    CopyEditor editor =
        draft ->
            draft
                .withMethod("PUT")
                .withUri(URI.create("/v2" + draft.uri().getRawPath() + "?tenant=lab"))
                .withHeader("Authorization", "Bearer of-v2")
                .withAddedHeader("X-Tag", "b")
                .withoutHeader("X-Secret")
                .withBody("masked".getBytes());
    HttpRequest request =
        HttpRequest.newBuilder(primary.uri("/orders"))
            .header("X-Tag", "a")
            .header("X-Secret", "s")
            .POST(BodyPublishers.ofString("private"))
            .build();
    Recorded copy = send(request, editor);

    assertThat(copy.method()).isEqualTo("PUT");
    assertThat(copy.target()).isEqualTo("/v2/orders?tenant=lab");
    assertThat(copy.header("Authorization")).isEqualTo("Bearer of-v2");
    assertThat(copy.headers().get("X-tag")).containsExactly("a", "b");
    assertThat(copy.header("X-secret")).isNull();
    assertThat(copy.body()).asString().isEqualTo("masked");
    Recorded original = primary.requests().get(0);
    assertThat(original.method()).isEqualTo("POST");
    assertThat(original.body()).asString().isEqualTo("private");
    assertThat(original.header("X-secret")).isEqualTo("s");
  }

  static Stream<Arguments> bodies() {
    CopyEditor none = draft -> draft.withBody(new byte[0]);
    CopyEditor inPlace =
        draft -> {
          draft.body()[0] = 'X';
          return draft;
        };
    CopyEditor longer = draft -> draft.withBody("y".repeat(50_000).getBytes());
    return Stream.of(
        Arguments.of("body", none, ""),
        Arguments.of("body", inPlace, "Xody"),
        Arguments.of("", longer, "y".repeat(50_000)),
        Arguments.of("z".repeat(100_000), longer, "y".repeat(50_000)),
        Arguments.of("body", (CopyEditor) draft -> draft.withHeader("a", "b"), "body"),
        Arguments.of("", (CopyEditor) draft -> draft, ""));
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void bodiesMayGrowShrinkAndBeChangedInPlace(String given, CopyEditor editor, String sent)
      throws Exception {
    Recorded copy = send(Fixtures.post(primary.uri("/"), given), editor);
    assertThat(copy.body()).asString().isEqualTo(sent);
    assertThat(copy.header("Content-length")).isEqualTo("" + sent.length());
    assertThat(primary.requests().get(0).body()).asString().isEqualTo(given);
  }

  @Test
  void aRequestWithoutBodyMayGetOne() throws Exception {
    Recorded copy =
        send(
            Fixtures.get(primary.uri("/")),
            draft -> draft.withMethod("POST").withBody("new".getBytes()));
    assertThat(copy.body()).asString().isEqualTo("new");
  }

  @Test
  void authorityMarkAndConnectionStayOurs() throws Exception {
    CopyEditor editor =
        draft ->
            draft
                .withUri(URI.create("http://production.example.com:1/other"))
                .withHeader("Host", "production.example.com")
                .withHeader("X-Mirror4J", "forged")
                .withHeader("Content-Length", "1")
                .withHeader("Connection", "close")
                .withHeader("Expect", "100-continue");
    Recorded copy = send(Fixtures.post(primary.uri("/"), "body"), editor);

    assertThat(copy.target()).isEqualTo("/other");
    assertThat(copy.header("Host")).isEqualTo(mirror.uri().getAuthority());
    assertThat(copy.header("X-mirror4j")).isEqualTo(Fixtures.RULE);
    assertThat(copy.header("Content-length")).isEqualTo("4");
    assertThat(copy.header("Expect")).isNull();
  }

  @Test
  void theMarkCannotBeRemoved() throws Exception {
    Recorded copy =
        send(Fixtures.get(primary.uri("/")), draft -> draft.withoutHeader("x-mirror4j"));
    assertThat(copy.header("X-mirror4j")).isEqualTo(Fixtures.RULE);
  }

  @Test
  void aCopyThatTheEditorWithholdsIsNoLoss() throws Exception {
    try (MirroringHttpClient client =
        client(m -> m, draft -> draft.uri().getPath().equals("/private") ? null : draft)) {
      client.send(Fixtures.get(primary.uri("/private")), BodyHandlers.discarding());
      client.send(Fixtures.post(primary.uri("/private"), "body"), BodyHandlers.discarding());
      client.send(Fixtures.get(primary.uri("/public")), BodyHandlers.discarding());

      MirrorCounts counts = Fixtures.settled(client);
      assertThat(counts.withheld()).isEqualTo(2);
      assertThat(counts.completedInTotal()).isEqualTo(1);
      assertThat(counts.droppedInTotal() + counts.failedInTotal()).isZero();
    }
  }

  @Test
  void anEditorThatThrowsCostsItsCopyAlone() throws Exception {
    CopyEditor editor =
        draft -> {
          throw new java.io.IOException("the cause of " + draft.uri());
        };
    try (RecordingServer other = RecordingServer.responding("other");
        MirroringHttpClient client =
            Fixtures.mirroring(
                    Mirror.to(mirror.uri()).name("m").edit(editor),
                    Mirror.to(other.uri()).name("other"))
                .build()) {
      for (int i = 0; i < 20; i++) {
        assertThat(
                client.send(Fixtures.post(primary.uri("/"), "b"), BodyHandlers.ofString()).body())
            .isEqualTo("primary");
      }
      MirrorCounts counts = Fixtures.settled(client);
      assertThat(counts.failed()).isEqualTo(Map.of(FailureCause.EDITOR_FAILED, 20L));
      assertThat(counts.completedInTotal()).isEqualTo(20);
      assertThat(mirror.requests()).isEmpty();
      String status = client.engine().status().toText();
      assertThat(status).contains("java.io.IOException").doesNotContain("the cause of");
    }
  }

  static Stream<CopyEditor> invalid() {
    return Stream.of(
        draft -> draft.withMethod("a b"),
        draft -> draft.withMethod("CONNECT"),
        draft -> draft.withHeader("a b", "c"),
        draft -> draft.withHeader("a", "b\r\nX-Mirror4J: none"),
        draft -> draft.withUri(URI.create("mailto:a@b")),
        draft -> draft.withUri(URI.create("relative")));
  }

  @ParameterizedTest
  @MethodSource("invalid")
  void whatIsNoRequestIsNotSent(CopyEditor editor) throws Exception {
    try (MirroringHttpClient client = client(m -> m, editor)) {
      client.send(Fixtures.get(primary.uri("/")), BodyHandlers.discarding());
      assertThat(Fixtures.settled(client).failed(FailureCause.INVALID_REQUEST)).isEqualTo(1);
      assertThat(mirror.requests()).isEmpty();
    }
  }

  @Test
  void aBodyThatBecomesTooLargeIsNotSent() throws Exception {
    try (MirroringHttpClient client =
        client(m -> m.bodyLimit(100), draft -> draft.withBody(new byte[101]))) {
      client.send(Fixtures.post(primary.uri("/"), "body"), BodyHandlers.discarding());
      assertThat(Fixtures.settled(client).dropped(DropReason.BODY_TOO_LARGE)).isEqualTo(1);
    }
  }

  @Test
  void bodiesOfEditorsAreWithinTheMemory() throws Exception {
    try (MirroringHttpClient client =
        Fixtures.mirroring(
                Mirror.to(mirror.uri())
                    .edit(
                        draft -> {
                          try {
                            return draft.withBody(draft.body().clone());
                          } catch (RuntimeException e) {
                            return draft; // It is dropped nevertheless.
                          }
                        }))
            .bodyMemory(100_000)
            .build()) {
      client.send(
          Fixtures.post(primary.uri("/"), BodyPublishers.ofByteArray(new byte[30_000])),
          BodyHandlers.discarding());
      assertThat(Fixtures.settled(client).completedInTotal()).isEqualTo(1);
      client.send(
          Fixtures.post(primary.uri("/"), BodyPublishers.ofByteArray(new byte[40_000])),
          BodyHandlers.discarding());
      client.send(
          Fixtures.post(primary.uri("/"), BodyPublishers.ofByteArray(new byte[60_000])),
          BodyHandlers.discarding());
      assertThat(Fixtures.settled(client).dropped(DropReason.MEMORY_FULL)).isEqualTo(2);
    }
  }

  @Test
  void editorsMayBeJoined() throws Exception {
    CopyEditor editor =
        BearerToken.from(() -> "of-v2", Duration.ofMinutes(5)).andThen(JsonMask.of("$.**.email"));
    HttpRequest request =
        HttpRequest.newBuilder(primary.uri("/"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"a\": 1, \"to\": {\"email\": \"me@example.com\"}}"))
            .build();
    Recorded copy = send(request, editor);
    assertThat(copy.header("Authorization")).isEqualTo("Bearer of-v2");
    assertThat(copy.body()).asString().isEqualTo("{\"a\": 1, \"to\": {\"email\": \"***\"}}");
  }

  @Test
  void anEditedCopyMayWaitForTheResponse() throws Exception {
    try (MirroringHttpClient client =
        client(
            m -> m.afterResponse().primaryHeaders(),
            draft -> draft.withHeader("X-Seen", draft.header("X-Mirror4J-Primary-Status").get()))) {
      client.send(Fixtures.post(primary.uri("/"), "body"), BodyHandlers.discarding());
      Fixtures.settled(client);
      assertThat(mirror.requests().get(0).header("X-seen")).isEqualTo("200");
    }
  }

  private Recorded send(HttpRequest request, CopyEditor editor) throws Exception {
    try (MirroringHttpClient client = client(m -> m, editor)) {
      assertThat(client.send(request, BodyHandlers.ofString()).body()).isEqualTo("primary");
      assertThat(Fixtures.settled(client).completedInTotal()).isEqualTo(1);
    }
    return mirror.requests().get(0);
  }

  private MirroringHttpClient client(UnaryOperator<Mirror> settings, CopyEditor editor) {
    return Fixtures.mirroring(settings.apply(Mirror.to(mirror.uri()).name("m").edit(editor)))
        .build();
  }
}
