package io.github.mirror4j.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mirror4j.http.fixture.FakeClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.rule.CopyHost;
import io.github.mirror4j.rule.InvalidConfigurationException;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong is refused by {@code build()}, all at once, with value and expectation. */
class SettingsTest {

  private static final Mirror MIRROR = Mirror.to(URI.create("http://m")).name("m");

  /** Sets something. */
  interface Change extends UnaryOperator<MirroringHttpClient.Builder> {}

  static Stream<Arguments> wrong() {
    String header =
        "(expected: the name of a header, perhaps with one '*' at its start or its end)";
    String mark = "(expected: the name of a header that requests may carry)";
    return Stream.of(
        with(b -> b.maxConcurrentCopies(0), "maxConcurrentCopies: 0 (expected: 1 to 10000)"),
        with(
            b -> b.maxConcurrentCopies(10_001),
            "maxConcurrentCopies: 10001 (expected: 1 to 10000)"),
        with(
            b -> b.maxConcurrentCopiesInTotal(0),
            "maxConcurrentCopiesInTotal: 0 (expected: 1 to 100000)"),
        with(b -> b.bodyLimit(-1), "bodyLimit: -1 (expected: 0 to 1073741824)"),
        with(b -> b.bodyLimit((1L << 30) + 1), "bodyLimit: 1073741825 (expected: 0 to 1073741824)"),
        with(b -> b.bodyMemory(-1), "bodyMemory: -1 (expected: at least 0)"),
        with(b -> b.responseLimit(-1), "responseLimit: -1 (expected: 0 to 1073741824)"),
        with(
            b -> b.responseBodyTimeout(Duration.ZERO),
            "responseBodyTimeout: PT0S (expected: PT0.001S to PT1H)"),
        with(b -> b.copyTimeout(Duration.ZERO), "copyTimeout: PT0S (expected: PT0.001S to PT1H)"),
        with(
            b -> b.copyTimeout(Duration.ofHours(2)),
            "copyTimeout: PT2H (expected: PT0.001S to PT1H)"),
        with(b -> b.slowStart(Duration.ofHours(2)), "slowStart: PT2H (expected: PT0S to PT1H)"),
        with(b -> b.maxWaitingCopies(0), "maxWaitingCopies: 0 (expected: 1 to 100000)"),
        with(
            b -> b.maxWaitingTime(Duration.ZERO),
            "maxWaitingTime: PT0S (expected: PT0.001S to PT1H)"),
        with(
            b -> b.evidenceFolder(Path.of("pom.xml/evidence")),
            "evidenceFolder: \"pom.xml/evidence\" (expected: a folder that may be written, or may be created)"),
        with(
            b -> b.evidenceInterval(Duration.ofMillis(999)),
            "evidenceInterval: PT0.999S (expected: PT1S to PT1H)"),
        with(
            b -> b.closeGrace(Duration.ofSeconds(-1)),
            "closeGrace: PT-1S (expected: PT0S to PT1M)"),
        with(b -> b.copyHeader("a b"), "copyHeader: \"a b\" " + mark),
        with(b -> b.copyHeader("Content-Length"), "copyHeader: \"Content-Length\" " + mark),
        with(b -> b.copyHeader("Transfer-Encoding"), "copyHeader: \"Transfer-Encoding\" " + mark),
        with(b -> b.credentialHeaders(""), "credentialHeaders: \"\" " + header),
        with(b -> b.credentialHeaders("Token:"), "credentialHeaders: \"token:\" " + header),
        with(
            b -> b.mirrorClient(following()),
            "mirrorClient.followRedirects: NORMAL (expected: NEVER)"),
        with(
            b ->
                b.mirrorSslContext(b.delegate.sslContext())
                    .mirrorClient(HttpClient.newHttpClient()),
            "mirrorSslContext: an SSLContext (expected: none beside a mirrorClient, which has its own)"),
        with(
            b -> b.mirrorClient(b.delegate),
            "mirrorClient: the wrapped client (expected: a client of its own)"),
        with(
            b -> b.rules(Fixtures.copyAll(MIRROR.setHeader("x-mirror4j", "1"))),
            "rule \"copy-all\".mirror \"m\".headerEdits: \"x-mirror4j\""
                + " (expected: a header other than the mark of copies)"),
        with(
            b -> b.rules(Fixtures.copyAll(MIRROR.host(CopyHost.ORIGINAL))),
            "rule \"copy-all\".mirror \"m\".host: ORIGINAL (expected: MIRROR, or a JVM started with"
                + " -Djdk.httpclient.allowRestrictedHeaders=host)"),
        with(
            b -> b.rules(Fixtures.copyAll(MIRROR.host(CopyHost.SHADOW_SUFFIX))),
            "rule \"copy-all\".mirror \"m\".host: SHADOW_SUFFIX (expected: MIRROR, or a JVM started"
                + " with -Djdk.httpclient.allowRestrictedHeaders=host)"),
        with(
            b -> b.rules(Fixtures.copyAll(Mirror.to("unknown"))),
            "rule \"copy-all\".mirror[0]: \"unknown\""
                + " (expected: a service with at least one such endpoint in the registry; no endpoint"
                + " of unknown is known: add one with registry(..); that of rule files, from their"
                + " ServiceEntries, is RuleDocuments.registry())"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("wrong")
  void eachHasItsMessage(Change change, String problem) {
    MirroringHttpClient.Builder builder =
        change.apply(MirroringHttpClient.builder(Fixtures.plain()));
    assertThatThrownBy(builder::build)
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessage("mirroring client: 1 problem\n  " + problem);
  }

  @Test
  void aMissingRuleIsNamed() {
    assertThatThrownBy(() -> MirrorEngine.builder().rules((RouteRule) null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("rule");
    assertThatThrownBy(() -> Mirror.to((String) null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("service");
  }

  @Test
  void whatTheMirrorClientMustNotShare() {
    FakeClient delegate = new FakeClient();
    HttpClient sharing =
        HttpClient.newBuilder()
            .cookieHandler(delegate.cookieHandler.orElseThrow())
            .authenticator(delegate.authenticator.orElseThrow())
            .build();
    assertThatThrownBy(() -> MirroringHttpClient.builder(delegate).mirrorClient(sharing).build())
        .hasMessage(
            "mirroring client: 2 problems\n"
                + "  mirrorClient.cookieHandler: the wrapped client's"
                + " (expected: the cookie handler of the primaries is not shared)\n"
                + "  mirrorClient.authenticator: the wrapped client's"
                + " (expected: the authenticator of the primaries is not shared)");
  }

  @Test
  void settingsAndRulesAreJudgedTogether() {
    MirroringHttpClient.Builder builder =
        MirroringHttpClient.builder(Fixtures.plain())
            .maxConcurrentCopies(0)
            .bodyLimit(-1)
            .mirrorClient(following())
            .rules(Fixtures.copyAll(Mirror.to("unknown")));
    assertThatThrownBy(builder::build)
        .isInstanceOfSatisfying(
            InvalidConfigurationException.class,
            e ->
                assertThat(e.problems())
                    .extracting(problem -> problem.path())
                    .containsExactly(
                        "maxConcurrentCopies",
                        "bodyLimit",
                        "mirrorClient.followRedirects",
                        "rule \"copy-all\".mirror[0]"));
  }

  @Test
  void theLimitsThemselvesAreAllowed() {
    MirroringHttpClient.Builder builder =
        MirroringHttpClient.builder(new FakeClient())
            .maxConcurrentCopies(10_000)
            .maxConcurrentCopiesInTotal(100_000)
            .bodyLimit(1 << 30)
            .bodyMemory(Long.MAX_VALUE)
            .responseLimit(1 << 30)
            .copyTimeout(Duration.ofMillis(1))
            .closeGrace(Duration.ZERO)
            .credentialHeaders("X-Api-Key");
    assertThatCode(() -> builder.build().close()).doesNotThrowAnyException();
  }

  @Test
  void nullIsRefusedAtOnce() {
    assertThatThrownBy(() -> MirroringHttpClient.wrap((HttpClient) null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("client");
    MirroringHttpClient.Builder builder = MirroringHttpClient.builder(new FakeClient());
    assertThatThrownBy(() -> builder.registry(null)).hasMessage("registry");
    assertThatThrownBy(() -> builder.copyTimeout(null)).hasMessage("copyTimeout");
    assertThatThrownBy(() -> builder.listener(null)).hasMessage("listener");
  }

  private static Arguments with(Change change, String problem) {
    return Arguments.of(change, problem);
  }

  private static HttpClient following() {
    return HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
  }
}
