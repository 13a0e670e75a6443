package io.github.mirror4j.examples.browser;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A tab of the browser. It keeps what the page wrote to the console and what it requested. */
public final class Tab implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 60;
  private static final JsonMapper JSON = JsonMapper.shared();

  private final AtomicInteger lastId = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> pending = new ConcurrentHashMap<>();
  private final List<String> console = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final WebSocket socket;
  private volatile CompletableFuture<Void> loaded = new CompletableFuture<>();

  private Tab(HttpClient client, URI address) {
    socket = client.newWebSocketBuilder().buildAsync(address, new Messages()).join();
  }

  static Tab connect(HttpClient client, URI address) throws Exception {
    Tab tab = new Tab(client, address);
    for (String domain : List.of("Page", "Runtime", "Log", "Network", "DOM", "Accessibility")) {
      tab.call(domain + ".enable", Map.of());
    }
    return tab;
  }

  /** Loads a page. What earlier pages wrote and requested is forgotten. */
  public void open(URI page) throws Exception {
    console.clear();
    requests.clear();
    loaded = new CompletableFuture<>();
    call("Page.navigate", Map.of("url", page.toString()));
    loaded.get(PATIENCE_SECONDS, SECONDS);
  }

  /** Returns messages, warnings of the browser and exceptions. */
  public List<String> console() {
    return List.copyOf(console);
  }

  /** Returns the addresses that were asked for, the page's own first. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** Sets the width and height of the window, in CSS pixels. */
  public void resize(int width, int height) throws Exception {
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  /**
   * Sets what the page is shown on.
   *
   * @param medium {@code screen} or {@code print}
   * @param scheme {@code light} or {@code dark}
   */
  public void show(String medium, String scheme) throws Exception {
    call(
        "Emulation.setEmulatedMedia",
        Map.of(
            "media",
            medium,
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** Presses and releases a key such as {@code Tab}, which types the text. */
  public void press(String key, int code, String text) throws Exception {
    Map<String, Object> event = Map.of("key", key, "code", key, "windowsVirtualKeyCode", code);
    for (String type : List.of("keyDown", "keyUp")) {
      Map<String, Object> typed = new HashMap<>(event);
      typed.put("type", type);
      typed.put("text", type.equals("keyDown") ? text : "");
      call("Input.dispatchKeyEvent", typed);
    }
  }

  /** Returns the value of an expression, which has to be representable in JSON. */
  public JsonNode evaluate(String expression) throws Exception {
    JsonNode result =
        call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
    if (result.has("exceptionDetails")) {
      throw new IOException(expression + ": " + result.get("exceptionDetails"));
    }
    return result.get("result").path("value");
  }

  /** Returns what a screen reader gets, as nodes with {@code role} and {@code name}. */
  public JsonNode accessibility() throws Exception {
    return call("Accessibility.getFullAXTree", Map.of()).get("nodes");
  }

  /** Returns the window, or the whole page, as a PNG. */
  public byte[] screenshot(boolean whole) throws Exception {
    return bytes(
        call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", whole)));
  }

  /** Returns the page on paper, as a PDF. */
  public byte[] pdf() throws Exception {
    return bytes(call("Page.printToPDF", Map.of()));
  }

  private static byte[] bytes(JsonNode result) {
    return Base64.getDecoder().decode(result.get("data").asString());
  }

  private JsonNode call(String method, Map<String, ?> parameters) throws Exception {
    int id = lastId.incrementAndGet();
    CompletableFuture<JsonNode> response = new CompletableFuture<>();
    pending.put(id, response);
    socket
        .sendText(
            JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters)), true)
        .join();
    JsonNode message = response.get(PATIENCE_SECONDS, SECONDS);
    if (message.has("error")) {
      throw new IOException(method + ": " + message.get("error"));
    }
    return message.get("result");
  }

  private void handle(JsonNode message) {
    if (message.has("id")) {
      pending.remove(message.get("id").asInt()).complete(message);
      return;
    }
    JsonNode details = message.get("params");
    switch (message.get("method").asString()) {
      case "Page.loadEventFired" -> loaded.complete(null);
      case "Network.requestWillBeSent" ->
          requests.add(details.get("request").get("url").asString());
      case "Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded" ->
          console.add(details.toString());
      default -> {}
    }
  }

  @Override
  public void close() {
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
  }

  private final class Messages implements WebSocket.Listener {

    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        JsonNode message = JSON.readTree(text.toString());
        text.setLength(0);
        handle(message);
      }
      from.request(1);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      pending.values().forEach(response -> response.completeExceptionally(error));
    }
  }
}
