package io.github.mirror4j.http.spring;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A class of Spring's that sends requests by a JDK client, and how to get an instance with another
 * client.
 *
 * <p>Boot has no place at which a finished client can be replaced: it builds the client itself,
 * inside the object that uses it. So the object is built by Boot, with all of its settings and
 * customizers, and its state is then copied to a new one. Spring has no getters for it, so the
 * fields are read. All fields that may change are copied, those of later versions too. A class with
 * other final fields than a client and an executor is left alone, and the log reports it.
 *
 * @param <T> the class
 */
final class SpringClient<T> {

  /** Creates an instance; the executor is null if the class has none. */
  @FunctionalInterface
  interface Creation<T> {
    T with(HttpClient client, @Nullable Executor executor);
  }

  private final Class<T> type;
  private final Creation<T> creation;
  private final List<Field> settings = new ArrayList<>();
  private @Nullable Field client;
  private @Nullable Field executor;
  private @Nullable String problem;

  SpringClient(Class<T> type, Creation<T> creation) {
    this.type = type;
    this.creation = creation;
    try {
      Stream.of(type.getDeclaredFields())
          .filter(field -> !Modifier.isStatic(field.getModifiers()))
          .forEach(this::add);
    } catch (RuntimeException e) {
      problem = e.toString();
    }
    if (client == null) {
      problem = "it has no field of type HttpClient";
    }
  }

  private void add(Field field) {
    field.setAccessible(true);
    if (field.getType() == HttpClient.class) {
      client = field;
    } else if (field.getType() == Executor.class) {
      executor = field;
    } else if (Modifier.isFinal(field.getModifiers())) {
      problem = "it has an unknown field: " + field.getName();
    } else {
      settings.add(field);
    }
  }

  /** Returns why instances cannot be copied in this version of Spring; empty if they can. */
  Optional<String> problem() {
    return Optional.ofNullable(problem)
        .map(text -> type.getSimpleName() + " is not known: " + text);
  }

  /**
   * Returns an instance with the same state and another client. An object that is not exactly of
   * this class is returned itself, and so is one whose client stays the same.
   */
  Object with(Object original, UnaryOperator<HttpClient> change) {
    if (original.getClass() != type || problem != null || client == null) {
      return original;
    }
    try {
      HttpClient before = (HttpClient) client.get(original);
      HttpClient after = change.apply(before);
      return after.equals(before) ? original : copy(original, after);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e); // they were made accessible
    }
  }

  private T copy(Object original, HttpClient after) throws IllegalAccessException {
    T copy = creation.with(after, executor == null ? null : (Executor) executor.get(original));
    for (Field setting : settings) {
      setting.set(copy, setting.get(original));
    }
    return copy;
  }
}
