package io.github.mirror4j.examples.integration;

import static io.github.mirror4j.examples.integration.Servers.PATIENCE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.testkit.Fault;
import io.github.mirror4j.http.testkit.FaultMirror;
import io.github.mirror4j.http.testkit.RecordingMirror;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import org.eclipse.jetty.ee11.servlet.FilterHolder;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Requests that a servlet container receives: Jetty, byte by byte, with the filter and without. */
class ServletFilterTest {

  private final RecordingMirror v2 = RecordingMirror.start();

  @AfterEach
  void close() {
    v2.close();
  }

  /** An application in Jetty. */
  private record Container(Server server) implements AutoCloseable {

    static Container start(@Nullable MirrorEngine engine) throws Exception {
      Server server = new Server();
      ServerConnector connector = new ServerConnector(server);
      connector.setHost("127.0.0.1");
      server.addConnector(connector);
      ServletContextHandler context = new ServletContextHandler();
      ServletHolder servlet = new ServletHolder(new ServletApplication());
      servlet.setAsyncSupported(true);
      for (String path :
          "stream bytewise part reader both ignores form error throws reset flushes async async-original listener empty"
              .split(" ")) {
        context.addServlet(servlet, "/" + path);
      }
      if (engine != null) {
        // @start region="servlet"
        Filter filter = new MirroringFilter(engine);
        FilterHolder holder = new FilterHolder(filter);
        holder.setAsyncSupported(true);
        context.addFilter(holder, "/*", EnumSet.of(DispatcherType.REQUEST));
        // @end
      }
      server.setHandler(context);
      server.start();
      return new Container(server);
    }

    /** All bytes of the response, but for the time. */
    String call(String request) throws Exception {
      ServerConnector connector = (ServerConnector) server.getConnectors()[0];
      try (Socket socket =
          new Socket(InetAddress.getByName("127.0.0.1"), connector.getLocalPort())) {
        socket.getOutputStream().write(request.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
        String response = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        return response.replaceAll("(?m)^Date: .*\\R", "");
      }
    }

    @Override
    public void close() {
      LifeCycle.stop(server);
    }
  }

  private static MirrorEngine engine(URI mirror, boolean compares) {
    return engine(mirror, compares, PATIENCE);
  }

  private static MirrorEngine engine(URI mirror, boolean compares, Duration timeout) {
    Mirror to = Mirror.to(mirror).name("v2");
    Comparison comparison = Comparison.withoutBaseline().methods("POST").build();
    return MirrorEngine.builder()
        .copyTimeout(timeout)
        .rules(
            RouteRule.builder("received")
                .destination("*")
                .mirror(compares ? to.compare(comparison) : to)
                .build())
        .build();
  }

  private static String post(String path, String body, String headers) {
    return "POST "
        + path
        + "?q=a%2Fb HTTP/1.1\r\nHost: orders.example.com\r\nX-Tenant: blue\r\nConnection: close\r\n"
        + headers
        + "\r\n"
        + body;
  }

  private static String sized(String path, String body) {
    int length = body.getBytes(ISO_8859_1).length;
    return post(path, body, "Content-Type: text/plain\r\nContent-Length: " + length + "\r\n");
  }

  private static String chunked(String path, String body) {
    return post(
        path,
        Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n");
  }

  private static String form(String path, String body) {
    return post(
        path,
        body,
        "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: "
            + body.length()
            + "\r\n");
  }

  private static String request(String kind, String path) {
    String body = "three orders \u00fc\n".repeat(kind.startsWith("large") ? 5000 : 1);
    return switch (kind) {
      case "none" ->
          "GET " + path + " HTTP/1.1\r\nHost: orders.example.com\r\nConnection: close\r\n\r\n";
      case "empty" -> sized(path, "");
      case "chunked" -> chunked(path, "three orders");
      case "form" -> form(path, "item=a+b");
      default -> sized(path, body);
    };
  }

  /** Whatever the application does, its client gets the same bytes. */
  @ParameterizedTest
  @CsvSource({
    "none, /stream, true, 200",
    "empty, /stream, true, 200",
    "sized, /stream, true, 200",
    "large, /stream, true, 200",
    "chunked, /stream, true, 200",
    "sized, /bytewise, true, 200",
    "chunked, /bytewise, true, 200",
    "sized, /reader, true, 200",
    "chunked, /reader, true, 200",
    "large, /reader, true, 200",
    "sized, /async, true, 200",
    "chunked, /async, true, 200",
    "sized, /listener, true, 200",
    "chunked, /listener, true, 200",
    "none, /reset, true, 200",
    "none, /flushes, true, 200",
    "none, /async-original, true, 200",
    "none, /error, true, 404",
    "none, /empty, true, 204",
    "none, /ignores, true, 200",
    "none, /throws, true, 500",
    "form, /stream, true, 200",
    "sized, /both, false, 200",
    "sized, /part, false, 200",
    "sized, /ignores, false, 200",
    "chunked, /ignores, false, 200",
    "form, /form, false, 200",
    "sized, /error, false, 404",
    "sized, /throws, false, 500",
  })
  @SuppressWarnings("try") // closes the engine before the end, to see what then happens
  void theClientGetsTheSameBytes(String kind, String path, boolean isCopied, int status)
      throws Exception {
    String request = request(kind, path);
    String plain;
    try (Container without = Container.start(null)) {
      plain = without.call(request);
    }
    assertThat(plain).startsWith("HTTP/1.1 " + status);

    for (boolean compares : new boolean[] {false, true}) {
      try (MirrorEngine engine = engine(v2.uri(), compares);
          Container with = Container.start(engine)) {
        assertThat(with.call(request)).as("mirrored").isEqualTo(plain);
        assertThat(engine.awaitIdle(PATIENCE)).isTrue();
        assertThat(engine.stats().total().selected()).isOne();
        assertThat(engine.stats().total().completedInTotal()).isEqualTo(isCopied ? 1 : 0);
        assertThat(engine.stats().internalErrors()).isZero();
        engine.pause();
        assertThat(with.call(request)).as("paused").isEqualTo(plain);
        engine.close();
        assertThat(with.call(request)).as("closed").isEqualTo(plain);
      }
    }
    assertThat(v2.requests()).hasSize(isCopied ? 2 : 0);
  }

  @Test
  void theCopyIsWhatWasReceived() throws Exception {
    try (MirrorEngine engine = engine(v2.uri(), false);
        Container container = Container.start(engine)) {
      container.call(sized("/stream", "three orders"));

      var copy = v2.awaitRequests(1, PATIENCE).get(0);
      assertThat(copy.method()).isEqualTo("POST");
      assertThat(copy.target()).isEqualTo("/stream?q=a%2Fb");
      assertThat(copy.header("X-Tenant")).hasValue("blue");
      assertThat(copy.header("X-Forwarded-Host")).hasValue("orders.example.com");
      assertThat(copy.header("Content-Length")).hasValue("12");
      assertThat(new String(copy.body(), UTF_8)).isEqualTo("three orders");
    }
  }

  /** A copy that comes in, because v2 calls this service, is not mirrored again. */
  @Test
  void aCopyIsNotMirroredAgain() throws Exception {
    try (MirrorEngine engine = engine(v2.uri(), false);
        Container container = Container.start(engine)) {
      container.call(post("/stream", "", "X-Mirror4J: a rule\r\nContent-Length: 0\r\n"));

      assertThat(engine.stats().alreadyMirrored()).isOne();
    }
  }

  @Test
  void aBodyThatTheApplicationLeavesIsDropped() throws Exception {
    try (MirrorEngine engine = engine(v2.uri(), false);
        Container container = Container.start(engine)) {
      container.call(sized("/ignores", "three orders"));

      assertThat(engine.awaitIdle(PATIENCE)).isTrue();
      assertThat(engine.stats().total().dropped(DropReason.BODY_INCOMPLETE)).isOne();
    }
  }

  /** What is written in the end, and not what was reset. */
  @ParameterizedTest
  @CsvSource({
    "/reset, but this, true",
    "/reset, not this, false",
    "/flushes, firstsecond, true",
    "/ignores, 'ignored\n', true",
    "/ignores, 'others\n', false",
  })
  void theResponseIsCompared(String path, String ofV2, boolean isSame) throws Exception {
    v2.respond(200, ofV2);
    try (MirrorEngine engine = engine(v2.uri(), true);
        Container container = Container.start(engine)) {
      container.call(request("none", path));

      var comparison = engine.comparisons().get(0);
      assertThat(comparison.awaitIdle(PATIENCE)).isTrue();
      assertThat(comparison.pairs().compared()).isOne();
      assertThat(comparison.report().key().examples())
          .filteredOn(example -> !example.path().startsWith("header:"))
          .hasSize(isSame ? 0 : 1);
    }
  }

  @Tag("full")
  @ParameterizedTest
  @EnumSource(Fault.class)
  void aBrokenMirrorIsNotNoticed(Fault fault) throws Exception {
    String request = request("sized", "/stream");
    String plain;
    try (Container without = Container.start(null)) {
      plain = without.call(request);
    }
    try (FaultMirror broken = FaultMirror.of(fault);
        MirrorEngine engine = engine(broken.uri(), true, Duration.ofSeconds(1));
        Container container = Container.start(engine)) {
      for (int i = 0; i < 3; i++) {
        assertThat(container.call(request)).isEqualTo(plain);
      }
      assertThat(engine.awaitIdle(PATIENCE)).isTrue();
      assertThat(engine.stats().total().selected()).isEqualTo(3);
    }
  }
}
