package io.github.mirror4j.http.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.http.fixture.StandardError;
import io.github.mirror4j.yaml.RuleFileWatcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** A rule of a file that no request reaches is logged once, with its place in the file. */
@ResourceLock(Resources.SYSTEM_ERR)
class UnreachableRuleLogTest {

  private static final String ROUTE_RULES =
      """
      apiVersion: config.istio.io/v1alpha2
      kind: RouteRule
      metadata: {name: first}
      spec: {destination: {name: orders}}
      ---
      apiVersion: config.istio.io/v1alpha2
      kind: RouteRule
      metadata: {name: second}
      spec: {destination: {name: orders}}
      """;

  private static final String VIRTUAL_SERVICE =
      """
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: orders}
      spec:
        hosts: [orders, orders.example.com]
        http:
          - directResponse: {status: 200}
          - directResponse: {status: 404}
      """;

  private final StandardError log = new StandardError();

  @TempDir private Path folder;

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void whenAWatcherStarts() throws IOException {
    assertThatOneLineNames(ROUTE_RULES, ":9:");
  }

  @Test
  void whenItIsARuleForEachOfSeveralHosts() throws IOException {
    assertThatOneLineNames(VIRTUAL_SERVICE, ":8:");
  }

  private void assertThatOneLineNames(String rules, String place) throws IOException {
    Path file = Files.writeString(folder.resolve("rules.yaml"), rules);
    try (MirrorEngine engine = MirrorEngine.builder().build()) {
      engine.onClose(
          RuleFileWatcher.builder(file)
              .start(files -> engine.replaceRules(files.rules(), files.registry())));

      assertThat(log.rest().stream().filter(line -> line.contains("never reached")))
          .singleElement()
          .asString()
          .contains("WARN", "rules.yaml" + place);
      assertThat(engine.status().warnings())
          .filteredOn(warning -> warning.contains("never reached"))
          .singleElement()
          .asString()
          .contains("rules.yaml" + place);
    }
  }
}
