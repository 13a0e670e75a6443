package io.github.mirror4j.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.stats.MirrorCounts;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What many tests need. */
final class Fixtures {

  /** Long enough for the slowest machine; a test that is green never waits that long. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  static final String RULE = "copy-all";

  private Fixtures() {}

  /** A rule that copies every request to every host. */
  static RouteRule copyAll(Mirror... mirrors) {
    RouteRule.Builder rule = RouteRule.builder(RULE).destination("*");
    for (Mirror mirror : mirrors) {
      rule.mirror(mirror);
    }
    return rule.build();
  }

  static RouteRule copyAll(URI mirror) {
    return copyAll(Mirror.to(mirror).name("m"));
  }

  /** A client that copies everything there. */
  static MirroringHttpClient mirroringTo(URI mirror) {
    return MirroringHttpClient.wrap(plain(), copyAll(mirror));
  }

  static MirroringHttpClient.Builder mirroring(Mirror... mirrors) {
    return MirroringHttpClient.builder(plain()).rules(copyAll(mirrors));
  }

  /** HTTP/1.1, so that what is on the wire is plain to read. */
  static HttpClient plain() {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  static HttpRequest get(URI uri) {
    return HttpRequest.newBuilder(uri).build();
  }

  static HttpRequest post(URI uri, BodyPublisher body) {
    return HttpRequest.newBuilder(uri).POST(body).build();
  }

  static HttpRequest post(URI uri, String body) {
    return post(uri, BodyPublishers.ofString(body));
  }

  /** The counts of all copies, once none is in flight. */
  static MirrorCounts settled(MirroringHttpClient client) throws InterruptedException {
    assertThat(client.engine().awaitIdle(PATIENCE)).as("idle").isTrue();
    MirrorCounts total = client.engine().stats().total();
    assertThat(total.ended()).as("ended").isEqualTo(total.selected());
    assertThat(total.inFlight()).as("in flight").isZero();
    assertThat(client.engine().stats().bufferedBytes()).as("held bytes").isZero();
    assertThat(client.engine().stats().internalErrors()).as("internal errors").isZero();
    return total;
  }

  static void await(CountDownLatch latch) throws InterruptedException {
    assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("happened").isTrue();
  }
}
