package io.github.mirror4j.compare.files;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Splits a stream into lines without copying them. A line that is too long is skipped. */
final class Lines {

  private static final int MAX_LENGTH = 1 << 20;

  private final InputStream in;
  private byte[] buffer = new byte[1 << 16];
  private int start;
  private int scanned;
  private int end;
  private boolean isSkipping;
  private long number;

  /** What is given each line. */
  interface Reader {

    /**
     * Takes a line.
     *
     * @param number the number of the line, from 1
     * @param length -1 if the line is too long
     */
    void line(long number, byte[] bytes, int start, int length);
  }

  Lines(InputStream in) {
    this.in = in;
  }

  void forEach(Reader reader) throws IOException {
    while (fill()) {
      while (scanned < end) {
        if (buffer[scanned++] == '\n') {
          emit(reader, scanned - 1);
          start = scanned;
        }
      }
      if (end - start > MAX_LENGTH) {
        isSkipping = true;
        start = end;
      }
    }
    if (end > start || isSkipping) {
      emit(reader, end);
    }
  }

  private void emit(Reader reader, int to) {
    number++;
    if (isSkipping) {
      reader.line(number, buffer, 0, -1);
    } else if (to > start) {
      reader.line(number, buffer, start, to - start);
    }
    isSkipping = false;
  }

  private boolean fill() throws IOException {
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, end - start);
      scanned -= start;
      end -= start;
      start = 0;
    }
    if (end == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
    int read = in.read(buffer, end, buffer.length - end);
    end += Math.max(0, read);
    return read >= 0;
  }
}
