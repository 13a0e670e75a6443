package io.github.mirror4j.http.fault;

import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.ReadingClient;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.Mirror;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * The first mirrored calls of a process. The JVM notes which classes are loaded, and on which
 * thread.
 */
public final class FirstCallProcess {

  /** How the mirror gets its copies. */
  enum Kind {
    PLAIN,
    LIMITED,
    AFTER_RESPONSE,
    CHOSEN,
    COMPARED,
    /** Another client sends the requests. */
    DESCRIBED,
    DESCRIBED_AND_COMPARED;

    boolean isDescribed() {
      return this == DESCRIBED || this == DESCRIBED_AND_COMPARED;
    }
  }

  /** Loaded right before the calls. */
  static final class Before {
    private static void here() {}
  }

  /** Loaded right after the calls. */
  static final class After {
    private static void here() {}
  }

  private FirstCallProcess() {}

  public static void main(String[] arguments) throws Exception {
    Mirror nowhere = Mirror.to(URI.create("http://127.0.0.1:1")).name("m");
    Kind kind = Kind.valueOf(arguments[0]);
    Mirror mirror =
        switch (kind) {
          case PLAIN, DESCRIBED -> nowhere;
          case LIMITED -> nowhere.percentage(100).maxPerSecond(1000);
          case AFTER_RESPONSE -> nowhere.afterResponse();
          case CHOSEN -> Fixtures.afterAnyEnd(nowhere);
          case COMPARED, DESCRIBED_AND_COMPARED ->
              nowhere.compare(Comparison.withoutBaseline().methods("GET", "POST").build());
        };
    HttpClient delegate = new ReadingClient();
    HttpRequest get = Fixtures.get(URI.create("http://primary.invalid/"));
    HttpRequest post = Fixtures.post(URI.create("http://primary.invalid/"), "body");
    send(delegate, get, post);
    MirroringHttpClient client =
        MirroringHttpClient.builder(delegate)
            .rules(Fixtures.copyAll(mirror))
            .closeGrace(Duration.ZERO)
            .build();
    Class.forName(DescribedCall.class.getName()); // The callers' own.
    Before.here();
    if (kind.isDescribed()) {
      describe(client.engine());
    } else {
      send(client, get, post);
    }
    After.here();
    Runtime.getRuntime().halt(0);
  }

  private static void describe(MirrorEngine engine) throws IOException {
    for (int end = 0; end < DescribedCall.ENDS; end++) {
      new DescribedCall(engine, "http://primary.invalid/", "GET").end(end);
      new DescribedCall(engine, "http://primary.invalid/", "POST").end(end);
    }
  }

  private static void send(HttpClient client, HttpRequest get, HttpRequest post) throws Exception {
    client.send(get, BodyHandlers.discarding());
    client.send(post, BodyHandlers.discarding());
    client.sendAsync(get, BodyHandlers.discarding()).join();
    client.sendAsync(post, BodyHandlers.discarding()).join();
  }
}
