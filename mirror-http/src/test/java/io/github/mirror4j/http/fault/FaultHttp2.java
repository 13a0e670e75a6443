package io.github.mirror4j.http.fault;

import io.github.mirror4j.http.fixture.Http2Server;
import io.github.mirror4j.http.fixture.Http2Wire;
import io.github.mirror4j.http.fixture.RawServer;
import java.io.IOException;
import java.util.Set;
import javax.net.ssl.SSLContext;

/** What a mirror may do wrong that has agreed to speak HTTP/2, and how copies to it may end. */
enum FaultHttp2 {
  HEALTHY(
      Set.of("2xx"),
      server -> {
        server.settings();
        for (int stream = server.awaitRequest(); stream > 0; stream = server.awaitRequest()) {
          server.acknowledge();
          server.respond(stream, true);
        }
      }),
  HANGS_AFTER_THE_HANDSHAKE(Set.of("timed out"), Http2Wire::ignoreAll),
  HANGS_BEFORE_RESPONDING(
      Set.of("timed out"),
      server -> {
        server.settings();
        server.ignoreAll();
      }),
  HANGS_AFTER_THE_HEADERS(
      Set.of("2xx"),
      server -> {
        server.settings();
        for (int stream = server.awaitRequest(); stream > 0; stream = server.awaitRequest()) {
          server.respond(stream, false);
        }
      }),
  ADMITS_NO_STREAMS(
      Set.of("dropped STREAM_LIMIT", "timed out"),
      server -> {
        server.settings(Http2Wire.MAX_CONCURRENT_STREAMS, 0);
        server.ignoreAll();
      }),
  NEVER_READS_ON(
      Set.of("timed out"),
      server -> {
        server.settings(Http2Wire.INITIAL_WINDOW_SIZE, 0);
        server.ignoreAll();
      }),
  RESETS_EACH_STREAM(
      Set.of("failed CONNECTION_LOST", "failed PROTOCOL"),
      server -> {
        server.settings();
        for (int stream = server.awaitRequest(); stream > 0; stream = server.awaitRequest()) {
          server.resetStream(stream, Http2Wire.INTERNAL_ERROR);
        }
      }),
  REFUSES_EACH_STREAM(
      Set.of("failed CONNECTION_LOST", "failed PROTOCOL", "failed CONNECT"),
      server -> {
        server.settings();
        for (int stream = server.awaitRequest(); stream > 0; stream = server.awaitRequest()) {
          server.resetStream(stream, Http2Wire.REFUSED_STREAM);
        }
      }),
  GOES_AWAY_AT_ONCE(
      Set.of("failed CONNECTION_LOST", "failed PROTOCOL", "failed CONNECT"),
      server -> {
        server.settings();
        server.goAway(0);
        server.ignoreAll();
      }),
  GOES_AWAY_AFTER_EACH_REQUEST(
      Set.of("failed CONNECTION_LOST", "failed PROTOCOL", "failed CONNECT", "timed out"),
      server -> {
        server.settings();
        server.goAway(server.awaitRequest());
      }),
  RESETS_THE_CONNECTION(
      Set.of("failed CONNECTION_LOST"),
      server -> {
        server.settings();
        server.awaitRequest();
        server.reset();
      }),
  GARBAGE(
      Set.of("failed CONNECTION_LOST", "failed PROTOCOL"),
      server -> {
        server.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".repeat(20));
        server.ignoreAll();
      }),
  ENDLESS_HEADERS(
      Set.of("failed CONNECTION_LOST", "failed PROTOCOL", "timed out"),
      server -> {
        server.settings();
        server.endlessHeaders(server.awaitRequest());
      }),
  /** What shares the connection with such a body waits in vain. */
  ENDLESS_BODY(
      Set.of("2xx", "failed CONNECTION_LOST", "failed PROTOCOL", "timed out"),
      server -> {
        server.settings();
        int stream = server.awaitRequest();
        server.respond(stream, false);
        server.endlessData(stream);
      }),
  FLOOD_OF_PINGS(
      Set.of("timed out", "failed CONNECTION_LOST"),
      server -> {
        server.settings();
        server.awaitRequest();
        server.endlessPings();
      }),
  PUSHES_UNASKED(
      Set.of("failed CONNECTION_LOST", "failed PROTOCOL", "timed out"),
      server -> {
        server.settings();
        int stream = server.awaitRequest();
        server.push(stream);
        server.ignoreAll();
      });

  private final Set<String> outcomes;
  private final Http2Server.Behaviour behaviour;

  FaultHttp2(Set<String> outcomes, Http2Server.Behaviour behaviour) {
    this.outcomes = outcomes;
    this.behaviour = behaviour;
  }

  /** Whether copies may have to be given up. */
  boolean hangs() {
    return outcomes.contains("timed out");
  }

  /** How copies may end that find room in the lane; each as text. */
  Set<String> outcomes() {
    return outcomes;
  }

  RawServer start(SSLContext context) throws IOException {
    return Http2Server.start(context, behaviour);
  }
}
