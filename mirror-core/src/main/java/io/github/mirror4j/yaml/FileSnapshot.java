package io.github.mirror4j.yaml;

import io.github.mirror4j.yaml.tree.SourceFiles;
import io.github.mirror4j.yaml.tree.SourceText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The files as one look found them. The texts are those that were hashed; they are not read again.
 */
record FileSnapshot(SourceFiles sources, String hash) {

  static FileSnapshot at(List<Path> paths) {
    SourceFiles sources = SourceText.read(paths);
    return new FileSnapshot(sources, hash(sources));
  }

  private static String hash(SourceFiles sources) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (SourceText source : sources.texts()) {
        update(digest, source.name());
        update(digest, source.text());
      }
      sources.problems().forEach(problem -> update(digest, problem.toString()));
      sources.warnings().forEach(warning -> update(digest, warning));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The length in front keeps two texts from being taken for two others. */
  private static void update(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
    digest.update(bytes);
  }
}
