package io.github.mirror4j.examples.integration;

import com.sun.net.httpserver.HttpExchange;
import io.github.mirror4j.examples.integration.Recorder.Recorded;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Just enough of a server of the Model Context Protocol: it greets, fails or hangs. */
final class McpServer {

  private static final JsonMapper JSON = new JsonMapper();

  private McpServer() {}

  static void respond(HttpExchange exchange, Recorded request)
      throws IOException, InterruptedException {
    if (!request.method().equals("POST")) {
      Recorder.respond(exchange, 405, "");
      return;
    }
    JsonNode message = JSON.readTree(request.body());
    switch (message.path("method").asString()) {
      case "initialize" -> {
        String version = message.path("params").path("protocolVersion").asString();
        result(
            exchange,
            message,
            """
            {"protocolVersion": "%s", "capabilities": {"tools": {}}, "serverInfo": {"name": "s", "version": "1"}}"""
                .formatted(version));
      }
      case "tools/list" ->
          result(
              exchange,
              message,
              """
              {"tools": [{"name": "greet", "inputSchema": {"type": "object"}}]}""");
      case "tools/call" -> call(exchange, message);
      default -> Recorder.respond(exchange, 202, "");
    }
  }

  private static void call(HttpExchange exchange, JsonNode message)
      throws IOException, InterruptedException {
    switch (message.path("params").path("name").asString()) {
      case "fail" -> Recorder.respond(exchange, 500, "broken");
      case "hang" -> new CountDownLatch(1).await();
      default -> {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        String greeting =
            envelope(
                message,
                """
                {"content": [{"type": "text", "text": "hello"}]}""");
        Recorder.respond(exchange, 200, "event: message\ndata: " + greeting + "\n\n");
      }
    }
  }

  private static void result(HttpExchange exchange, JsonNode message, String result)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    Recorder.respond(exchange, 200, envelope(message, result));
  }

  private static String envelope(JsonNode message, String result) {
    return """
        {"jsonrpc": "2.0", "id": %s, "result": %s}"""
        .formatted(message.path("id"), result);
  }
}
