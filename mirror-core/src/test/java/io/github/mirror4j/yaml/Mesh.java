package io.github.mirror4j.yaml;

import io.github.mirror4j.registry.Endpoint;
import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.ServiceRef;
import io.github.mirror4j.rule.Source;
import io.github.mirror4j.select.RequestFacts;
import io.github.mirror4j.select.RuleSet;
import io.github.mirror4j.select.Selection;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** A mesh in which every service has an endpoint for each version, and requests in it. */
public final class Mesh {

  /** Endpoints say where they are: {@code http://v2.httpbin.default.svc.cluster.local/}. */
  static final ServiceRegistry EVERYTHING =
      new ServiceRegistry() {
        @Override
        public List<Endpoint> endpoints(ServiceRef service) {
          return List.of(endpoint(service, "v1"), endpoint(service, "v2"));
        }

        @Override
        public boolean isFixed() {
          return true;
        }
      };

  private final RuleSet rules;

  private Mesh(RuleSet rules) {
    this.rules = rules;
  }

  /** A mesh whose services have endpoints whatever the documents say. */
  static Mesh of(RuleDocuments documents) {
    return new Mesh(RuleSet.builder().rules(documents.rules()).registry(EVERYTHING).build());
  }

  static Mesh of(RuleDocuments documents, Source source) {
    RuleSet.Builder builder = RuleSet.builder().rules(documents.rules()).registry(EVERYTHING);
    return new Mesh(builder.source(source).build());
  }

  /** A mesh of the services that the documents describe. */
  public static Mesh withOwnServices(RuleDocuments documents) {
    return new Mesh(
        RuleSet.builder().rules(documents.rules()).registry(documents.registry()).build());
  }

  RuleSet rules() {
    return rules;
  }

  Selection select(String method, String uri, String... headers) {
    return rules.select(facts(method, uri, headers));
  }

  public Selection get(String uri, String... headers) {
    return select("GET", uri, headers);
  }

  /** Where the primary goes and where copies do, as text: {@code v1.httpbin -> v2.httpbin}. */
  public String ways(String uri, String... headers) {
    return ways(get(uri, headers));
  }

  public static String ways(Selection selection) {
    String primary = selection.endpoint().map(e -> place(e.uri())).orElse("as is");
    List<String> copies = new ArrayList<>();
    selection.mirrors().forEach(m -> copies.add(place(m.address(URI.create("http://x/")).get())));
    return primary + " -> " + String.join(" ", copies);
  }

  /** How many of 100 draws, spread evenly, go to the first endpoint that this text names. */
  int copiesOfHundred(String uri) {
    int copies = 0;
    for (int i = 0; i < 100; i++) {
      copies += rules.select(facts("GET", uri), draw(i, 100)).mirrors().size();
    }
    return copies;
  }

  /** How many of {@code total} evenly spread primaries go where the text says. */
  int primaries(String uri, int total, String place) {
    int count = 0;
    for (int i = 0; i < total; i++) {
      var selection = rules.select(facts("GET", uri), draw(i, total));
      count += selection.endpoint().filter(e -> place(e.uri()).equals(place)).isPresent() ? 1 : 0;
    }
    return count;
  }

  /** Draws the number whose place among {@code total} evenly spread ones this is. */
  private static RandomGenerator draw(int place, int total) {
    long bits = Long.divideUnsigned(-1, total) * place + place + 1;
    return () -> bits;
  }

  static RequestFacts facts(String method, String uri, String... headers) {
    Map<String, List<String>> map = new TreeMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      map.put(headers[i], List.of(headers[i + 1]));
    }
    return RequestFacts.of(method, URI.create(uri), map);
  }

  private static String place(URI uri) {
    String host = uri.getHost().replace(".default.svc.cluster.local", "");
    return uri.getPort() < 0 ? host : host + ":" + uri.getPort();
  }

  private static Endpoint endpoint(ServiceRef service, String version) {
    String port = service.port() == null ? "" : ":" + service.port();
    return new Endpoint(
        URI.create("http://" + version + "." + service.host() + port),
        Labels.of("version", version));
  }
}
