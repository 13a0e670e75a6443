package io.github.mirror4j.compare.diff;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A body's media type (RFC 9110, section 8.3).
 *
 * @param name type and subtype in lower case; empty if the response names none
 * @param parameters the parameters that mean something: a character set that is known and the
 *     boundary of parts say how the body is written
 * @param charset the character set; UTF-8 where none is named, or none that is known
 */
record MediaType(String name, Map<String, String> parameters, Charset charset) {

  /** How bodies of a media type are compared. */
  enum Format {
    JSON,
    XML,
    FORM,
    TEXT,
    BINARY,
    /** By what the body looks like. */
    UNKNOWN;

    String text() {
      return name().charAt(0) == 'F' ? "a form" : name();
    }
  }

  private static final int NAME_LIMIT = 100;

  private static final Set<String> TEXTS =
      Set.of(
          "application/x-ndjson",
          "application/jsonl",
          "application/javascript",
          "application/yaml",
          "application/x-yaml",
          "application/sql",
          "application/graphql");

  static MediaType of(Map<String, List<String>> headers) {
    List<String> values = headers.getOrDefault("content-type", List.of());
    List<String> parts = new ArrayList<>();
    if (!values.isEmpty()) {
      HeaderText.split(values.get(0), ';', parts);
    }
    if (parts.isEmpty()) {
      return new MediaType("", Map.of(), StandardCharsets.UTF_8);
    }
    Map<String, String> parameters = new TreeMap<>();
    for (String part : parts.subList(1, parts.size())) {
      String[] pair = part.split("=", 2);
      String value = pair.length == 1 ? "" : pair[1].strip().replace("\"", "");
      String parameter = pair[0].strip().toLowerCase(Locale.ROOT);
      parameters.put(
          parameter, parameter.equals("charset") ? value.toLowerCase(Locale.ROOT) : value);
    }
    parameters.remove("boundary");
    String name = parts.get(0).toLowerCase(Locale.ROOT);
    String named = parameters.get("charset");
    Charset charset = named == null ? StandardCharsets.UTF_8 : charset(named);
    if (charset == null) {
      return new MediaType(name, parameters, StandardCharsets.UTF_8);
    }
    parameters.remove("charset");
    return new MediaType(name, parameters, charset);
  }

  /** Returns whether bodies of the type have no end, or are parts that each have one. */
  boolean isStream() {
    return name.equals("text/event-stream")
        || name.equals("multipart/x-mixed-replace")
        || name.startsWith("application/grpc");
  }

  Format format() {
    if (name.isEmpty()) {
      return Format.UNKNOWN;
    }
    if (name.endsWith("/json") || name.endsWith("+json")) {
      return Format.JSON;
    }
    if (name.endsWith("/xml") || name.endsWith("+xml")) {
      return Format.XML;
    }
    if (name.equals("application/x-www-form-urlencoded")) {
      return Format.FORM;
    }
    return name.startsWith("text/") || TEXTS.contains(name) ? Format.TEXT : Format.BINARY;
  }

  /**
   * Returns the name for reports. A media type is no secret, but a text that is none may be one.
   */
  String shown() {
    boolean plain =
        name.length() <= NAME_LIMIT
            && name.indexOf('/') > 0
            && name.chars()
                .allMatch(c -> c < 0x7f && (isLetterOrDigit(c) || "/+.-_".indexOf(c) >= 0));
    return name.isEmpty() ? "none" : plain ? name : "no media type";
  }

  private static boolean isLetterOrDigit(int c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }

  private static @Nullable Charset charset(String name) {
    try {
      return Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return null;
    }
  }
}
