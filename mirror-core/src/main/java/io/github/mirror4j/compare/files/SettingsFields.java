package io.github.mirror4j.compare.files;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of settings that were read. Each throws IllegalArgumentException if it is wrong. */
record SettingsFields(Map<?, ?> fields) {

  private static final double MAX_SECONDS = 1e9;
  private static final double NANOS = 1e9;

  private <T> T value(Class<T> type, String name) {
    return cast(type, fields.get(name));
  }

  private static <T> T cast(Class<T> type, @Nullable Object value) {
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException(value + " (expected: " + type.getSimpleName() + ")");
    }
    return type.cast(value);
  }

  String text(String name) {
    return value(String.class, name);
  }

  double number(String name) {
    return value(Number.class, name).doubleValue();
  }

  Duration time(String name) {
    return time(number(name));
  }

  List<Duration> times(String name) {
    List<?> all = value(List.class, name);
    return all.stream().map(seconds -> time(cast(Number.class, seconds).doubleValue())).toList();
  }

  <E extends Enum<E>> E constant(Class<E> type, String name) {
    return constantOf(type, text(name));
  }

  <E extends Enum<E>> Map<E, Double> fractions(Class<E> type, String name) {
    Map<E, Double> fractions = new EnumMap<>(type);
    Map<?, ?> all = value(Map.class, name);
    all.forEach(
        (key, value) ->
            fractions.put(
                constantOf(type, cast(String.class, key)),
                cast(Number.class, value).doubleValue()));
    return fractions;
  }

  private static <E extends Enum<E>> E constantOf(Class<E> type, String text) {
    return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
  }

  private static Duration time(double seconds) {
    if (!(seconds >= 0 && seconds <= MAX_SECONDS)) {
      throw new IllegalArgumentException(seconds + " (expected: 0 to " + MAX_SECONDS + ")");
    }
    return Duration.ofNanos(Math.round(seconds * NANOS));
  }
}
