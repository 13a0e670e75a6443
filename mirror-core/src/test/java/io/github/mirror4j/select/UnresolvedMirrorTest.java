package io.github.mirror4j.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.InvalidConfigurationException;
import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import java.net.URI;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A mirror or a route that has no endpoint is refused with what the registry knows instead. */
class UnresolvedMirrorTest {

  private static final Labels V3 = Labels.of("version", "v3");
  private static final String NONE =
      "(expected: a service with at least one such endpoint in the registry; ";

  private static ServiceRegistry.Builder orders(Labels... versions) {
    ServiceRegistry.Builder builder = ServiceRegistry.builder();
    for (Labels labels : versions) {
      builder.endpoint("orders", labels, URI.create("http://localhost:8001"));
    }
    return builder;
  }

  private static String problem(ServiceRegistry registry, Mirror mirror) {
    RouteRule rule = RouteRule.builder("orders").destination("orders").mirror(mirror).build();
    return problem(registry, rule);
  }

  private static String problem(ServiceRegistry registry, RouteRule rule) {
    RuleSet.Builder builder = RuleSet.builder().registry(registry).rules(rule);
    var error = catchThrowableOfType(InvalidConfigurationException.class, builder::build);
    assertThat(error.problems()).hasSize(1);
    return error.problems().get(0).toString();
  }

  @Test
  void otherVersionsOfTheServiceAreNamed() {
    ServiceRegistry registry = orders(Given.V1, Given.V1, Labels.none(), V3).build();

    assertThat(problem(registry, Mirror.to("orders", Given.V2)))
        .isEqualTo(
            "rule \"orders\".mirror[0]: \"orders{version=v2}\" "
                + NONE
                + "known: {version=v1}, one without labels, {version=v3})");
  }

  @Test
  void aRouteIsToldTheSame() {
    RouteRule rule = RouteRule.builder("orders").destination("orders").route(Given.V2, 100).build();

    assertThat(problem(orders(Given.V1).build(), rule))
        .isEqualTo(
            "rule \"orders\".route[0]: \"orders{version=v2}\" " + NONE + "known: {version=v1})");
  }

  @Test
  void ofAServiceThatIsNotKnownTheCureIsNamed() {
    assertThat(problem(orders(Given.V1).build(), Mirror.to("lab", Given.V2)))
        .isEqualTo(
            "rule \"orders\".mirror[0]: \"lab{version=v2}\" "
                + NONE
                + "no endpoint of lab is known: add one with registry(..); that of rule files, from"
                + " their ServiceEntries, is RuleDocuments.registry())");
  }

  @Test
  void ofManyVersionsTheFirstAreNamed() {
    ServiceRegistry.Builder builder = ServiceRegistry.builder();
    for (int i = 10; i < 100; i++) {
      Labels labels = Labels.of("version", "v" + i, "build", "x".repeat(40));
      builder.endpoint("orders", labels, URI.create("http://localhost:8001"));
    }

    assertThat(problem(builder.build(), Mirror.to("orders", Given.V2)))
        .contains("version=v10", "version=v17}, ...)")
        .doesNotContain("v18")
        .hasSizeLessThan(800);
  }

  @Test
  void ofEightVersionsAllAreNamed() {
    Labels[] eight =
        IntStream.rangeClosed(11, 18)
            .mapToObj(i -> Labels.of("version", "v" + i))
            .toArray(Labels[]::new);

    assertThat(problem(orders(eight).build(), Mirror.to("orders", Given.V2)))
        .endsWith("{version=v17}, {version=v18})");
  }
}
