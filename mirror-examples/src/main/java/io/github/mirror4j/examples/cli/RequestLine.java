package io.github.mirror4j.examples.cli;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/** A request as it is written on the command line: {@code GET http://httpbin/get}. */
record RequestLine(String method, URI uri) {

  private static final Pattern FORM = Pattern.compile("(?:([!-~]+) +)?(https?://[!-~]+)");

  static RequestLine parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (matcher.matches()) {
      String method = matcher.group(1) == null ? "GET" : matcher.group(1);
      try {
        URI uri = URI.create(matcher.group(2));
        if (uri.getRawAuthority() != null) {
          return new RequestLine(method, uri);
        }
      } catch (IllegalArgumentException e) {
        // Told below, as for a text of another form.
      }
    }
    throw new TypeConversionException(
        "expected a request such as \"GET http://httpbin/get\", but was \"" + text + '"');
  }
}
