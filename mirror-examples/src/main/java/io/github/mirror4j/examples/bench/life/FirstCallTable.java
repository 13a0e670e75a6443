package io.github.mirror4j.examples.bench.life;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * What the first call of a process costs its caller, by what it goes through. The kinds take turns,
 * each in a new JVM and in another order each round, so that a busy machine disturbs all of them
 * alike.
 */
final class FirstCallTable {

  private static final int PATIENCE_SECONDS = 60;

  private final int rounds;

  FirstCallTable(int rounds) {
    this.rounds = rounds;
  }

  String measure() throws IOException, InterruptedException {
    HttpServer primary = server();
    HttpServer mirror = server();
    FirstCallCosts costs = new FirstCallCosts();
    try {
      List<FirstCall> order = new ArrayList<>(List.of(FirstCall.values()));
      for (int round = 0; round < rounds; round++) {
        for (FirstCall kind : order) {
          costs.add(kind, run(kind, uri(primary), uri(mirror)));
        }
        Collections.rotate(order, 1);
      }
    } finally {
      primary.stop(0);
      mirror.stop(0);
    }
    return costs.table();
  }

  private static List<CallCost> run(FirstCall kind, String primary, String mirror)
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
        throw new IOException("a process printed no costs: " + kind);
      }
      return Arrays.stream(line.split(" ")).map(CallCost::parse).toList();
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
