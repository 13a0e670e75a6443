package io.github.mirror4j.compare.diff;

import io.github.mirror4j.compare.DifferenceKind;
import io.github.mirror4j.compare.Severity;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares texts line by line, without the blanks and empty lines at their ends. */
final class TextComparison {

  private TextComparison() {}

  static void compare(String a, String b, Place place, DifferenceLog log) {
    List<String> left = lines(a);
    List<String> right = lines(b);
    if (left.equals(right)) {
      return;
    }
    boolean sameLines =
        left.size() == right.size()
            && left.stream().sorted().toList().equals(right.stream().sorted().toList());
    DifferenceKind kind = sameLines ? DifferenceKind.ORDER : DifferenceKind.VALUE;
    log.add(place, kind, Severity.CHANGED, new Lines(left), new Lines(right));
  }

  /**
   * The lines of a text.
   *
   * @param lines the lines
   */
  private record Lines(List<String> lines) implements Sample {

    @Override
    public Shape shape() {
      int size = lines.size();
      return size == 1
          ? TextShape.of(lines.get(0))
          : new Shape("text of " + TextShape.range(size) + " lines");
    }

    @Override
    public String value() {
      return String.join("\n", lines);
    }
  }

  private static List<String> lines(String text) {
    return text.stripTrailing().lines().map(String::stripTrailing).toList();
  }

  /** Decodes a text; null if it is not in its character set. */
  static @Nullable String decode(byte[] bytes, Charset charset) {
    try {
      return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException | UnsupportedOperationException e) {
      return null;
    }
  }
}
