package io.github.mirror4j.http.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.http.fixture.StandardError;
import io.github.mirror4j.http.testkit.Fault;
import io.github.mirror4j.http.testkit.FaultMirror;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** What is lost is logged: a line a minute and mirror, with numbers and the setting to look at. */
@ResourceLock(Resources.SYSTEM_ERR)
class DropLogTest {

  private static final AtomicInteger TESTS = new AtomicInteger();

  /** Of each test its own: a client that was closed before may write its last line only now. */
  private final String rule = "test-" + TESTS.incrementAndGet();

  private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 5);
  private final StandardError log = new StandardError();
  private final RecordingServer primary = RecordingServer.responding("ok");
  private final RecordingServer mirror = RecordingServer.responding("ok");

  @AfterEach
  void close() {
    log.close();
    primary.close();
    mirror.close();
  }

  @Test
  void oneLineAMinuteWithTheNumberAndTheSetting() throws Exception {
    try (MirroringHttpClient client = client(Mirror.to(mirror.uri()).name("m"))) {
      post(client, "four");
      assertThat(log.next(rule))
          .endsWith(
              "WARN io.github.mirror4j.http.MirroringHttpClient - Mirrored copies (callers are not"
                  + " affected), %s -> m so far:".formatted(rule)
                  + " 1 dropped: BODY_TOO_LARGE (bodyLimit 3 bytes, or the mirror's own)");
      for (int i = 0; i < 10; i++) {
        post(client, "four");
      }
      nanoTime.addAndGet(Duration.ofSeconds(60).toNanos() - 1);
      post(client, "four");
      nanoTime.addAndGet(1);
      post(client, "four");

      assertThat(log.next(rule))
          .contains("since the last such line: 12 dropped: BODY_TOO_LARGE (bodyLimit 3 bytes");
      Fixtures.settled(client);
    }
    assertThat(log.rest()).noneMatch(line -> line.contains(rule));
  }

  @Test
  void closingTellsWhatWasLostSinceTheLastLine() throws Exception {
    try (MirroringHttpClient client = client(Mirror.to(mirror.uri()).name("m"))) {
      post(client, "four");
      assertThat(log.next(rule))
          .endsWith("so far: 1 dropped: BODY_TOO_LARGE (bodyLimit 3 bytes, or the mirror's own)");
      post(client, "four");
      post(client, "four");
    }
    assertThat(log.next(rule)).contains("since the last such line: 2 dropped");
  }

  @Test
  void endingAtOnceTellsToo() throws Exception {
    MirroringHttpClient client = client(Mirror.to(mirror.uri()).name("m"));
    post(client, "four");
    assertThat(log.next(rule)).contains("so far: 1 dropped");
    post(client, "four");
    client.shutdownNow();
    assertThat(log.next(rule)).contains("since the last such line: 1 dropped");
  }

  @Test
  void closingTellsAlsoOfRulesThatWereReplaced() throws Exception {
    try (MirroringHttpClient client = client(Mirror.to(mirror.uri()).name("m"))) {
      post(client, "four");
      assertThat(log.next(rule)).contains("so far: 1 dropped");
      post(client, "four");
      client.engine().replaceRules(List.of());
    }
    assertThat(log.next(rule)).contains("since the last such line: 1 dropped");
  }

  @Test
  void failuresAreCountedInTheSameLine() throws Exception {
    try (MirroringHttpClient client =
        client(Mirror.to(URI.create("http://127.0.0.1:1")).name("m"))) {
      CountDownLatch told = new CountDownLatch(2);
      client.engine().addListener((id, outcome, duration) -> told.countDown());
      post(client, "");
      assertThat(log.next(rule))
          .endsWith("1 failed: CONNECT (status() shows the host and the exceptions)");
      post(client, "");
      post(client, "four");
      // The log looks at its clock after the count, and before listeners are told.
      Fixtures.await(told);
      nanoTime.addAndGet(Duration.ofMinutes(1).toNanos());
      post(client, "four");
      assertThat(log.next(rule))
          .endsWith(
              "2 dropped: BODY_TOO_LARGE (bodyLimit 3 bytes, or the mirror's own);"
                  + " 1 failed: CONNECT (status() shows the host and the exceptions)");
    }
  }

  @Test
  void aTimeoutIsNamedAsTheSettingThatItIs() throws Exception {
    try (FaultMirror hanging = FaultMirror.of(Fault.HANGS);
        MirroringHttpClient client =
            settings(Mirror.to(hanging.uri()).name("m"))
                .copyTimeout(Duration.ofMillis(1))
                .build()) {
      post(client, "");
      assertThat(log.next(rule))
          .endsWith("so far: 1 timed out (copyTimeout PT0.001S, or the mirror's own)");
    }
  }

  @Test
  void whatIsMeantToHappenIsNotLogged() throws Exception {
    try (MirroringHttpClient client = client(Mirror.to(mirror.uri()).name("m"))) {
      post(client, "");
      client.engine().pause();
      post(client, "");
      Fixtures.settled(client);
    }
    assertThat(log.rest()).noneMatch(line -> line.contains(rule));
  }

  @Test
  void strippedCredentialsAreToldOnce() throws Exception {
    try (MirroringHttpClient client = client(Mirror.to(mirror.uri()).name("m"))) {
      send(client);
      send(client);
      Fixtures.settled(client);
    }
    assertThat(log.rest())
        .filteredOn(line -> line.contains("credentials"))
        .singleElement()
        .asString()
        .contains("INFO", rule + " -> m", "Mirror.credentials(..)", "credentialHeaders(..)");
  }

  @Test
  void nothingOfARequestIsLogged() throws Exception {
    Mirror broken =
        Mirror.to(mirror.uri())
            .name("broken")
            .rewritePath(io.github.mirror4j.rule.PathRewrite.regex("secret", "%"));
    Mirror gone = Mirror.to(URI.create("http://127.0.0.1:1")).name("gone");
    try (MirroringHttpClient client = client(broken, gone, Mirror.to(mirror.uri()).name("m"))) {
      send(client);
      post(client, "secret");
      Fixtures.settled(client);
      assertThat(log.until(rule + " -> broken so far", rule + " -> gone so far"))
          .noneMatch(line -> line.contains("secret"));
    }
    assertThat(log.rest()).noneMatch(line -> line.contains("secret"));
  }

  private void send(MirroringHttpClient client) throws Exception {
    client.send(
        HttpRequest.newBuilder(primary.uri("/secret?secret=1"))
            .header("Authorization", "secret")
            .header("X-Other", "secret")
            .build(),
        BodyHandlers.discarding());
  }

  private void post(MirroringHttpClient client, String body) throws Exception {
    client.send(
        Fixtures.post(primary.uri("/secret"), BodyPublishers.ofString(body)),
        BodyHandlers.discarding());
  }

  private MirroringHttpClient client(Mirror... mirrors) {
    return settings(mirrors).build();
  }

  private MirroringHttpClient.Builder settings(Mirror... mirrors) {
    RouteRule.Builder all = RouteRule.builder(rule).destination("*");
    List.of(mirrors).forEach(all::mirror);
    return MirroringHttpClient.builder(Fixtures.plain())
        .rules(all.build())
        .bodyLimit(3)
        .nanoTime(nanoTime::get);
  }
}
