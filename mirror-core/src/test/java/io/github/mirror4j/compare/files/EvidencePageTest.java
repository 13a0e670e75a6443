package io.github.mirror4j.compare.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page about evidence explains every kind of row, and no other. */
class EvidencePageTest {

  private static final Path PAGE = Path.of("../mirror-http/EVIDENCE.md");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  @Test
  void everyKindOfRowIsInTheTable() throws IOException {
    Set<String> explained = new HashSet<>();
    Files.readString(PAGE)
        .lines()
        .dropWhile(line -> !line.equals("| check | path | counts |"))
        .skip(2)
        .takeWhile(line -> line.startsWith("|"))
        .map(line -> line.split("\\|", 3)[1])
        .forEach(cell -> CODE.matcher(cell).results().forEach(c -> explained.add(c.group(1))));

    assertThat(explained)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(RowKind.values()).map(RowKind::text).toList());
  }
}
