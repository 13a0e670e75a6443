package io.github.mirror4j.compare.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes with which all rows of a snapshot begin, up to the endpoint. Two thirds of a file are
 * such bytes, so they are read once.
 */
final class RowBeginning {

  private static final byte[] NEXT = ",\"endpoint\":".getBytes(UTF_8);

  private final byte[] bytes;
  private final FileRow fields;

  private RowBeginning(byte[] bytes, FileRow fields) {
    this.bytes = bytes;
    this.fields = fields;
  }

  /** Returns the beginning of a row; null if it does not hold all that rows have in common. */
  static @Nullable RowBeginning of(SnapshotHead head, byte[] line, int start, int length) {
    int size = indexOfNext(line, start, length);
    if (size < 0) {
      return null;
    }
    byte[] bytes = Arrays.copyOfRange(line, start, start + size + 1);
    bytes[size] = '}'; // A comma in a text has no quote behind it that is not escaped.
    FileRow fields = JsonRows.read(bytes, 0, bytes.length);
    bytes[size] = ',';
    if (fields == null || !fields.isOfThisVersion() || !fields.isOf(head)) {
      return null;
    }
    return new RowBeginning(bytes, fields);
  }

  private static int indexOfNext(byte[] line, int start, int length) {
    for (int at = 0; at + NEXT.length <= length; at++) {
      if (Arrays.equals(line, start + at, start + at + NEXT.length, NEXT, 0, NEXT.length)) {
        return at;
      }
    }
    return -1;
  }

  /** {@return how much of a line it is, without the comma that ends it} */
  int length() {
    return bytes.length - 1;
  }

  /** Returns whether a line has this beginning. */
  boolean isOf(byte[] line, int start, int length) {
    return length > bytes.length
        && Arrays.equals(line, start, start + bytes.length, bytes, 0, bytes.length);
  }

  /** Reads the rest of a line with this beginning; null if it is no JSON object. */
  @Nullable FileRow readRest(byte[] line, int start, int length) {
    int comma = start + bytes.length - 1;
    line[comma] = '{';
    FileRow row = new FileRow();
    row.beginAs(fields);
    boolean isRow = JsonRows.read(row, line, comma, length - bytes.length + 1);
    line[comma] = ',';
    return isRow ? row : null;
  }
}
