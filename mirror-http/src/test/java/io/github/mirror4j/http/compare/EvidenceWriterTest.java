package io.github.mirror4j.http.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.compare.files.ComparedSettings;
import io.github.mirror4j.compare.files.EvidenceReader;
import io.github.mirror4j.compare.files.EvidenceRow;
import io.github.mirror4j.compare.files.RowKind;
import io.github.mirror4j.compare.files.RowTable;
import io.github.mirror4j.compare.files.Snapshot;
import io.github.mirror4j.compare.files.SnapshotHead;
import io.github.mirror4j.compare.files.SnapshotStart;
import io.github.mirror4j.compare.files.StoredSnapshot;
import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.http.fixture.FaultResources;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.StandardError;
import io.github.mirror4j.http.guard.Threads;
import io.github.mirror4j.http.stats.EvidenceFileStatus;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.MirrorId;
import io.github.mirror4j.rule.RouteRule;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirDeletionStrategy;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An engine writes its evidence to a file, and is in nobody's way when it cannot. */
@ResourceLock(Resources.SYSTEM_ERR)
class EvidenceWriterTest {

  private static final MirrorId TO_V2 = new MirrorId("orders-v2", "v2");

  private final OrderService v1 = OrderService.of("1.0");
  private final OrderService v2 = OrderService.of("2.0", response -> response.status = 500);
  private final StandardError log = new StandardError();

  /** A closed engine writes its last snapshot on a thread of its own, which may go on here. */
  @TempDir(deletionStrategy = TempDirDeletionStrategy.IgnoreFailures.class)
  private Path folder;

  EvidenceWriterTest() throws IOException {}

  @AfterEach
  void close() {
    v1.close();
    v2.close();
    log.close();
  }

  @Test
  void allThatWasComparedIsWrittenAtClose() throws Exception {
    send(folder.resolve("new/evidence"), 7);

    Path file = only(folder.resolve("new/evidence"));
    assertThat(file.getFileName().toString()).matches("mirror4j-[0-9a-f-]{36}\\.jsonl");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    List<StoredSnapshot> snapshots = read(file);
    assertThat(snapshots).extracting(each -> each.head().v2()).containsExactly("", "2.0");
    assertThat(snapshots).extracting(each -> each.head().v1()).containsExactly("", "1.0");
    assertThat(Files.readString(file))
        .contains("\"check\":\"pairs\",\"path\":null,\"n\":7,")
        .doesNotContain("Zo", "EUR", "localhost");
  }

  @Test
  void nothingIsWrittenBeforeTheFirstPair() throws Exception {
    MirrorEngine engine = engine(folder);
    engine.close();

    assertThat(engine.evidenceFile().orElseThrow().written()).isZero();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void eachEngineHasItsOwnFile() throws Exception {
    send(folder, 1);
    send(folder, 1);

    assertThat(folder).isDirectoryContaining("glob:**.jsonl");
    assertThat(written(folder)).hasSize(2);
  }

  @Test
  void itIsWrittenAgainAndAgain() throws Exception {
    EvidenceWriter writer = writer(folder);
    writer.start(Threads.platform("test-"));
    assertThat(FaultResources.await(() -> writer.status().written() >= 3)).isTrue();
    writer.close();

    assertThat(read(only(folder))).singleElement().matches(each -> each.head().seq() >= 4);
    assertThat(writer.status().failures()).isZero();
  }

  @Test
  void aFolderThatIsGoneIsCreatedAgain() throws Exception {
    Path gone = folder.resolve("gone");
    EvidenceWriter writer = writer(gone);
    writer.write();
    Files.delete(only(gone));
    Files.delete(gone);
    writer.write();

    assertThat(read(only(gone))).isNotEmpty();
  }

  @Test
  void aFailureIsCountedLoggedOnceAndTriedAgain() throws Exception {
    Path blocked = folder.resolve("blocked");
    EvidenceWriter writer = writer(blocked);
    Files.writeString(blocked, "not a folder");
    writer.write();
    writer.write();

    EvidenceFileStatus failed = writer.status();
    assertThat(failed.failures()).isEqualTo(2);
    assertThat(failed.written()).isZero();
    assertThat(failed.lastFailure()).contains("FileAlreadyExistsException");
    List<String> lines = new ArrayList<>();
    assertThat(FaultResources.await(() -> isAnyOf(lines, "Evidence cannot be written"))).isTrue();
    assertThat(lines)
        .filteredOn(line -> line.contains("Evidence cannot be written"))
        .singleElement()
        .asString()
        .contains("WARN", blocked.toString());

    Files.delete(blocked);
    writer.write();
    assertThat(writer.status().written()).isEqualTo(1);
    assertThat(only(blocked)).isNotEmptyFile();
  }

  /** Whatever it is, such as an exhausted heap: the next time it may be over. */
  @ParameterizedTest
  @MethodSource
  void noFailureEndsTheWriting(Runnable failing) throws Exception {
    AtomicInteger times = new AtomicInteger();
    EvidenceWriter writer =
        new EvidenceWriter(
            new EvidenceFolder(folder, Duration.ofMillis(1)),
            numbered -> {
              if (times.incrementAndGet() == 1) {
                failing.run();
              }
              return evidence(numbered);
            },
            InstantSource.system());
    writer.start(Threads.platform("test-"));

    assertThat(FaultResources.await(() -> writer.status().written() >= 2)).isTrue();
    writer.close();
  }

  static Stream<Runnable> noFailureEndsTheWriting() {
    return Stream.of(
        () -> {
          throw new IllegalStateException("on purpose");
        },
        () -> {
          throw new OutOfMemoryError("on purpose");
        },
        () -> {
          throw new NoClassDefFoundError("on purpose");
        },
        () -> {
          throw new Nameless();
        });
  }

  /** There is no memory for its text either. */
  private static final class Nameless extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    @Override
    public String toString() {
      throw new OutOfMemoryError("on purpose");
    }
  }

  @Test
  void theStatusTellsWhatBecameOfTheFile() throws Exception {
    MirrorEngine engine = engine(folder);
    send(engine, 3);
    engine.close();

    assertThat(engine.status().toText()).contains("Evidence file\n  " + only(folder));
    assertThat(engine.status().toJson()).contains("\"evidenceFile\":{\"file\":");
  }

  /** The log is written on a thread of its own. */
  private boolean isAnyOf(List<String> lines, String text) {
    lines.addAll(log.rest());
    return lines.stream().anyMatch(line -> line.contains(text));
  }

  private static EvidenceWriter writer(Path folder) {
    return new EvidenceWriter(
        new EvidenceFolder(folder, Duration.ofMillis(1)),
        EvidenceWriterTest::evidence,
        InstantSource.system());
  }

  private static List<Snapshot> evidence(EvidenceWriter.Numbered numbered) {
    Instant at = Instant.parse("2026-11-27T08:00:00Z");
    Optional<ComparedSettings> settings =
        Optional.of(ComparedSettings.of(Comparison.withoutBaseline().build()));
    return List.of(
        new Snapshot(
            new SnapshotHead(numbered.process(), "k", numbered.seq(), at, "1", "2", TO_V2),
            new SnapshotStart(at, Optional.empty(), Optional.empty(), true, true, settings),
            List.of(EvidenceRow.of(RowKind.PAIRS, 3))));
  }

  private void send(Path to, int requests) throws Exception {
    try (MirrorEngine engine = engine(to)) {
      send(engine, requests);
    }
  }

  private void send(MirrorEngine engine, int requests) throws Exception {
    try (HttpClient plain = Fixtures.plain()) {
      for (int i = 0; i < requests; i++) {
        engine
            .wrap(plain)
            .send(Fixtures.get(v1.uri().resolve("/orders/" + i)), BodyHandlers.ofString());
      }
    }
    assertThat(FaultResources.await(() -> engine.comparison(TO_V2).pairs().pending() == 0))
        .isTrue();
  }

  private MirrorEngine engine(Path to) {
    Comparison comparison =
        Comparison.withoutBaseline()
            .endpoint("/orders/{id}")
            .buildHeader("X-Build")
            .warmUp(Duration.ZERO, 0)
            .build();
    RouteRule rule =
        RouteRule.builder("orders-v2")
            .destination("localhost")
            .mirror(Mirror.to(v2.uri()).name("v2").compare(comparison))
            .build();
    return MirrorEngine.builder()
        .rules(rule)
        .evidenceFolder(to)
        .evidenceInterval(Duration.ofHours(1))
        .build();
  }

  private static Path only(Path folder) throws IOException {
    List<Path> all = written(folder);
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  /** Without files that are being written. */
  private static List<Path> written(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jsonl")).toList();
    }
  }

  private static List<StoredSnapshot> read(Path file) throws IOException {
    List<StoredSnapshot> snapshots = new ArrayList<>();
    try (InputStream in = Files.newInputStream(file)) {
      assertThat(EvidenceReader.read(in, new RowTable(), snapshots::add)).isEmpty();
    }
    return snapshots;
  }
}
