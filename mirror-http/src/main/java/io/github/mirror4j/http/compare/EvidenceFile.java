package io.github.mirror4j.http.compare;

import io.github.mirror4j.compare.files.Snapshot;
import io.github.mirror4j.compare.files.SnapshotText;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/**
 * A file that holds the last snapshots. It is replaced as a whole: a reader sees the ones before or
 * the new ones. Where the file system knows owners, only the owner may read it.
 */
final class EvidenceFile {

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private final Path file;

  EvidenceFile(Path file) {
    this.file = file;
  }

  Path path() {
    return file;
  }

  /** Replaces what the file holds. A folder that has gone is created again. */
  void write(List<Snapshot> snapshots) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Path beside = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      Files.deleteIfExists(beside);
      create(beside);
      fill(beside, snapshots);
      replaceBy(beside);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private static void create(Path path) throws IOException {
    boolean knowsOwners = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] attributes =
        knowsOwners
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
            : new FileAttribute<?>[0];
    Files.createFile(path, attributes);
  }

  private static void fill(Path path, List<Snapshot> snapshots) throws IOException {
    try (BufferedWriter writer = Files.newBufferedWriter(path, StandardCharsets.UTF_8)) {
      for (Snapshot snapshot : snapshots) {
        SnapshotText.write(snapshot, line -> write(writer, line));
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void write(BufferedWriter writer, String line) {
    try {
      writer.write(line);
      writer.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void replaceBy(Path other) throws IOException {
    try {
      Files.move(other, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) { // A reader leaves out what is not complete.
      Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
