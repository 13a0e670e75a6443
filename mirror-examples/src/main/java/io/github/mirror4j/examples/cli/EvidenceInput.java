package io.github.mirror4j.examples.cli;

import io.github.mirror4j.compare.fleet.FleetEvidence;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads evidence files, also those in folders. What cannot be read is a problem of the report. */
final class EvidenceInput {

  private static final String EVIDENCE = ".jsonl";
  private static final int MAX_DEPTH = 8;
  private static final long SILENCE = Duration.ofSeconds(1).toNanos();
  private static final long MEGABYTE = 1_000_000;

  private final List<Path> paths;
  private final PrintWriter progress;

  EvidenceInput(List<Path> paths, PrintWriter progress) {
    this.paths = paths;
    this.progress = progress;
  }

  FleetEvidence read() {
    FleetEvidence evidence = new FleetEvidence();
    List<Path> files = new ArrayList<>();
    paths.forEach(path -> add(path, files, evidence));
    Progress read = new Progress(files.size());
    files.parallelStream().forEach(file -> read.add(read(file, evidence)));
    return evidence;
  }

  /** Prints a line a second while files are read. */
  private final class Progress {
    private final int all;
    private int done;
    private long bytes;
    private long last = System.nanoTime();

    private Progress(int all) {
      this.all = all;
    }

    private synchronized void add(long more) {
      done++;
      bytes += more;
      if (System.nanoTime() - last > SILENCE) {
        last = System.nanoTime();
        progress.println("read %,d of %,d files, %,d MB".formatted(done, all, bytes / MEGABYTE));
        progress.flush();
      }
    }
  }

  private static void add(Path path, List<Path> files, FleetEvidence evidence) {
    if (!Files.isDirectory(path)) {
      files.add(path);
      return;
    }
    try (Stream<Path> all = Files.walk(path, MAX_DEPTH)) {
      all.filter(file -> file.toString().endsWith(EVIDENCE)).sorted().forEach(files::add);
    } catch (IOException | UncheckedIOException e) {
      evidence.addProblem(path.toString(), "cannot be read: " + e);
    }
  }

  private static long read(Path file, FleetEvidence evidence) {
    try (InputStream in = Files.newInputStream(file)) {
      evidence.add(file.toString(), in);
      return Files.size(file);
    } catch (IOException e) {
      evidence.addProblem(file.toString(), "cannot be read: " + e.getClass().getSimpleName());
      return 0;
    }
  }
}
