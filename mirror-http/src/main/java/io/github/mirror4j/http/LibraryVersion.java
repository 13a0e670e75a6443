package io.github.mirror4j.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The version of this library. A manifest would name it only on the class path. */
final class LibraryVersion {

  /** The version as the build wrote it, or {@code unknown} if the resource is missing. */
  static final String TEXT = read();

  private LibraryVersion() {}

  private static String read() {
    try (@Nullable InputStream in = LibraryVersion.class.getResourceAsStream("version.txt")) {
      return in == null ? "unknown" : new String(in.readAllBytes(), UTF_8).strip();
    } catch (IOException e) {
      return "unknown";
    }
  }
}
