package io.github.mirror4j.examples.bench.life;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.StringJoiner;

/** A JVM that makes its first calls and prints what each cost. */
final class FirstCallProcess {

  private static final int CALLS = 10;

  private FirstCallProcess() {}

  public static void main(String[] args) throws Exception {
    HttpClient client = client(FirstCall.valueOf(args[0]), URI.create(args[2]));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(args[1])).POST(BodyPublishers.ofString("body")).build();
    CallCost.of(() -> {}); // The first one loads classes itself.
    StringJoiner costs = new StringJoiner(" ");
    for (int call = 0; call < CALLS; call++) {
      costs.add(CallCost.of(() -> client.send(request, BodyHandlers.ofString())).toString());
    }
    System.out.println(costs);
    System.exit(0);
  }

  private static HttpClient client(FirstCall kind, URI mirror) {
    HttpClient plain = plain();
    return switch (kind) {
      case PLAIN -> plain;
      case SECOND -> plain();
      case WRAPPED -> MirroringHttpClient.wrap(plain);
      case MIRRORED -> MirroringHttpClient.wrap(plain, rule(Mirror.to(mirror)));
      case COMPARED ->
          MirroringHttpClient.wrap(
              plain,
              rule(
                  Mirror.to(mirror).compare(Comparison.withoutBaseline().methods("POST").build())));
    };
  }

  private static HttpClient plain() {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  private static RouteRule rule(Mirror mirror) {
    return RouteRule.builder("first").destination("*").mirror(mirror).build();
  }
}
