package io.github.mirror4j.examples;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/**
 * A service with a status page. It mirrors to a healthy mirror, whose responses are compared, and
 * to an address where nobody listens.
 */
public final class StatusPage {

  private static final URI NOBODY = URI.create("http://127.0.0.1:1");
  private static final Duration BETWEEN_REQUESTS = Duration.ofMillis(200);

  private StatusPage() {}

  /**
   * Sends five requests a second for a while, and prints the page at the end.
   *
   * @param args {@code --seconds N}, 1 to 3600; 60 by default
   * @throws IOException if a request fails
   * @throws InterruptedException if the thread is interrupted
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    int seconds = seconds(List.of(args));
    if (seconds < 1 || seconds > 3600) {
      System.err.println("--seconds N: how long it runs, 1 to 3600; 60 by default");
      System.exit(2);
    }
    run(Duration.ofSeconds(seconds), System.out);
  }

  static void run(Duration time, PrintStream out) throws IOException, InterruptedException {
    try (Httpbin v1 = Httpbin.start("v1");
        Httpbin v2 = Httpbin.start("v2");
        MirroringHttpClient client =
            MirroringHttpClient.wrap(HttpClient.newHttpClient(), rule(v2.uri()));
        StatusServer page = StatusServer.of(client.engine())) {
      out.println("curl " + page.uri());
      out.println("curl -H 'Accept: application/json' " + page.uri());
      out.println("curl " + page.uri().resolve("/verdict"));
      out.println("curl -X POST " + page.uri() + "/off      # and /on, /pause, /resume");
      int sent = 0;
      long end = System.nanoTime() + time.toNanos();
      do {
        URI uri = v1.uri().resolve("/get?number=" + sent++);
        client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding());
        Thread.sleep(BETWEEN_REQUESTS);
      } while (System.nanoTime() - end < 0);
      out.println();
      out.print(client.engine().status());
    }
  }

  private static RouteRule rule(URI v2) {
    Comparison comparison = Comparison.withBaseline(100).ignore("$.version").build();
    return RouteRule.builder("to-v2-and-lab")
        .destination("*")
        .mirror(Mirror.to(v2).name("v2").compare(comparison))
        .mirror(Mirror.to(NOBODY).name("lab").percentage(50))
        .build();
  }

  /** 0 where the arguments are wrong. */
  private static int seconds(List<String> args) {
    if (args.isEmpty()) {
      return 60;
    }
    boolean known = args.size() == 2 && args.get(0).equals("--seconds");
    return known && args.get(1).matches("[0-9]{1,4}") ? Integer.parseInt(args.get(1)) : 0;
  }
}
