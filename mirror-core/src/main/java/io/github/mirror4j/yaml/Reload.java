package io.github.mirror4j.yaml;

import io.github.mirror4j.rule.InvalidConfigurationException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps of reloading, one look at a time. */
final class Reload {

  private static final Logger LOG = LoggerFactory.getLogger(RuleFileWatcher.class);

  private final List<Path> paths;
  private final Consumer<RuleDocuments> consumer;
  private volatile @Nullable RuleDocuments documents;
  private final AtomicLong reloads = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private String current = "";
  private String pending = "";
  private String lastError = "";
  private List<String> warned = List.of();
  private volatile boolean stopped;

  /** What one look found: the texts are those that were hashed, not read a second time. */
  private record Look(Sources sources, String hash) {}

  Reload(List<Path> paths, Consumer<RuleDocuments> consumer) {
    this.paths = paths;
    this.consumer = consumer;
  }

  RuleDocuments documents() {
    return java.util.Objects.requireNonNull(documents);
  }

  long reloads() {
    return reloads.get();
  }

  long failures() {
    return failures.get();
  }

  /** Takes no lock: a look that is under way may hang, at a mount that is gone. */
  void stop() {
    stopped = true;
  }

  synchronized void first() {
    Look look = look();
    RuleDocuments read = RuleFiles.read(look.sources());
    consumer.accept(read);
    documents = read;
    warn(read);
    current = look.hash();
  }

  /** Looks once; true where a change was seen that the next look has to confirm. */
  synchronized boolean poll() {
    if (stopped) {
      return false;
    }
    Look look;
    try {
      look = look();
    } catch (Throwable e) {
      refuse(e);
      return false;
    }
    if (look.hash().equals(current)) {
      pending = "";
      return false;
    }
    if (!look.hash().equals(pending)) {
      pending = look.hash();
      return true;
    }
    pending = "";
    current = look.hash();
    take(look);
    return false;
  }

  private void take(Look look) {
    RuleDocuments read;
    try {
      read = RuleFiles.read(look.sources());
      if (stopped) {
        return;
      }
      consumer.accept(read);
    } catch (Throwable e) {
      refuse(e);
      return;
    }
    documents = read;
    reloads.incrementAndGet();
    lastError = "";
    warn(read);
    LOG.info("rule files: {} rules read again from {}", read.rules().size(), paths);
  }

  private void refuse(Throwable failure) {
    failures.incrementAndGet();
    String error = String.valueOf(failure.getMessage());
    boolean isNew = !error.equals(lastError);
    lastError = error;
    // Files that keep changing between two wrong states would fill the log.
    if (isNew) {
      boolean expected = failure instanceof InvalidConfigurationException;
      LOG.warn("rule files: the rules before stay in force: {}", error, expected ? null : failure);
    }
  }

  /** Rules that are taken over often would fill the log with what was said before. */
  private void warn(RuleDocuments read) {
    if (!read.warnings().equals(warned)) {
      read.warnings().forEach(warning -> LOG.warn("rule files: {}", warning));
    }
    warned = read.warnings();
  }

  private Look look() {
    Sources sources = SourceText.read(paths);
    return new Look(sources, hash(sources));
  }

  private static String hash(Sources sources) {
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
