package io.github.mirror4j.examples.bench.load;

import tools.jackson.databind.json.JsonMapper;

/** Messages between the processes, each one line of JSON. */
final class Line {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Line() {}

  static String of(Object value) {
    return JSON.writeValueAsString(value);
  }

  /** An order, with its kind in front. */
  static String ofOrder(Order order) {
    return order.getClass().getSimpleName() + " " + of(order);
  }

  static <T> T read(String line, Class<T> type) {
    return JSON.readValue(line, type);
  }

  static Order readOrder(String line) {
    int space = line.indexOf(' ');
    String value = line.substring(space + 1);
    String kind = line.substring(0, space);
    return switch (kind) {
      case "Open" -> read(value, Order.Open.class);
      case "Run" -> read(value, Order.Run.class);
      case "Hold" -> read(value, Order.Hold.class);
      default -> throw new IllegalArgumentException("order " + kind);
    };
  }
}
