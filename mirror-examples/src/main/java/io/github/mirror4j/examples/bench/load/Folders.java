package io.github.mirror4j.examples.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders that are needed for a while. */
final class Folders {

  private Folders() {}

  /** Deletes a folder with what is in it, as far as that is possible. */
  static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      // It stays behind, in the folder for what is temporary.
    }
  }
}
