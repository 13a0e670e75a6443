package io.github.mirror4j.http.fault;

import io.github.mirror4j.http.BodyTap;
import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.http.fixture.FaultResources;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.rule.Mirror;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;

/**
 * The first copy of a process that is given up, because its primary never ends. The JVM notes which
 * classes are loaded.
 */
public final class FirstLookProcess {

  /** What the copy waits for. */
  enum Kind {
    BODY,
    RESPONSE
  }

  /** Loaded right before the request. */
  static final class Before {
    private static void here() {}
  }

  /** Loaded right after the copy was given up. */
  static final class After {
    private static void here() {}
  }

  private FirstLookProcess() {}

  public static void main(String[] arguments) throws Exception {
    Kind kind = Kind.valueOf(arguments[0]);
    Mirror nowhere = Mirror.to(URI.create("http://127.0.0.1:1")).name("m");
    MirrorEngine engine =
        MirrorEngine.builder()
            .rules(Fixtures.copyAll(kind == Kind.BODY ? nowhere : nowhere.afterResponse()))
            .maxWaitingTime(Duration.ofMillis(100))
            .build();
    engine.wrap(Fixtures.plain());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://primary.invalid/"))
            .timeout(Duration.ofMillis(100));
    if (kind == Kind.BODY) {
      request.POST(new BodyTap());
    }
    Before.here();
    engine.mirror(request.build());
    boolean isGivenUp = FaultResources.await(() -> engine.stats().total().droppedInTotal() == 1);
    After.here();
    System.out.println(isGivenUp ? "given up" : "not given up: " + engine.stats());
    Runtime.getRuntime().halt(0);
  }
}
