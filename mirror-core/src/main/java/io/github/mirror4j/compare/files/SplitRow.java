package io.github.mirror4j.compare.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * The end of a line, cut into its counts and what stands around them, without parsing it. Two are
 * equal if they differ in their counts alone. Not thread-safe.
 */
final class SplitRow {

  private static final byte[] N = ",\"n\":".getBytes(UTF_8);
  private static final byte[] B = ",\"b\":".getBytes(UTF_8);
  private static final byte[] C = ",\"c\":".getBytes(UTF_8);
  private static final byte[] D = ",\"d\":".getBytes(UTF_8);

  /** Counts of more digits are left to the parser. */
  private static final int MAX_DIGITS = 13;

  private static final int NO_NUMBER = -1;

  long n;
  long b;
  long c;
  long d;
  private byte[] bytes = {};
  private int start;
  private int nameEnd;
  private int restStart;
  private int end;
  private int at;
  private int hash;

  /**
   * Takes a line that begins with a comma or a brace.
   *
   * @return false if it does not have the form in which this library writes counts
   */
  boolean cut(byte[] line, int from, int to) {
    bytes = line;
    start = from;
    end = to;
    hash = 0;
    at = from;
    while (at < end && !isNext(N)) {
      hash = 31 * hash + bytes[at++];
    }
    nameEnd = at;
    if (!cutCounts()) {
      return false;
    }
    restStart = at;
    while (at < end) {
      hash = 31 * hash + bytes[at++];
    }
    return true;
  }

  /**
   * Takes the counts of a line if it is equal to another one but for them, which takes less time
   * than {@link #cut}. It keeps no part of the line itself.
   */
  boolean cutLike(SplitRow other, byte[] line, int from, int to) {
    bytes = line;
    end = to;
    at = from + other.nameEnd - other.start;
    return at <= to
        && Arrays.equals(line, from, at, other.bytes, other.start, other.nameEnd)
        && cutCounts()
        && Arrays.equals(line, at, to, other.bytes, other.restStart, other.end);
  }

  private boolean cutCounts() {
    n = number(N);
    b = number(B);
    c = number(C);
    d = number(D);
    return n >= 0 && b >= 0 && c >= 0 && d >= 0;
  }

  private boolean isNext(byte[] name) {
    return bytes[at] == ','
        && end - at > name.length
        && Arrays.equals(bytes, at, at + name.length, name, 0, name.length);
  }

  /** Returns the number behind a name; negative if there is none, or not as it is written here. */
  private long number(byte[] name) {
    if (at >= end || !isNext(name)) {
      return NO_NUMBER;
    }
    at += name.length;
    int first = at;
    long number = 0;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      number = 10 * number + bytes[at++] - '0';
      if (at - first > MAX_DIGITS) {
        return NO_NUMBER;
      }
    }
    boolean hasNeedlessZero = at - first > 1 && bytes[first] == '0';
    return at == first || hasNeedlessZero ? NO_NUMBER : number;
  }

  /** Returns this with bytes of its own. */
  SplitRow copy() {
    byte[] line = withCounts(0, 0, 0, 0);
    SplitRow copy = new SplitRow();
    copy.cut(line, 0, line.length);
    return copy;
  }

  /** Returns the line with other counts. */
  byte[] withCounts(long otherN, long otherB, long otherC, long otherD) {
    String counts =
        ",\"n\":%d,\"b\":%d,\"c\":%d,\"d\":%d".formatted(otherN, otherB, otherC, otherD);
    byte[] between = counts.getBytes(UTF_8);
    int nameLength = nameEnd - start;
    byte[] line = new byte[nameLength + between.length + end - restStart];
    System.arraycopy(bytes, start, line, 0, nameLength);
    System.arraycopy(between, 0, line, nameLength, between.length);
    System.arraycopy(bytes, restStart, line, nameLength + between.length, end - restStart);
    return line;
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SplitRow row
        && Arrays.equals(bytes, start, nameEnd, row.bytes, row.start, row.nameEnd)
        && Arrays.equals(bytes, restStart, end, row.bytes, row.restStart, row.end);
  }
}
