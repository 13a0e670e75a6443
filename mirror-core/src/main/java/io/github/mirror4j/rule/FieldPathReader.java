package io.github.mirror4j.rule;

import io.github.mirror4j.rule.FieldPath.Name;
import io.github.mirror4j.rule.FieldPath.Segment;
import io.github.mirror4j.rule.FieldPath.Wildcard;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the text of a {@link FieldPath}. */
final class FieldPathReader {

  private static final int MAX_LENGTH = 500;
  private static final int MAX_SEGMENTS = 50;
  private static final int MAX_DEPTHS = 2;

  private static final String EXAMPLE = "a path such as $.items[*].price, $['a.b'] or $.**.id";

  private final String text;
  private final List<Segment> segments = new ArrayList<>();
  private int at;

  FieldPathReader(String text) {
    this.text = text;
  }

  /** Returns what is expected instead of the text; null if it is a path. */
  @Nullable String expected() {
    if (text.length() > MAX_LENGTH) {
      return "a path of at most " + MAX_LENGTH + " characters";
    }
    if (!text.startsWith("$")) {
      return EXAMPLE + ", which starts with $";
    }
    at = 1;
    while (at < text.length()) {
      String expected = readSegment();
      if (expected != null) {
        return EXAMPLE + "; at character " + (at + 1) + " " + expected;
      }
    }
    if (segments.size() > MAX_SEGMENTS) {
      return "a path of at most " + MAX_SEGMENTS + " segments";
    }
    if (Collections.frequency(segments, Wildcard.ANY_DEPTH) > MAX_DEPTHS) {
      return "a path with at most " + MAX_DEPTHS + " segments **";
    }
    return null;
  }

  List<Segment> segments() {
    return List.copyOf(segments);
  }

  /** Returns whether a name with this character needs no quotes. */
  static boolean isBare(int character) {
    return Character.isLetterOrDigit(character) || "_-$@:".indexOf(character) >= 0;
  }

  private @Nullable String readSegment() {
    if (skip("..")) {
      at--;
      return "a name, or .** for any depth";
    }
    if (skip(".**")) {
      return add(Wildcard.ANY_DEPTH);
    }
    if (skip(".*") || skip(".{*}")) {
      return add(Wildcard.ANY_FIELD);
    }
    if (skip("[*]")) {
      return add(Wildcard.ANY_ELEMENT);
    }
    if (skip("['")) {
      return readQuoted();
    }
    if (skip("[")) {
      return "[*] for every element, or a name in single quotes";
    }
    return skip(".") ? readBare() : ". or [";
  }

  private @Nullable String readBare() {
    int start = at;
    while (at < text.length() && isBare(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
    }
    return start == at
        ? "a name of letters, digits and _ - $ @ :, or any other as ['name']"
        : add(new Name(text.substring(start, at)));
  }

  private @Nullable String readQuoted() {
    StringBuilder name = new StringBuilder();
    while (at < text.length() && text.charAt(at) != '\'') {
      if (text.charAt(at) == '\\') {
        at++;
        if (at == text.length() || "'\\".indexOf(text.charAt(at)) < 0) {
          return "\\' or \\\\";
        }
      }
      if (Character.isISOControl(text.charAt(at))) {
        return "no control character";
      }
      name.append(text.charAt(at));
      at++;
    }
    return skip("']") ? add(new Name(name.toString())) : "'] at the end of the name";
  }

  private @Nullable String add(Segment segment) {
    boolean repeated =
        segment == Wildcard.ANY_DEPTH
            && !segments.isEmpty()
            && segments.getLast() == Wildcard.ANY_DEPTH;
    segments.add(segment);
    return repeated ? "another segment than a second **" : null;
  }

  private boolean skip(String expected) {
    boolean found = text.startsWith(expected, at);
    at += found ? expected.length() : 0;
    return found;
  }
}
