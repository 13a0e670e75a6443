package io.github.mirror4j.examples.bench.load;

import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.stats.MirrorCounts;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.Match;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.StringMatch;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The client decorated by this library, with its default limits.
 *
 * <p>It lives on from round to round, with what hangs on its mirror and what it has learnt of it.
 */
final class Mirror4jClient implements CallerClient {

  private static final int OTHER_RULES = 1_000;

  private final HttpClient plain;
  private final MirroringHttpClient client;

  private Mirror4jClient(HttpClient plain, MirroringHttpClient client) {
    this.plain = plain;
    this.client = client;
  }

  /** Copies everything. */
  static Mirror4jClient copying(HttpClient plain, URI mirror) {
    return new Mirror4jClient(plain, builder(plain, mirror).build());
  }

  /** Copies everything, and compares all responses with those to the copies. */
  static Mirror4jClient comparing(HttpClient plain, URI mirror) {
    Mirror compared = Mirror.to(mirror).compare(Comparison.withoutBaseline().build());
    RouteRule rule = RouteRule.builder("all").destination("127.0.0.1").mirror(compared).build();
    return new Mirror4jClient(plain, MirroringHttpClient.builder(plain).rules(rule).build());
  }

  /** Copies everything after the response. */
  static Mirror4jClient afterResponse(HttpClient plain, URI mirror) {
    Mirror after = Mirror.to(mirror).afterResponse();
    RouteRule rule = RouteRule.builder("all").destination("127.0.0.1").mirror(after).build();
    return new Mirror4jClient(plain, MirroringHttpClient.builder(plain).rules(rule).build());
  }

  /** Has many rules for other hosts, and one for this host that does not match. */
  static Mirror4jClient untouched(HttpClient plain, URI mirror) {
    List<RouteRule> rules = new ArrayList<>();
    for (int i = 0; i < OTHER_RULES; i++) {
      String host = "other-" + i;
      rules.add(RouteRule.builder(host).destination(host).mirror(Mirror.to(mirror)).build());
    }
    Match never = Match.builder().uri(StringMatch.exact("/never")).build();
    rules.add(
        RouteRule.builder("never")
            .destination("127.0.0.1")
            .match(never)
            .mirror(Mirror.to(mirror))
            .build());
    return new Mirror4jClient(plain, MirroringHttpClient.builder(plain).rules(rules).build());
  }

  /** Admits so many copies with bodies, for a long time. */
  static Mirror4jClient holding(HttpClient plain, URI mirror, int copies, int bodyBytes) {
    MirroringHttpClient client =
        builder(plain, mirror)
            .maxConcurrentCopies(copies)
            .maxConcurrentCopiesInTotal(copies)
            .bodyMemory(2L * copies * bodyBytes)
            .copyTimeout(Duration.ofMinutes(2))
            .build();
    return new Mirror4jClient(plain, client);
  }

  private static MirroringHttpClient.Builder builder(HttpClient plain, URI mirror) {
    return MirroringHttpClient.builder(plain)
        .rules(RouteRule.builder("all").destination("127.0.0.1").mirror(Mirror.to(mirror)).build());
  }

  @Override
  public void send(HttpRequest request) throws IOException, InterruptedException {
    PlainClient.send(client, request);
  }

  @Override
  public Map<String, Long> copies() {
    return copies(client.engine());
  }

  /** What became of an engine's copies until now. */
  static Map<String, Long> copies(MirrorEngine engine) {
    MirrorCounts total = engine.stats().total();
    Map<String, Long> copies = new TreeMap<>();
    copies.put("selected", total.selected());
    copies.put("sent", total.selected() - total.droppedInTotal());
    copies.put("more in flight", total.inFlight());
    copies.put("timed out", total.timedOut());
    total.completed().forEach((status, count) -> copies.put(status + "xx", count));
    total.failed().forEach((cause, count) -> copies.put("failed " + cause, count));
    total.dropped().forEach((reason, count) -> copies.put("dropped " + reason, count));
    copies.put("internal errors", engine.stats().internalErrors());
    return copies;
  }

  @Override
  public long held() {
    return client.engine().stats().total().inFlight();
  }

  @Override
  public void settle() {}

  @Override
  public void close() {
    client.shutdownNow();
    plain.shutdownNow();
  }
}
