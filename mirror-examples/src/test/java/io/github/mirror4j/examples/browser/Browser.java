package io.github.mirror4j.examples.browser;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * A headless Chromium, driven by its DevTools protocol. It needs no driver and no library beside
 * the JDK's.
 */
public final class Browser implements AutoCloseable {

  /** Names a program that is not on the PATH. */
  public static final String PROPERTY = "mirror4j.chromium";

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "chrome");
  private static final Pattern LISTENING =
      Pattern.compile("DevTools listening on ws://(127\\.0\\.0\\.1:\\d+)/.*");

  private final Process process;
  private final String address;
  private final HttpClient client = HttpClient.newHttpClient();

  private Browser(Process process, String address) {
    this.process = process;
    this.address = address;
  }

  /** Returns the program, if there is one. */
  public static Optional<Path> find() {
    String named = System.getProperty(PROPERTY);
    if (named != null) {
      return Optional.of(Path.of(named));
    }
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Starts the browser.
   *
   * @param program the program
   * @param profile an empty folder, for what the browser keeps
   */
  public static Browser start(Path program, Path profile) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                program.toString(),
                "--headless=new",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-extensions",
                "--hide-scrollbars",
                "--no-first-run"));
    if ("root".equals(System.getProperty("user.name"))) {
      command.add("--no-sandbox"); // Chromium's sandbox refuses root; the pages are ours
    }
    command.add("about:blank");
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    CompletableFuture<String> address = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> read(process, address));
    try {
      return new Browser(process, address.get(60, SECONDS));
    } catch (Exception e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /** Reads to the end, so that the browser can always write. */
  private static void read(Process process, CompletableFuture<String> address) {
    StringBuilder output = new StringBuilder();
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        Matcher listening = LISTENING.matcher(line);
        if (listening.matches()) {
          address.complete(listening.group(1));
        }
        output.append(line).append('\n');
      }
    } catch (IOException e) {
      output.append(e);
    }
    address.completeExceptionally(new IOException("the browser ended: " + output));
  }

  /** Opens an empty tab. */
  public Tab newTab() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + address + "/json/new?about:blank"))
            .PUT(BodyPublishers.noBody())
            .build();
    String tab = client.send(request, BodyHandlers.ofString()).body();
    String socket = JsonMapper.shared().readTree(tab).get("webSocketDebuggerUrl").asString();
    return Tab.connect(client, URI.create(socket));
  }

  @Override
  public void close() {
    process.destroy();
    process
        .onExit()
        .orTimeout(20, SECONDS)
        .exceptionallyCompose(late -> process.destroyForcibly().onExit())
        .join();
    client.shutdownNow();
  }
}
