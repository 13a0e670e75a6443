package io.github.mirror4j.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.select.RuleSet;
import io.github.mirror4j.select.Selection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hundred reloads under load: every selection is by one whole version of the rules. */
class ReloadUnderLoadTest {

  private static final int RELOADS = 100;
  private static final int CALLERS = 2;

  @Test
  void noSelectionIsLostDoubledOrMixed(@TempDir Path folder)
      throws IOException, InterruptedException, ExecutionException {
    write(folder, 0);
    AtomicReference<RuleSet> rules = new AtomicReference<>();
    RuleFileWatcher watcher =
        RuleFileWatcher.builder(folder)
            .create(
                documents ->
                    rules.set(
                        RuleSet.builder()
                            .rules(documents.rules())
                            .registry(documents.registry())
                            .build()));
    AtomicBoolean done = new AtomicBoolean();
    try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
      List<Future<Long>> counts = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        counts.add(callers.submit(() -> select(rules, done)));
      }
      for (int i = 1; i <= RELOADS; i++) {
        write(folder, i);
        assertThat(watcher.poll()).isTrue();
        assertThat(watcher.poll()).isFalse();
      }
      done.set(true);
      for (Future<Long> count : counts) {
        assertThat(count.get()).isPositive();
      }
    }
    assertThat(watcher.status().reloads()).isEqualTo(RELOADS);
    assertThat(watcher.status().failures()).isZero();
    assertThat(rules.get().mirrors()).hasSize(2);
  }

  /** In version N both mirrors and the route go to port 1000 + N. */
  private static long select(AtomicReference<RuleSet> rules, AtomicBoolean done) {
    long count = 0;
    int last = 0;
    while (!done.get() || count == 0) {
      Selection selection = rules.get().select(Mesh.facts("GET", "http://a/"));
      int port = selection.endpoint().orElseThrow().uri().getPort();
      assertThat(selection.mirrors()).hasSize(2);
      assertThat(selection.mirrors()).allMatch(m -> m.endpoints().get(0).uri().getPort() == port);
      assertThat(port).isGreaterThanOrEqualTo(last);
      last = port;
      count++;
      // The reloading thread needs a processor too.
      Thread.yield();
    }
    return count;
  }

  /** Two files that only make sense together. */
  private static void write(Path folder, int version) throws IOException {
    Files.writeString(
        folder.resolve("rules.yaml"),
        """
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: {name: a}
        spec:
          hosts: [a]
          http:
          - route: [{destination: {host: a, subset: v%1$d}}]
            mirrors:
            - {destination: {host: a, subset: v%1$d}}
            - {destination: {host: a, subset: v%1$d}}
        ---
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata: {name: a}
        spec: {host: a, subsets: [{name: v%1$d, labels: {version: v%1$d}}]}
        """
            .formatted(version));
    Files.writeString(
        folder.resolve("services.yaml"),
        """
        apiVersion: networking.istio.io/v1
        kind: ServiceEntry
        metadata: {name: a}
        spec:
          hosts: [a]
          ports: [{number: 80, name: http, protocol: HTTP}]
          resolution: STATIC
          endpoints: [{address: 10.0.0.1, ports: {http: %d}, labels: {version: v%d}}]
        """
            .formatted(1000 + version, version));
  }
}
