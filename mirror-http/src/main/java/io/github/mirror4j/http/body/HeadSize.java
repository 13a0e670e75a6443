package io.github.mirror4j.http.body;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * How large the head of a request is, or of a response; heads of usual size are free.
 *
 * <p>A head is held as the caller's strings, which the copies of one primary share, and as maps and
 * lists of each copy's own request. On a 64-bit JVM a value takes, beside its characters, about 240
 * bytes of the former and 128 of the latter.
 */
public final class HeadSize implements BiConsumer<String, List<String>> {

  /** So much of a request's head is not counted: it is part of what every copy takes. */
  public static final int FREE_MEMORY = 16 * 1024;

  private static final int SHARED_PER_VALUE = 240;
  private static final int OWN_PER_VALUE = 128;

  /** Colon, space and line end. */
  private static final int WIRE_PER_VALUE = 4;

  private long characters;
  private long values;

  private HeadSize() {}

  /**
   * Returns the size of headers.
   *
   * @param headers the headers
   * @return the size
   */
  public static HeadSize of(HttpHeaders headers) {
    HeadSize size = new HeadSize();
    headers.map().forEach(size);
    return size;
  }

  /**
   * Returns the size of a request's head.
   *
   * @param uri its URI
   * @param headers its headers
   * @return the size
   */
  public static HeadSize of(URI uri, HttpHeaders headers) {
    HeadSize size = of(headers);
    size.characters += uri.toString().length();
    return size;
  }

  /**
   * Returns the memory to be counted for the copies of one primary.
   *
   * @param copies how many there are
   * @return the memory in bytes
   */
  public long memory(int copies) {
    long all = characters + values * (SHARED_PER_VALUE + (long) OWN_PER_VALUE * copies);
    return Math.max(0, all - FREE_MEMORY);
  }

  /** How many bytes it takes in HTTP/1.1. */
  long onTheWire() {
    return characters + values * WIRE_PER_VALUE;
  }

  @Override
  public void accept(String name, List<String> valuesOfName) {
    for (int i = 0; i < valuesOfName.size(); i++) {
      characters += name.length() + valuesOfName.get(i).length();
      values++;
    }
  }
}
