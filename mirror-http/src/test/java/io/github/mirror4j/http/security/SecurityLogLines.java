package io.github.mirror4j.http.security;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FaultEcho;
import io.github.mirror4j.http.fixture.FaultResources;
import io.github.mirror4j.http.fixture.FaultServer;
import io.github.mirror4j.http.fixture.RawServer;
import io.github.mirror4j.http.fixture.SecurityAnyClient;
import io.github.mirror4j.rule.Credentials;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** A process that logs all it can: every kind of fault, with secrets everywhere in its requests. */
public final class SecurityLogLines {

  private static final URI REFUSING = URI.create("http://127.0.0.1:1");
  private static final AtomicLong CLOCK = new AtomicLong();

  private SecurityLogLines() {}

  /** Lines are written once a minute at most: so each reading is some minutes after the last. */
  private static long later() {
    return CLOCK.addAndGet(Duration.ofMinutes(2).toNanos());
  }

  /** Sends requests to all kinds of mirrors. */
  public static void main(String[] arguments) throws Exception {
    try (FaultEcho primary = new FaultEcho();
        HttpClient plain = HttpClient.newHttpClient()) {
      for (FaultServer fault :
          List.of(
              FaultServer.HEALTHY,
              FaultServer.RESETS_AFTER_HEAD,
              FaultServer.GARBAGE,
              FaultServer.HANGS_BEFORE_HEADERS,
              FaultServer.RESPONDS_500)) {
        try (RawServer mirror = fault.start()) {
          Mirror to = Mirror.to(mirror.uri()).timeout(timeout(fault));
          send(plain, primary, to);
          send(plain, primary, to.bodyLimit(1));
        }
      }
      send(plain, primary, Mirror.to(REFUSING));
      send(plain, primary, Mirror.to("nowhere"));
    }
    hostile();
    System.err.println("END OF LOG");
    // What is logged is logged by threads of its own, which nobody waits for.
    boolean quiet = FaultResources.await(() -> FaultResources.libraryThreads() == 0);
    System.err.println(quiet ? "quiet" : "not quiet");
  }

  /** Only what hangs is to run out of time, however busy the machine is. */
  private static Duration timeout(FaultServer fault) {
    return fault == FaultServer.HANGS_BEFORE_HEADERS
        ? Duration.ofMillis(100)
        : Duration.ofSeconds(10);
  }

  private static void send(HttpClient plain, FaultEcho primary, Mirror mirror) throws Exception {
    MirroringHttpClient client =
        MirroringHttpClient.builder(plain)
            .rules(
                RouteRule.builder("r")
                    .destination("*")
                    .mirror(mirror.credentials(Credentials.STRIP))
                    .build())
            .registry(
                service -> {
                  throw new IllegalStateException("SECRET of the registry");
                })
            .maxConcurrentCopies(2)
            .nanoTime(SecurityLogLines::later)
            .build();
    for (int i = 0; i < 4; i++) {
      HttpRequest request =
          HttpRequest.newBuilder(primary.uri("/SECRET-path?q=SECRET-query"))
              .header("Authorization", "Bearer SECRET")
              .header("Cookie", "c=SECRET")
              .header("X-A", "SECRET")
              .POST(BodyPublishers.ofString("SECRET body"))
              .build();
      client.send(request, BodyHandlers.discarding());
    }
    boolean idle = client.engine().awaitIdle(Duration.ofSeconds(20));
    System.err.println(idle ? "idle" : "not idle");
  }

  private static void hostile() throws Exception {
    try (MirroringHttpClient client =
        MirroringHttpClient.builder(new SecurityAnyClient())
            .rules(RouteRule.builder("r").destination("*").mirror(Mirror.to(REFUSING)).build())
            .nanoTime(SecurityLogLines::later)
            .build()) {
      for (HttpRequest request :
          List.of(
              new SecurityRequest("GET", "http://h/", null),
              new SecurityRequest("SECRET\r\nINJECTED", "http://h/", Map.of()),
              new SecurityRequest("GET", "http://h/", Map.of("X-A", List.of("SECRET\r\nINJECTED"))),
              new SecurityRequest("GET", "http://h/", Map.of("SECRET\nINJECTED", List.of("a"))))) {
        client.send(request, BodyHandlers.discarding());
      }
      boolean idle = client.engine().awaitIdle(Duration.ofSeconds(20));
      System.err.println(idle ? "idle" : "not idle");
    }
  }
}
