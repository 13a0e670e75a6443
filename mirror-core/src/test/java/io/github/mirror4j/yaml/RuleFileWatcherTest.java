package io.github.mirror4j.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mirror4j.rule.InvalidConfigurationException;
import io.github.mirror4j.rule.Problem;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.select.RuleSet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Changed files are taken over as a whole once they are stable and right; else nothing changes. */
class RuleFileWatcherTest {

  private static final Duration INTERVAL = Duration.ofMillis(100);

  @TempDir Path folder;
  private final List<RuleDocuments> taken = new ArrayList<>();

  static String rule(String name, String mirror) {
    return """
    apiVersion: config.istio.io/v1alpha2
    kind: RouteRule
    metadata: {name: %s}
    spec:
      destination: {name: a}
      mirror: {name: %s}
    """
        .formatted(name, mirror);
  }

  private RuleFileWatcher watcher() {
    return RuleFileWatcher.builder(folder).create(taken::add);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private interface Steps {
    void run() throws IOException;
  }

  /** What the steps write to the log, which is the standard error stream here. */
  private static String log(Steps steps) throws IOException {
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

  /** A log whose disk is full, say. */
  private static final class BrokenStream extends PrintStream {

    BrokenStream() {
      super(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    }

    @Override
    public void println(String line) {
      throw new IllegalStateException("meant");
    }
  }

  /** In one step: whoever is slow between emptying and filling a file would show it empty. */
  private void replace(String name, String text) throws IOException {
    Path next = write("next", text);
    Files.move(next, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> names() {
    return taken.get(taken.size() - 1).rules().stream().map(RouteRule::name).toList();
  }

  @Test
  void theStartIsHandedOverAndNothingMoreWithoutAChange() throws IOException {
    write("a.yaml", rule("one", "b"));
    RuleFileWatcher watcher = watcher();
    assertThat(watcher.poll()).isFalse();
    write("a.yaml", rule("one", "b"));
    assertThat(watcher.poll()).isFalse();
    assertThat(taken).hasSize(1);
    assertThat(watcher.documents()).isSameAs(taken.get(0));
    assertThat(watcher.status().reloads()).isZero();
  }

  @Test
  void aChangeCountsWhenASecondLookConfirmsIt() throws IOException {
    write("a.yaml", rule("one", "b"));
    RuleFileWatcher watcher = watcher();
    write("a.yaml", rule("two", "b").substring(0, 80));
    assertThat(watcher.poll()).isTrue();
    write("a.yaml", rule("two", "b"));
    assertThat(watcher.poll()).isTrue();
    assertThat(taken).hasSize(1);
    assertThat(watcher.poll()).isFalse();
    assertThat(names()).containsExactly("two");
    assertThat(watcher.status().reloads()).isEqualTo(1);
    assertThat(watcher.status().failures()).isZero();
  }

  @Test
  void addingAndRemovingFilesTakesEffect() throws IOException {
    write("a.yaml", rule("one", "b"));
    RuleFileWatcher watcher = watcher();
    Path second = write("b.yml", rule("two", "b"));
    watcher.poll();
    watcher.poll();
    assertThat(names()).containsExactly("one", "two");
    Files.delete(second);
    watcher.poll();
    watcher.poll();
    assertThat(names()).containsExactly("one");
  }

  @Test
  void wrongFilesLeaveTheLastGoodRulesInForceAndCountOnce() throws IOException {
    write("a.yaml", rule("one", "b"));
    RuleFileWatcher watcher = watcher();
    RuleDocuments good = watcher.documents();
    write("a.yaml", rule("one", "B!"));
    for (int i = 0; i < 5; i++) {
      watcher.poll();
    }
    assertThat(watcher.documents()).isSameAs(good);
    assertThat(taken).hasSize(1);
    assertThat(watcher.status().failures()).isEqualTo(1);
    write("a.yaml", rule("three", "b"));
    watcher.poll();
    watcher.poll();
    assertThat(names()).containsExactly("three");
  }

  @Test
  void goingBackToTheRulesInForceIsNoFailureButAReload() throws IOException {
    write("a.yaml", rule("one", "b"));
    RuleFileWatcher watcher = watcher();
    write("a.yaml", "wrong");
    watcher.poll();
    watcher.poll();
    write("a.yaml", rule("one", "b"));
    watcher.poll();
    watcher.poll();
    assertThat(watcher.status().failures()).isEqualTo(1);
    assertThat(watcher.status().reloads()).isEqualTo(1);
    assertThat(names()).containsExactly("one");
  }

  @Test
  void whatTheConsumerRefusesIsAFailureToo() throws IOException {
    write("a.yaml", rule("one", "b"));
    RuleFileWatcher watcher =
        RuleFileWatcher.builder(folder)
            .create(
                documents -> {
                  RuleSet.builder()
                      .rules(documents.rules())
                      .registry(
                          documents.rules().get(0).name().equals("one")
                              ? Mesh.EVERYTHING
                              : documents.registry())
                      .build();
                  taken.add(documents);
                });
    write("a.yaml", rule("two", "unknown"));
    watcher.poll();
    watcher.poll();
    assertThat(watcher.status().failures()).isEqualTo(1);
    assertThat(watcher.documents()).isSameAs(taken.get(0));
  }

  @Test
  void aMissingFolderLeavesTheRulesInForce() throws IOException {
    Path file = write("a.yaml", rule("one", "b"));
    RuleFileWatcher watcher = RuleFileWatcher.builder(file).create(taken::add);
    Files.delete(file);
    watcher.poll();
    watcher.poll();
    assertThat(watcher.status().failures()).isEqualTo(1);
    assertThat(names()).containsExactly("one");
  }

  @Test
  void aFolderWithoutARuleFileIsNoFailureButAWarningInTheLog() throws IOException {
    String log =
        log(
            () -> {
              RuleFileWatcher watcher = watcher();
              write("readme.txt", "no rules");
              watcher.poll();
              watcher.poll();
              assertThat(watcher.status().failures()).isZero();
              assertThat(watcher.documents().warnings()).hasSize(1);
            });
    assertThat(log).containsOnlyOnce("rule files: " + folder + ": no rules").contains("WARN");
  }

  @Test
  void theLogSaysThatAChangeIsRefusedAndWhichRulesAreInForce() throws IOException {
    write("a.yaml", rule("one", "b"));
    String log =
        log(
            () -> {
              RuleFileWatcher watcher = watcher();
              write("a.yaml", "kind: RouteRule");
              watcher.poll();
              watcher.poll();
            });
    assertThat(log)
        .containsSubsequence(
            "WARN",
            "a change of [" + folder + "] is refused and the previous rules stay in force:",
            "a.yaml:1:");
  }

  @Test
  void warningsAreLoggedWhenTheyChange() throws IOException {
    String fault = "  httpFault: {}\n";
    write("a.yaml", rule("one", "b") + fault);
    String log =
        log(
            () -> {
              RuleFileWatcher watcher = watcher();
              write("a.yaml", rule("two", "b") + fault);
              watcher.poll();
              watcher.poll();
              assertThat(watcher.status().reloads()).isEqualTo(1);
              write("a.yaml", rule("two", "b") + fault + "  l4Fault: {}\n");
              watcher.poll();
              watcher.poll();
            });
    assertThat(log.lines().map(line -> line.substring(line.indexOf("a.yaml"))))
        .containsExactly(
            "a.yaml:7:14: spec.httpFault: not applied",
            "a.yaml:7:14: spec.httpFault: not applied",
            "a.yaml:8:12: spec.l4Fault: not applied");
  }

  @Test
  void theSwappedLinkOfAMountedConfigMapIsSeen() throws IOException {
    Path old = Files.createDirectory(folder.resolve("..2026_01"));
    Files.writeString(old.resolve("rules.yaml"), rule("one", "b"));
    Path data = Files.createSymbolicLink(folder.resolve("..data"), Path.of("..2026_01"));
    Files.createSymbolicLink(folder.resolve("rules.yaml"), Path.of("..data", "rules.yaml"));
    RuleFileWatcher watcher = watcher();
    assertThat(names()).containsExactly("one");

    Path next = Files.createDirectory(folder.resolve("..2026_02"));
    Files.writeString(next.resolve("rules.yaml"), rule("two", "b"));
    Path link = Files.createSymbolicLink(folder.resolve("..data_tmp"), Path.of("..2026_02"));
    Files.move(link, data, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    assertThat(watcher.poll()).isTrue();
    assertThat(watcher.poll()).isFalse();
    assertThat(names()).containsExactly("two");
    assertThat(taken.get(1).rules()).hasSize(1);
  }

  @Test
  void afterCloseNothingIsReadAnyMore() throws IOException {
    write("a.yaml", rule("one", "b"));
    RuleFileWatcher watcher = watcher();
    watcher.close();
    write("a.yaml", rule("two", "b"));
    assertThat(watcher.poll()).isFalse();
    assertThat(watcher.poll()).isFalse();
    assertThat(taken).hasSize(1);
  }

  @Test
  void closingWaitsForNoLookThatIsUnderWay() throws Exception {
    write("a.yaml", rule("one", "b"));
    CountDownLatch called = new CountDownLatch(2);
    CountDownLatch hanging = new CountDownLatch(1);
    RuleFileWatcher watcher =
        RuleFileWatcher.builder(folder)
            .create(
                documents -> {
                  called.countDown();
                  if (called.getCount() == 0) {
                    await(hanging);
                  }
                });
    write("a.yaml", rule("two", "b"));
    watcher.poll();
    Thread looking = Thread.ofVirtual().start(watcher::poll);
    called.await();
    Thread closing = Thread.ofVirtual().start(watcher::close);
    assertThat(closing.join(Duration.ofSeconds(30))).isTrue();
    assertThat(looking.isAlive()).isTrue();
    hanging.countDown();
    looking.join();
  }

  @Test
  void anErrorOfTheConsumerEndsNothing() throws Exception {
    write("a.yaml", rule("one", "b"));
    BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    Consumer<RuleDocuments> consumer =
        documents -> {
          String name = documents.rules().get(0).name();
          seen.add(name);
          if (name.equals("two")) {
            throw new NoClassDefFoundError("meant");
          }
        };
    try (RuleFileWatcher watcher =
        RuleFileWatcher.builder(folder).interval(INTERVAL).start(consumer)) {
      assertThat(seen.take()).isEqualTo("one");
      replace("a.yaml", rule("two", "b"));
      assertThat(seen.take()).isEqualTo("two");
      replace("a.yaml", rule("three", "b"));
      String next = seen.take();
      while (next.equals("two")) { // tried again, as another time it may succeed
        next = seen.take();
      }
      assertThat(next).isEqualTo("three");
      assertThat(watcher.status().failures()).isEqualTo(1);
    }
  }

  @Test
  void aLogThatThrowsEndsNothing() throws Exception {
    write("a.yaml", rule("one", "b"));
    BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    PrintStream before = System.err;
    try (RuleFileWatcher watcher =
        RuleFileWatcher.builder(folder)
            .interval(INTERVAL)
            .start(documents -> seen.add(documents.rules().get(0).name()))) {
      assertThat(seen.take()).isEqualTo("one");
      System.setErr(new BrokenStream());
      replace("a.yaml", rule("two", "b") + "  httpFault: {}\n");
      assertThat(seen.take()).isEqualTo("two");
      replace("a.yaml", rule("three", "b"));
      assertThat(seen.take()).isEqualTo("three");
      assertThat(watcher.status().failures()).isZero();
    } finally {
      System.setErr(before);
    }
  }

  @Test
  void theStartIsStrict() throws IOException {
    write("a.yaml", "wrong");
    assertThatThrownBy(this::watcher).isInstanceOf(InvalidConfigurationException.class);
  }

  @Test
  void anIntervalIsATenthOfASecondToAnHour() {
    RuleFileWatcher.Builder builder = RuleFileWatcher.builder(folder);
    Duration least = Duration.ofMillis(100);
    Duration most = Duration.ofHours(1);

    assertThat(builder.interval(least).interval(most)).isSameAs(builder);
    for (Duration beyond : List.of(least.minusNanos(1), most.plusNanos(1), Duration.ZERO)) {
      assertThatThrownBy(() -> builder.interval(beyond))
          .hasMessage("interval: " + beyond + " (expected: PT0.1S to PT1H)");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "20, 20, 'a.yaml:39:1: '",
    "21, 21, 'further problems: 1 more (expected: none; the log names them)'",
    "25, 21, 'further problems: 5 more (expected: none; the log names them)'"
  })
  void theStatusNamesTheFirst20Problems(int wrong, int named, String last) throws IOException {
    write("a.yaml", rule("one", "b"));
    RuleFileWatcher watcher = watcher();
    write("a.yaml", "- 1\n---\n".repeat(wrong));
    log(
        () -> {
          watcher.poll();
          watcher.poll();
        });

    List<Problem> problems = watcher.status().lastFailure().orElseThrow().problems();
    assertThat(problems).hasSize(named);
    assertThat(problems.getLast().toString()).contains(last);
  }

  @Test
  void theWatcherLooksByItself() throws Exception {
    write("a.yaml", rule("one", "b"));
    BlockingQueue<RuleDocuments> queue = new LinkedBlockingQueue<>();
    try (RuleFileWatcher watcher =
        RuleFileWatcher.builder(folder).interval(INTERVAL).start(queue::add)) {
      assertThat(queue.take().rules()).extracting(RouteRule::name).containsExactly("one");
      replace("a.yaml", rule("two", "b"));
      assertThat(queue.take().rules()).extracting(RouteRule::name).containsExactly("two");
      assertThat(watcher.status().failures()).isZero();
    }
  }
}
