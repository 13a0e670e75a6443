package io.github.mirror4j.http.testkit;

import java.util.List;
import java.util.stream.Collectors;

/** What there was, below the first line of a message. */
final class MessageLines {

  private static final int LIMIT = 20;

  private MessageLines() {}

  /** A line for each of the first items, and one that counts the others. */
  static String of(List<?> items) {
    String lines =
        items.stream().limit(LIMIT).map(MessageLines::line).collect(Collectors.joining());
    return items.size() <= LIMIT ? lines : lines + line("and " + (items.size() - LIMIT) + " more");
  }

  static String line(Object item) {
    return "\n  " + item;
  }
}
