package io.github.mirror4j.examples.bench.life;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * How long the first call of a process takes, by what it goes through. The kinds take turns, each
 * in a new JVM, so that a busy machine disturbs all of them alike.
 */
final class FirstCallTable {

  private static final int PATIENCE_SECONDS = 60;
  private static final double NANOS_PER_MILLI = 1e6;

  private final int processes;

  FirstCallTable(int processes) {
    this.processes = processes;
  }

  String measure() throws IOException, InterruptedException {
    HttpServer primary = server();
    HttpServer mirror = server();
    Map<FirstCall, List<long[]>> times = new EnumMap<>(FirstCall.class);
    try {
      for (int process = 0; process < processes; process++) {
        for (FirstCall kind : FirstCall.values()) {
          times
              .computeIfAbsent(kind, unused -> new ArrayList<>())
              .add(run(kind, uri(primary), uri(mirror)));
        }
      }
    } finally {
      primary.stop(0);
      mirror.stop(0);
    }
    return table(times);
  }

  private static String table(Map<FirstCall, List<long[]>> times) {
    StringBuilder table =
        new StringBuilder(
            "| first call of a process | ms, median (quartiles) | second call | tenth call |\n|---|---:|---:|---:|\n");
    times.forEach(
        (kind, calls) ->
            table.append(
                "| %s | %s | %s | %s |\n"
                    .formatted(kind, cell(calls, 0), cell(calls, 1), cell(calls, 9))));
    return table.toString();
  }

  private static String cell(List<long[]> calls, int call) {
    double[] millis =
        calls.stream().mapToDouble(each -> each[call] / NANOS_PER_MILLI).sorted().toArray();
    return String.format(
        Locale.ROOT,
        "%.2f (%.2f to %.2f)",
        millis[millis.length / 2],
        millis[millis.length / 4],
        millis[3 * millis.length / 4]);
  }

  private static long[] run(FirstCall kind, String primary, String mirror)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-classpath",
                System.getProperty("java.class.path"),
                FirstCallProcess.class.getName(),
                kind.name(),
                primary,
                mirror)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      String line = process.inputReader().readLine();
      if (line == null || !process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("a process printed no times: " + kind);
      }
      return Arrays.stream(line.split(" ")).mapToLong(Long::parseLong).toArray();
    } finally {
      process.destroy();
    }
  }

  private static HttpServer server() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(
        Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("server-", 0).factory()));
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          byte[] body = "{\"status\":\"ok\"}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static String uri(HttpServer server) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }
}
