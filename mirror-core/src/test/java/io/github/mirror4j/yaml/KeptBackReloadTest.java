package io.github.mirror4j.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.ReloadFailure;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.select.RuleSet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A change of rule files may cost copies; one that would cost primaries is kept back. */
class KeptBackReloadTest {

  private static final String ROUTE =
      """
      apiVersion: networking.istio.io/v1
      kind: VirtualService
      metadata: {name: orders}
      spec:
        hosts: [orders]
        http:
        - match: [{uri: {prefix: /list}}]
          route: [{destination: {host: orders, subset: v1}}]
          mirror: {host: lab}
        - route: [{destination: {host: orders, subset: v1}}]
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: {name: orders}
      spec:
        host: orders
        subsets: [{name: v1, labels: {version: v1}}, {name: v2, labels: {version: v2}}]
      """;

  private static String entry(String host, String... versions) {
    StringBuilder text =
        new StringBuilder(
            """
            apiVersion: networking.istio.io/v1
            kind: ServiceEntry
            metadata: {name: %s}
            spec:
              hosts: [%s]
              ports: [{number: 80, name: http, protocol: HTTP}]
              resolution: STATIC
              endpoints:
            """
                .formatted(host, host));
    for (String version : versions) {
      text.append("  - {address: 127.0.0.1, labels: {version: ").append(version).append("}}\n");
    }
    return text.toString();
  }

  private static final String COPIES =
      """
      apiVersion: config.istio.io/v1alpha2
      kind: RouteRule
      metadata: {name: copies}
      spec:
        destination: {name: elsewhere}
        mirror: {name: lab}
      """;

  @TempDir Path folder;
  private Path route;
  private Path entry;
  private final List<RuleDocuments> taken = new ArrayList<>();
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));

  @BeforeEach
  void routedPrimaries() throws IOException {
    route = write("route.yaml", ROUTE);
    entry = write("entry.yaml", entry("orders", "v1", "v2"));
    write("lab.yaml", entry("lab", "v2"));
    write("more.yaml", COPIES);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private void take(RuleDocuments documents) {
    RuleSet.builder().rules(documents.rules()).registry(documents.registry()).build();
    taken.add(documents);
  }

  private RuleFileWatcher.Builder builder() {
    return RuleFileWatcher.builder(folder).clock(now::get);
  }

  private RuleFileWatcher watcher() {
    return builder().create(this::take);
  }

  private static void look(RuleFileWatcher watcher) {
    watcher.poll();
    watcher.poll();
  }

  private static String log(Runnable steps) {
    PrintStream before = System.err;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    try {
      System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
      steps.run();
    } finally {
      System.setErr(before);
    }
    return log.toString(StandardCharsets.UTF_8);
  }

  private void assertKeptBack(RuleFileWatcher watcher, String... losses) {
    look(watcher);
    assertThat(taken).hasSize(1);
    assertThat(watcher.documents()).isSameAs(taken.get(0));
    assertThat(watcher.status().keptBack()).isEqualTo(1);
    assertThat(watcher.status().failures()).isZero();
    assertThat(watcher.status().inForce()).isFalse();
    ReloadFailure failure = watcher.status().lastFailure().orElseThrow();
    assertThat(failure.keptBack()).isTrue();
    assertThat(failure.problems())
        .extracting(problem -> problem.toString().replaceFirst("^.*yaml:[0-9]+:[0-9]+: ", ""))
        .containsExactly(losses);
  }

  private void assertTaken(RuleFileWatcher watcher) {
    look(watcher);
    assertThat(watcher.status().lastFailure()).isEmpty();
    assertThat(watcher.status().reloads()).isEqualTo(1);
  }

  private static final String LOST =
      "rule \"orders.00%d\".route[0]: orders{version=v1} loses its endpoints"
          + " (expected: endpoints with these labels, such as of a ServiceEntry)";
  private static final String UNROUTED =
      "rule \"orders.00%d\": requests to orders are no longer routed"
          + " (expected: a rule that routes them to a service with endpoints)";

  @Test
  void theServiceEntryOfRoutedPrimariesGoes() throws IOException {
    RuleFileWatcher watcher = watcher();
    Files.delete(entry);
    assertKeptBack(watcher, LOST.formatted(0), LOST.formatted(1));
  }

  @Test
  void theLabelsOfRoutedPrimariesGo() throws IOException {
    List<RuleDocuments> any = new ArrayList<>();
    RuleFileWatcher watcher = builder().create(any::add);
    write("entry.yaml", entry("orders", "v2"));
    look(watcher);
    assertThat(any).hasSize(1);
    assertThat(watcher.status().keptBack()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing\n", "---\n---\n"})
  void theRulesOfRoutedPrimariesGo(String nothing) throws IOException {
    RuleFileWatcher watcher = watcher();
    write("route.yaml", nothing);
    assertKeptBack(watcher, UNROUTED.formatted(0), UNROUTED.formatted(1));
  }

  @Test
  void theRouteOfSomeRequestsGoes() throws IOException {
    RuleFileWatcher watcher = watcher();
    String catchAll = "  - route: [{destination: {host: orders, subset: v1}}]\n";
    write("route.yaml", ROUTE.replace(catchAll, ""));
    // What is left has the document's name; the rule for all other requests is gone.
    assertKeptBack(watcher, UNROUTED.formatted(1));
  }

  @Test
  void anUnroutedRuleComesFirst() throws IOException {
    RuleFileWatcher watcher = watcher();
    write(
        "more.yaml",
        """
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: {name: all}
        spec:
          parentRefs: [{kind: Service, group: "", name: orders}]
          rules:
          - filters:
            - type: RequestMirror
              requestMirror: {backendRef: {name: lab, port: 80}}
        """);
    assertKeptBack(watcher, UNROUTED.formatted(0), UNROUTED.formatted(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "#", "\n---\n"})
  void theLastRuleGoesThoughItOnlyMirrors(String nothing) throws IOException {
    Files.delete(route);
    RuleFileWatcher watcher = watcher();
    write("more.yaml", nothing);
    assertKeptBack(watcher, "rules: none any more, of 1 in force (expected: at least one rule)");
  }

  @Test
  void theFilesOfTheFolderGo() throws IOException {
    RuleFileWatcher watcher = watcher();
    for (String name : List.of("route.yaml", "entry.yaml", "lab.yaml", "more.yaml")) {
      Files.delete(folder.resolve(name));
    }
    look(watcher);
    assertThat(taken).hasSize(1);
    assertThat(watcher.status().keptBack()).isEqualTo(1);
  }

  @Test
  void theFolderGoesAndComesBack() throws IOException {
    RuleFileWatcher watcher = watcher();
    Path away = folder.resolveSibling(folder.getFileName() + "-away");
    Files.move(folder, away);
    try {
      look(watcher);
      assertThat(watcher.status().failures()).isEqualTo(1);
    } finally {
      Files.move(away, folder);
    }
    look(watcher);
    assertThat(watcher.status().inForce()).isTrue();
  }

  @Test
  void aMountedConfigMapIsSwappedForAnEmptyOne() throws IOException {
    Path mount = Files.createDirectory(folder.resolve("mount"));
    Path full = Files.createDirectory(mount.resolve("..full"));
    Files.writeString(full.resolve("rules.yaml"), COPIES);
    Files.createDirectory(mount.resolve("..empty"));
    Path data = Files.createSymbolicLink(mount.resolve("..data"), Path.of("..full"));
    Path file = Files.createSymbolicLink(mount.resolve("rules.yaml"), Path.of("..data/rules.yaml"));
    Path lab = folder.resolve("lab.yaml");
    RuleFileWatcher watcher = RuleFileWatcher.builder(mount, lab).create(this::take);

    Path next = Files.createSymbolicLink(mount.resolve("..data_tmp"), Path.of("..empty"));
    Files.move(next, data, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    look(watcher); // a link to nothing
    assertThat(watcher.status().failures()).isEqualTo(1);
    Files.delete(file);
    look(watcher); // no file at all
    assertThat(watcher.status().keptBack()).isEqualTo(1);
    assertThat(taken).hasSize(1);
  }

  @Test
  void whatCostsOnlyCopiesIsTaken() throws IOException {
    RuleFileWatcher watcher = watcher();
    Files.delete(folder.resolve("more.yaml"));
    assertTaken(watcher);
    assertThat(taken.get(1).rules()).extracting(RouteRule::name).doesNotContain("copies");
  }

  @Test
  void aMirrorThatLosesItsEndpointsIsRefused() throws IOException {
    RuleFileWatcher watcher = watcher();
    Files.delete(folder.resolve("lab.yaml"));
    look(watcher);
    assertThat(taken).hasSize(1);
    assertThat(watcher.status().failures()).isEqualTo(1);
    assertThat(watcher.status().lastFailure().orElseThrow().keptBack()).isFalse();
  }

  @Test
  void routesThatChangeButStayAreTaken() throws IOException {
    RuleFileWatcher watcher = watcher();
    write("route.yaml", ROUTE.replace("/list", "/other").replace("subset: v1}}]", "subset: v2}}]"));
    write("entry.yaml", entry("orders", "v2"));
    assertTaken(watcher);
  }

  @Test
  void aWiderRuleThatRoutesTheSameRequestsIsEnough() throws IOException {
    RuleFileWatcher watcher = watcher();
    String first = ROUTE.substring(ROUTE.indexOf("  - match"), ROUTE.indexOf("  - route"));
    write(
        "route.yaml",
        ROUTE.replace(first, "").replace("metadata: {name: orders}", "metadata: {name: others}"));
    assertTaken(watcher);
  }

  @Test
  void primariesThatNoRuleRoutesCostNothing() throws IOException {
    Files.delete(entry);
    RuleFileWatcher watcher = watcher(); // they go where their URI says
    Files.delete(route);
    assertTaken(watcher);
  }

  @Test
  void endpointsOfARegistryBehindTheFilesCount() throws IOException {
    Files.delete(entry);
    ServiceRegistry mine =
        ServiceRegistry.builder()
            .endpoint("orders", Labels.of("version", "v1"), URI.create("http://127.0.0.1:1"))
            .build();
    RuleFileWatcher watcher = builder().registry(mine).create(this::take);
    Files.delete(route);
    assertKeptBack(watcher, UNROUTED.formatted(0), UNROUTED.formatted(1));
  }

  @Test
  void itIsTakenWhereThatIsAllowed() throws IOException {
    RuleFileWatcher watcher = builder().withoutKeepingBack().create(this::take);
    Files.delete(route);
    Files.delete(entry);
    Files.delete(folder.resolve("more.yaml"));
    assertTaken(watcher);
    assertThat(taken.get(1).rules()).isEmpty();
  }

  @Test
  void aLaterGoodChangeIsTaken() throws IOException {
    RuleFileWatcher watcher = watcher();
    Files.delete(entry);
    look(watcher);
    now.updateAndGet(time -> time.plusSeconds(10));
    write("entry.yaml", entry("orders", "v1"));
    look(watcher);
    assertThat(taken).hasSize(2);
    assertThat(watcher.status().inForce()).isTrue();
    assertThat(watcher.status().lastFailure()).isPresent();
  }

  @Test
  void aWatcherThatStartsWithTooLittleTakesWhatComes() throws IOException {
    for (String name : List.of("route.yaml", "entry.yaml", "lab.yaml", "more.yaml")) {
      Files.move(folder.resolve(name), folder.resolve(name + ".away"));
    }
    RuleFileWatcher watcher = watcher();
    assertThat(watcher.documents().rules()).isEmpty();
    for (String name : List.of("route.yaml", "entry.yaml", "lab.yaml", "more.yaml")) {
      Files.move(folder.resolve(name + ".away"), folder.resolve(name));
    }
    assertTaken(watcher);
    assertThat(watcher.documents().rules()).hasSize(3);
  }

  @Test
  void theLogSaysOnceWhatIsKeptBackAndWhatAllowsIt() {
    String log =
        log(
            () -> {
              RuleFileWatcher watcher = watcher();
              try {
                Files.delete(entry);
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
              for (int i = 0; i < 5; i++) {
                watcher.poll();
              }
            });
    assertThat(log)
        .containsOnlyOnce("WARN")
        .contains(folder + "] is kept back", "the previous rules stay in force")
        .contains("withoutKeepingBack()", LOST.formatted(0));
  }

  @Test
  void thePlaceOfTheRuleIsNamed() throws IOException {
    RuleFileWatcher watcher = watcher();
    Files.delete(entry);
    look(watcher);
    ReloadFailure failure = watcher.status().lastFailure().orElseThrow();
    assertThat(failure.problems().get(0).path())
        .startsWith(route + ":7:5: ")
        .endsWith("rule \"orders.000\".route[0]");
  }

  @Test
  void theTimeOfTheLastSuccessStandsStillMeanwhile() throws IOException {
    RuleFileWatcher watcher = watcher();
    Instant start = now.get();
    now.set(start.plus(1, ChronoUnit.MINUTES));
    watcher.poll();
    assertThat(watcher.status().lastSuccess()).isEqualTo(now.get());
    Files.delete(entry);
    look(watcher);
    now.set(start.plus(5, ChronoUnit.MINUTES));
    watcher.poll();
    assertThat(watcher.status().lastSuccess()).isEqualTo(start.plus(1, ChronoUnit.MINUTES));
  }
}
