package io.github.mirror4j.compare.diff;

import io.github.mirror4j.compare.DifferenceKind;
import io.github.mirror4j.compare.Severity;
import io.github.mirror4j.compare.diff.MediaType.Format;
import io.github.mirror4j.compare.diff.TreeComparison.Style;
import java.util.Arrays;

/** Compares two bodies without content codings, as the primary's media type says. */
final class BodyComparison {

  private static final Sample EMPTY = Sample.of("empty body");
  private static final Sample BODY = Sample.of("body");

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

    String text() {
      return TextComparison.decode(bytes, type.charset());
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
      return;
    }
    if (b.isEmpty()) {
      log.missing(root, BODY);
    } else if (a.isEmpty()) {
      log.add(root, DifferenceKind.SIZE, Severity.CHANGED, EMPTY, BODY);
    } else {
      contents(a, b);
    }
  }

  private void contents(Body a, Body b) {
    int touches = log.touches();
    Format format = format(a);
    switch (format) {
      case JSON, XML, FORM -> structured(format, a, b);
      case TEXT -> TextComparison.compare(a.text(), b.text(), root, log);
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

  private void structured(Format format, Body a, Body b) {
    int mark = log.mark();
    try {
      switch (format) {
        case JSON -> JsonComparison.compare(a.bytes(), b.bytes(), root, log);
        case XML -> trees(Style.XML, XmlTree.read(a.bytes()), XmlTree.read(b.bytes()));
        default -> trees(Style.FORM, form(a), form(b));
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
      TextComparison.compare(a.text(), b.text(), root, log);
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
