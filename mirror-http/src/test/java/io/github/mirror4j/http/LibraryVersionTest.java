package io.github.mirror4j.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The library knows its version, as the build wrote it. */
class LibraryVersionTest {

  @Test
  void aVersionAndNoPlaceholder() {
    assertThat(LibraryVersion.TEXT).matches("\\d+\\.\\d+\\.\\d+(-\\w+)?");
  }
}
