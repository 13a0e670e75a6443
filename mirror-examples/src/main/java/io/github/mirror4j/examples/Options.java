package io.github.mirror4j.examples;

import java.net.URI;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The demo's options. */
record Options(
    boolean help,
    int requests,
    int concurrency,
    Optional<URI> v1,
    Optional<URI> v2,
    Optional<Path> rules) {

  static final int DEFAULT_REQUESTS = 400;
  static final int DEFAULT_CONCURRENCY = 16;
  private static final int MAX_REQUESTS = 10_000;
  private static final int MAX_CONCURRENCY = 1_000;

  static final String HELP =
      """
      Mirror4J demo: httpbin v1 serves callers, v2 gets a copy of every request; then v2 hangs.
      With servers and rules of its own it also compares their responses.

        --requests N     requests in each phase, 1 to %,d; %d by default, 500 a second
        --concurrency N  at most so many at a time, 1 to %,d; %d by default
        --v1 URL         an httpbin to use as v1, instead of a server in this process
        --v2 URL         an httpbin to use as v2; a second mirror, in this process, hangs instead
        --rules FILE     rules to use instead of the post's; v2 has to get a copy of everything
        --help           this text

      With Maven: mvn -Pdemo compile -Ddemo.args="--requests 1000"
      Exit code: 0 all went as it should, 1 something did not (it says what), 2 wrong options
      or rules.
      """
          .formatted(MAX_REQUESTS, DEFAULT_REQUESTS, MAX_CONCURRENCY, DEFAULT_CONCURRENCY);

  /** Reads options; the exception's message is meant for the user. */
  static Options parse(List<String> args) {
    Options options =
        new Options(
            false,
            DEFAULT_REQUESTS,
            DEFAULT_CONCURRENCY,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    Iterator<String> rest = args.iterator();
    while (rest.hasNext()) {
      options = options.with(rest.next(), rest);
    }
    return options;
  }

  /** Whether servers and rules are the demo's own, so that the responses are known. */
  boolean isPlain() {
    return v1.isEmpty() && v2.isEmpty() && rules.isEmpty();
  }

  private Options with(String name, Iterator<String> rest) {
    return switch (name) {
      case "--help", "-h" -> new Options(true, requests, concurrency, v1, v2, rules);
      case "--requests" -> {
        int number = number(name, rest, MAX_REQUESTS);
        yield new Options(help, number, concurrency, v1, v2, rules);
      }
      case "--concurrency" -> {
        int number = number(name, rest, MAX_CONCURRENCY);
        yield new Options(help, requests, number, v1, v2, rules);
      }
      case "--v1" -> {
        Optional<URI> url = Optional.of(url(name, rest));
        yield new Options(help, requests, concurrency, url, v2, rules);
      }
      case "--v2" -> {
        Optional<URI> url = Optional.of(url(name, rest));
        yield new Options(help, requests, concurrency, v1, url, rules);
      }
      case "--rules" -> {
        Optional<Path> file = Optional.of(Path.of(value(name, rest)));
        yield new Options(help, requests, concurrency, v1, v2, file);
      }
      default -> throw new IllegalArgumentException("unknown option " + name);
    };
  }

  private static int number(String name, Iterator<String> rest, int max) {
    String text = value(name, rest);
    try {
      int number = Integer.parseInt(text);
      if (number >= 1 && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, as for a number out of range.
    }
    throw new IllegalArgumentException(
        "%s %s: expected a number from 1 to %,d".formatted(name, text, max));
  }

  private static URI url(String name, Iterator<String> rest) {
    String text = value(name, rest);
    try {
      URI uri = URI.create(text);
      boolean isHttp = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (isHttp && uri.getHost() != null && uri.getRawQuery() == null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // Told below, as for a URL of another kind.
    }
    throw new IllegalArgumentException(
        "%s %s: expected a URL such as http://localhost:8001".formatted(name, text));
  }

  private static String value(String name, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException(name + ": expected a value");
    }
    return rest.next();
  }
}
