package io.github.mirror4j.http;

import java.io.IOException;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What a mirror may do wrong behind a connection, and how copies to it may end. */
enum FaultMirror {
  HEALTHY(Set.of("2xx"), server -> ok(server, "fine")),
  SLOW(
      Set.of("2xx"),
      server -> {
        FaultWire.readRequest(server);
        pass(20);
        // It says that it closes: a copy on a connection that is just being closed would fail.
        RawServer.write(
            server, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
      }),
  HANGS_BEFORE_HEADERS(
      Set.of("timed out"),
      server -> {
        FaultWire.readRequest(server);
        FaultWire.waitForClose(server);
      }),
  HANGS_IN_HEADERS(Set.of("timed out"), server -> sayAndHang(server, "HTTP/1.1 200 OK\r\nX-A: ")),
  HANGS_AFTER_HEADERS(
      Set.of("2xx"),
      server -> sayAndHang(server, "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n1234")),
  NEVER_READS(Set.of("timed out"), server -> new CountDownLatch(1).await(20, TimeUnit.SECONDS)),
  TRICKLES_HEADERS(
      Set.of("timed out"), server -> trickle(server, "HTTP/1.1 200 OK\r\nX-Slow: ", "a")),
  TRICKLES_BODY(
      Set.of("2xx"),
      server -> trickle(server, "HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n", "a")),
  TRICKLES_CHUNKS(
      Set.of("2xx"),
      server ->
          trickle(server, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "1\r\na\r\n")),
  RESETS_ON_ACCEPT(Set.of("failed CONNECTION_LOST", "failed CONNECT"), FaultWire::reset),
  RESETS_AFTER_HEAD(
      Set.of("failed CONNECTION_LOST"),
      server -> {
        RawServer.readHead(server);
        FaultWire.reset(server);
      }),
  RESETS_IN_HEADERS(Set.of("failed CONNECTION_LOST"), server -> sayAndReset(server, "HTTP/1.1 2")),
  RESETS_IN_ANSWER(
      Set.of("failed CONNECTION_LOST"),
      server -> sayAndReset(server, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n1234")),
  ENDS_ON_ACCEPT(Set.of("failed CONNECTION_LOST"), Socket::close),
  ENDS_IN_ANSWER(
      Set.of("failed CONNECTION_LOST"),
      server -> sayAndEnd(server, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n1234")),
  ENDS_AFTER_EACH_ANSWER(
      Set.of("2xx"),
      server ->
          sayAndEnd(server, "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok")),
  ENDS_AFTER_EACH_ANSWER_UNANNOUNCED(
      Set.of("2xx", "failed CONNECTION_LOST"),
      server -> sayAndEnd(server, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")),
  ANSWERS_TWICE(
      Set.of("2xx", "failed CONNECTION_LOST", "failed PROTOCOL"),
      server -> ok(server, "ok" + "HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n".repeat(2), 2)),
  GARBAGE(Set.of("failed PROTOCOL"), server -> sayAndEnd(server, "\0\1\2 what? \r\n\r\n\r\n\r\n")),
  GARBAGE_LENGTH(
      Set.of("failed PROTOCOL", "failed CONNECTION_LOST", "failed OTHER"),
      server -> sayAndEnd(server, "HTTP/1.1 200 OK\r\nContent-Length: -7\r\n\r\nabc")),
  GARBAGE_CHUNKS(
      Set.of("failed CONNECTION_LOST", "failed PROTOCOL"),
      server -> sayAndEnd(server, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n")),
  ENDLESS_STATUS_LINE(
      Set.of("failed PROTOCOL", "failed CONNECTION_LOST", "timed out"),
      server -> flood(server, "HTTP/1.1 200 ", "O".repeat(8_000))),
  ENDLESS_HEADERS(
      Set.of("failed PROTOCOL", "failed CONNECTION_LOST", "timed out"),
      server -> flood(server, "HTTP/1.1 200 OK\r\n", "X-A: b\r\n".repeat(1_000))),
  ENDLESS_BODY(
      Set.of("2xx"),
      server ->
          flood(
              server,
              "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
              "fa0\r\n" + "b".repeat(4_000) + "\r\n")),
  TEN_MEGABYTES(
      Set.of("2xx"),
      server -> {
        FaultWire.readRequest(server);
        RawServer.write(server, "HTTP/1.1 200 OK\r\nContent-Length: 10000000\r\n\r\n");
        for (int i = 0; i < 1_250; i++) {
          RawServer.write(server, "b".repeat(8_000));
        }
      }),
  FLOOD_OF_1XX(
      Set.of("timed out", "failed PROTOCOL", "failed CONNECTION_LOST"),
      server -> flood(server, "", "HTTP/1.1 103 Early Hints\r\n\r\n".repeat(100))),
  SWITCHES_PROTOCOL(
      Set.of("timed out", "failed PROTOCOL", "failed CONNECTION_LOST", "1xx"),
      server ->
          sayAndHang(
              server, "HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n")),
  ANSWERS_401(Set.of("4xx"), server -> status(server, 401, "WWW-Authenticate: Basic realm=\"a\"")),
  ANSWERS_407(Set.of("4xx"), server -> status(server, 407, "Proxy-Authenticate: Basic realm=a")),
  ANSWERS_413_UNREAD(
      Set.of("4xx", "failed CONNECTION_LOST"),
      server -> {
        RawServer.readHead(server);
        RawServer.write(
            server, "HTTP/1.1 413 Large\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
      }),
  ANSWERS_429(Set.of("4xx"), server -> status(server, 429, "Retry-After: 1")),
  ANSWERS_500(Set.of("5xx"), server -> status(server, 500, "X-A: b"));

  private final Set<String> outcomes;
  private final RawServer.Behaviour behaviour;

  FaultMirror(Set<String> outcomes, RawServer.Behaviour behaviour) {
    this.outcomes = outcomes;
    this.behaviour = behaviour;
  }

  /** How copies may end that find room in the lane; each as text. */
  Set<String> outcomes() {
    return outcomes;
  }

  RawServer start() {
    return RawServer.doing(behaviour);
  }

  private static void ok(Socket server, String body) throws Exception {
    ok(server, body, body.length());
  }

  private static void ok(Socket server, String body, int length) throws Exception {
    while (FaultWire.readRequest(server)) {
      RawServer.write(server, "HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n" + body);
    }
  }

  private static void status(Socket server, int status, String header) throws Exception {
    while (FaultWire.readRequest(server)) {
      RawServer.write(
          server, "HTTP/1.1 " + status + " No\r\n" + header + "\r\nContent-Length: 0\r\n\r\n");
    }
  }

  private static void sayAndHang(Socket server, String text) throws Exception {
    FaultWire.readRequest(server);
    RawServer.write(server, text);
    FaultWire.waitForClose(server);
  }

  private static void sayAndReset(Socket server, String text) throws Exception {
    FaultWire.readRequest(server);
    RawServer.write(server, text);
    FaultWire.reset(server);
  }

  private static void sayAndEnd(Socket server, String text) throws Exception {
    FaultWire.readRequest(server);
    RawServer.write(server, text);
  }

  private static void trickle(Socket server, String start, String drop) throws Exception {
    FaultWire.readRequest(server);
    RawServer.write(server, start);
    for (int i = 0; i < 1_000; i++) {
      pass(20);
      RawServer.write(server, drop);
    }
  }

  /** Writes until the other side closes, at most 200 MB. */
  private static void flood(Socket server, String start, String more) throws Exception {
    FaultWire.readRequest(server);
    RawServer.write(server, start);
    for (long sent = 0; sent < 200_000_000; sent += more.length()) {
      RawServer.write(server, more);
    }
  }

  private static void pass(int millis) throws InterruptedException, IOException {
    if (new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS)) {
      throw new IOException("cannot be");
    }
  }
}
