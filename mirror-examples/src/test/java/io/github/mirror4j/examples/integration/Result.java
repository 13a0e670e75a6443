package io.github.mirror4j.examples.integration;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a caller got: an answer, or an exception and its causes.
 *
 * <p>Causes inside the JDK are left out, since they vary with the moment.
 */
record Result(String answer, List<String> thrown) {

  /** One call through a library; what the library throws goes through. */
  @FunctionalInterface
  interface Calls {
    String post(String target, String body) throws Exception;
  }

  static Result of(Calls calls, String target, String body) {
    try {
      return new Result(calls.post(target, body), List.of());
    } catch (Exception e) {
      return new Result(
          "none",
          Stream.<Throwable>iterate(e, cause -> cause != null, Throwable::getCause)
              .map(cause -> cause.getClass().getName())
              .filter(name -> !name.startsWith("jdk.internal."))
              .toList());
    }
  }

  boolean isAnswer() {
    return thrown.isEmpty();
  }
}
