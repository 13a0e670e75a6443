package io.github.mirror4j.examples.integration;

import static io.github.mirror4j.examples.integration.Servers.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.examples.integration.Recorder.Recorded;
import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.WrappedHttpClientBuilder;
import io.github.mirror4j.rule.Match;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.StringMatch;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client of the Model Context Protocol's Java SDK, over streamable HTTP. */
class McpTest {

  private final Recorder primary = Recorder.start(McpServer::respond);
  private final Recorder mirror = Recorder.start(Recorder::echo);
  private MirrorEngine engine;
  private McpSyncClient mcp;

  @BeforeEach
  void setUp() {
    // @start region="mcp"
    RouteRule rule =
        RouteRule.builder("mcp-v2")
            .destination("*")
            .match(Match.builder().method(StringMatch.exact("POST")).build())
            .mirror(Mirror.to(mirror.uri()))
            .build();
    WrappedHttpClientBuilder clients =
        MirroringHttpClient.wrap(HttpClient.newBuilder().version(Version.HTTP_1_1), rule);
    McpSyncClient mcp =
        McpClient.sync(
                HttpClientStreamableHttpTransport.builder(primary.uri().toString())
                    .clientBuilder(clients)
                    .build())
            .build();
    // @end
    this.mcp = mcp;
    engine = clients.engine();
  }

  @AfterEach
  void tearDown() {
    mcp.close();
    engine.close();
    primary.close();
    mirror.close();
  }

  private static McpSyncClient client(
      HttpClient.Builder clients, Recorder server, Duration timeout) {
    return McpClient.sync(
            HttpClientStreamableHttpTransport.builder(server.uri().toString())
                .clientBuilder(clients.version(Version.HTTP_1_1))
                .build())
        .requestTimeout(timeout)
        .build();
  }

  @Test
  void everyMessageIsMirrored() throws Exception {
    mcp.initialize();
    assertThat(mcp.listTools().tools()).extracting(Tool::name).containsExactly("greet");

    assertThat(engine.awaitIdle(PATIENCE)).isTrue();
    assertThat(posts(mirror))
        .containsExactlyInAnyOrderElementsOf(posts(primary))
        .anyMatch(message -> message.contains("\"initialize\""))
        .anyMatch(message -> message.contains("\"tools/list\""));
  }

  @Test
  void aResponseAsEventsIsRead() throws Exception {
    mcp.initialize();

    assertThat(mcp.callTool(CallToolRequest.builder("greet").build()).content()).hasSize(1);

    assertThat(engine.awaitIdle(PATIENCE)).isTrue();
    assertThat(posts(mirror)).anyMatch(message -> message.contains("\"tools/call\""));
  }

  @Test
  void aMirrorThatIsDownIsNotSeen() throws Exception {
    mirror.close();

    mcp.initialize();

    assertThat(mcp.listTools().tools()).hasSize(1);
    assertThat(engine.awaitIdle(PATIENCE)).isTrue();
    assertThat(engine.stats().total().failedInTotal()).isPositive();
  }

  @Test
  void anErrorResponseIsSeenAsEver() {
    assertAsEver("fail", PATIENCE);
  }

  @Test
  void aTimeoutIsSeenAsEver() {
    mcp.initialize(); // so that the time is for the call, not for loading classes
    assertAsEver("hang", Duration.ofMillis(800));
  }

  @Test
  void aRefusedConnectionIsSeenAsEver() {
    primary.close();

    assertThat(failure(engine.wrap(HttpClient.newBuilder()), "greet", PATIENCE))
        .isEqualTo(failure(HttpClient.newBuilder(), "greet", PATIENCE))
        .matches(result -> !result.isResponse());
  }

  private void assertAsEver(String tool, Duration timeout) {
    assertThat(failure(engine.wrap(HttpClient.newBuilder()), tool, timeout))
        .isEqualTo(failure(HttpClient.newBuilder(), tool, timeout))
        .matches(result -> !result.isResponse());
  }

  private Result failure(HttpClient.Builder clients, String tool, Duration timeout) {
    try (McpSyncClient client = client(clients, primary, timeout)) {
      return Result.of(
          (name, none) -> {
            client.initialize();
            return client.callTool(CallToolRequest.builder(name).build()).toString();
          },
          tool,
          "");
    }
  }

  private static List<String> posts(Recorder server) {
    return server.requests().stream()
        .filter(request -> request.method().equals("POST"))
        .map(Recorded::text)
        .toList();
  }
}
