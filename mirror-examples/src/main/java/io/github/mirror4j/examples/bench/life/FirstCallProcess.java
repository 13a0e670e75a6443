package io.github.mirror4j.examples.bench.life;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.StringJoiner;

/** A JVM that makes its first calls and prints how long each took, in nanoseconds. */
final class FirstCallProcess {

  private static final int CALLS = 10;

  private FirstCallProcess() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    HttpClient client = client(FirstCall.valueOf(args[0]), URI.create(args[2]));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(args[1])).POST(BodyPublishers.ofString("body")).build();
    StringJoiner times = new StringJoiner(" ");
    for (int call = 0; call < CALLS; call++) {
      long start = System.nanoTime();
      client.send(request, BodyHandlers.ofString());
      times.add("" + (System.nanoTime() - start));
    }
    System.out.println(times);
    System.exit(0);
  }

  private static HttpClient client(FirstCall kind, URI mirror) {
    HttpClient plain = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    return switch (kind) {
      case PLAIN -> plain;
      case WRAPPED -> MirroringHttpClient.wrap(plain);
      case MIRRORED -> MirroringHttpClient.wrap(plain, rule(Mirror.to(mirror)));
      case COMPARED ->
          MirroringHttpClient.wrap(
              plain,
              rule(
                  Mirror.to(mirror).compare(Comparison.withoutBaseline().methods("POST").build())));
    };
  }

  private static RouteRule rule(Mirror mirror) {
    return RouteRule.builder("first").destination("*").mirror(mirror).build();
  }
}
