package io.github.mirror4j.examples.integration;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a caller got: a response, or an exception and its causes.
 *
 * <p>What the JDK's exceptions are caused by is left out, since it varies with the moment.
 */
record Result(String response, List<String> thrown) {

  /** One call through a library; what the library throws goes through. */
  @FunctionalInterface
  interface Calls {
    String post(String target, String body) throws Exception;
  }

  static Result of(Calls calls, String target, String body) {
    try {
      return new Result(calls.post(target, body), List.of());
    } catch (Exception e) {
      return new Result("none", names(e));
    }
  }

  private static List<String> names(Throwable thrown) {
    List<String> names = new ArrayList<>();
    for (Throwable e = thrown; e != null; e = isOfTheJdk(e) ? null : e.getCause()) {
      names.add(nameOf(e));
    }
    return names;
  }

  /** Whether a short time is over before or after the connection is made is chance. */
  private static String nameOf(Throwable e) {
    Class<?> type = e instanceof HttpTimeoutException ? HttpTimeoutException.class : e.getClass();
    return type.getName();
  }

  private static boolean isOfTheJdk(Throwable e) {
    return e instanceof IOException && e.getClass().getName().startsWith("java.");
  }

  boolean isResponse() {
    return thrown.isEmpty();
  }
}
