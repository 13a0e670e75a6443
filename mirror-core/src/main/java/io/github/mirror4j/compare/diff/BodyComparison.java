package io.github.mirror4j.compare.diff;

import io.github.mirror4j.compare.DifferenceKind;
import io.github.mirror4j.compare.Severity;
import io.github.mirror4j.compare.diff.MediaType.Format;
import io.github.mirror4j.compare.diff.TreeComparison.Style;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Compares two bodies without content codings, as the primary's media type says. */
final class BodyComparison {

  private static final Sample EMPTY = Sample.of("empty body");
  private static final Sample BODY = Sample.of("body");
  private static final Sample IN_CHARSET = Sample.of("text");
  private static final Sample NOT_IN_CHARSET = Sample.of("text that is not in its character set");
  private static final Place CHARSET = Place.outside("header:content-type");

  private final Place root;
  private final DifferenceLog log;

  /**
   * A body.
   *
   * @param bytes its bytes
   * @param type its media type
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared as a record
  record Body(byte[] bytes, MediaType type) {

    /** Returns the text; one that is not in its character set byte by byte. */
    String text() {
      String text = decoded();
      return text == null ? new String(bytes, StandardCharsets.ISO_8859_1) : text;
    }

    /** Returns the text; null if it is not in its character set. */
    @Nullable String decoded() {
      return TextComparison.decode(bytes, type.charset());
    }

    /** Returns whether clients that heed the character set read JSON as it is, which is UTF-8. */
    boolean isReadAsJson() {
      Charset charset = type.charset();
      return charset.equals(StandardCharsets.UTF_8)
          || text().equals(new String(bytes, StandardCharsets.UTF_8));
    }

    boolean isEmpty() {
      return bytes.length == 0;
    }
  }

  BodyComparison(Place root, DifferenceLog log) {
    this.root = root;
    this.log = log;
  }

  void compare(Body a, Body b) {
    if (Arrays.equals(a.bytes(), b.bytes())) {
      sameBytes(a, b);
    } else if (b.isEmpty()) {
      log.missing(root, BODY);
    } else if (a.isEmpty()) {
      log.add(root, DifferenceKind.SIZE, Severity.CHANGED, EMPTY, BODY);
    } else {
      contents(a, b);
    }
  }

  /** The same bytes in another character set are another text. */
  private void sameBytes(Body a, Body b) {
    if (!a.type().charset().equals(b.type().charset())
        && format(a) != Format.BINARY
        && !a.text().equals(b.text())) {
      charset();
    }
  }

  private void charset() {
    Sample after = Sample.of("another character set, in which the body is another text");
    log.add(CHARSET, DifferenceKind.HEADER, Severity.BREAKING, Sample.of("character set"), after);
  }

  private void contents(Body a, Body b) {
    int touches = log.touches();
    Format format = format(a);
    switch (format) {
      case JSON -> json(a, b);
      case XML, FORM -> structured(format, a, b);
      case TEXT -> texts(a, b);
      default -> binary(a.bytes(), b.bytes());
    }
    if (log.touches() == touches) {
      log.add(root, DifferenceKind.REPRESENTATION, Severity.COSMETIC, BODY, BODY);
    }
  }

  private static Format format(Body body) {
    Format format = body.type().format() == Format.UNKNOWN ? guess(body) : body.type().format();
    return format == Format.JSON && !JsonComparison.AVAILABLE ? Format.TEXT : format;
  }

  private static Format guess(Body body) {
    for (byte b : body.bytes()) {
      if (b == 0) {
        return Format.BINARY;
      }
    }
    String start = body.text().stripLeading();
    return start.startsWith("{") || start.startsWith("[") ? Format.JSON : Format.TEXT;
  }

  /** JSON is UTF-8 without a mark (RFC 8259, section 8.1), whatever its media type says. */
  private void json(Body a, Body b) {
    structured(Format.JSON, a, b);
    if (a.isReadAsJson() && !b.isReadAsJson()) {
      charset();
    }
    if (!JsonComparison.isMarked(a.bytes()) && JsonComparison.isMarked(b.bytes())) {
      Sample after = Sample.of("a byte order mark, which many parsers refuse");
      log.add(root, DifferenceKind.REPRESENTATION, Severity.BREAKING, BODY, after);
    }
  }

  /** A text that is not in its character set is another one than each that is. */
  private void texts(Body a, Body b) {
    String left = a.decoded();
    String right = b.decoded();
    if (left != null && right != null) {
      TextComparison.compare(left, right, root, log);
    } else if (left == null && right == null) {
      TextComparison.compare(a.text(), b.text(), root, log);
    } else {
      Sample before = left == null ? NOT_IN_CHARSET : IN_CHARSET;
      Sample after = right == null ? NOT_IN_CHARSET : IN_CHARSET;
      log.add(root, DifferenceKind.VALUE, Severity.BREAKING, before, after);
    }
  }

  private void structured(Format format, Body a, Body b) {
    int mark = log.mark();
    try {
      switch (format) {
        case JSON -> JsonComparison.compare(a.bytes(), b.bytes(), root, log);
        case XML -> trees(Style.XML, XmlTree.read(a.bytes()), XmlTree.read(b.bytes()));
        default -> forms(a, b);
      }
    } catch (MalformedBodyException e) {
      log.rollback(mark);
      malformed(format, a, b);
    }
  }

  /**
   * If the primary's body does not have its media type either, clients do not read it as that type.
   */
  private void malformed(Format format, Body a, Body b) {
    if (isReadable(format, a)) {
      Sample before = Sample.of(format.text());
      Sample after = Sample.of("not " + format.text() + ", or beyond the limits");
      log.add(root, DifferenceKind.TYPE, Severity.BREAKING, before, after);
    } else {
      texts(a, b);
    }
  }

  private static boolean isReadable(Format format, Body body) {
    if (format == Format.JSON) {
      return JsonComparison.isReadable(body.bytes());
    }
    try {
      Node tree = format == Format.XML ? XmlTree.read(body.bytes()) : form(body);
      return tree.type() == ValueType.OBJECT;
    } catch (MalformedBodyException e) {
      return false;
    }
  }

  private void forms(Body a, Body b) {
    if ((a.decoded() == null) == (b.decoded() == null)) {
      trees(Style.FORM, form(a), form(b));
    } else {
      texts(a, b);
    }
  }

  private void trees(Style style, Node a, Node b) {
    new TreeComparison(log, style).compare(a, b, root);
  }

  private static Node form(Body body) {
    return FormTree.read(body.text(), body.type().charset());
  }

  private void binary(byte[] a, byte[] b) {
    DifferenceKind kind = a.length == b.length ? DifferenceKind.VALUE : DifferenceKind.SIZE;
    log.add(root, kind, Severity.CHANGED, bytes(a), bytes(b));
  }

  private static Sample bytes(byte[] bytes) {
    return Sample.of(TextShape.range(bytes.length) + " bytes");
  }
}
