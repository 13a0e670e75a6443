package io.github.mirror4j.compare.files;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** Reads rows from lines of JSON. The only class of evidence files that knows Jackson. */
final class JsonRows {

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(4)
                  .maxNumberLength(40)
                  .maxStringLength(1 << 16)
                  .maxNameLength(256)
                  .build())
          .build();

  /** What describes a row beyond its counts. Anything else may be there and is left alone. */
  private static final Set<String> KNOWN =
      Set.of(
          "since",
          "firstVote",
          "lastVote",
          "warm",
          "current",
          "settings",
          "kinds",
          "severity",
          "counts",
          "noisy",
          "provenAt",
          "method",
          "kind",
          "before",
          "after");

  private static final Set<String> COUNTS = Set.of("n", "b", "c", "d", "seq");

  private JsonRows() {}

  /** Returns the row of a line; null if it is no object of JSON. */
  static @Nullable FileRow read(byte[] line, int start, int length) {
    FileRow row = new FileRow();
    return read(row, line, start, length) ? row : null;
  }

  /** Reads the fields of a line into a row, and returns whether it is an object of JSON. */
  static boolean read(FileRow row, byte[] line, int start, int length) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), line, start, length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        if (value == JsonToken.VALUE_STRING && !COUNTS.contains(name)) {
          text(row, name, parser.getString());
        } else if (value == JsonToken.VALUE_NUMBER_INT) {
          number(row, name, parser);
        } else if (COUNTS.contains(name)) {
          row.hasWrongCount = true;
          parser.skipChildren();
        } else if (KNOWN.contains(name) && value != JsonToken.VALUE_NULL) {
          row.put(name, value(parser));
        } else {
          parser.skipChildren();
        }
      }
      return parser.nextToken() == null;
    } catch (JacksonException e) {
      return false;
    }
  }

  private static void text(FileRow row, String name, String text) {
    switch (name) {
      case "process" -> row.process = text;
      case "key" -> row.key = text;
      case "at" -> row.at = text;
      case "v1" -> row.v1 = text;
      case "v2" -> row.v2 = text;
      case "rule" -> row.rule = text;
      case "mirror" -> row.mirror = text;
      case "endpoint" -> row.endpoint = text;
      case "check" -> row.check = text;
      case "path" -> row.path = text;
      default -> {
        if (KNOWN.contains(name)) {
          row.put(name, text);
        }
      }
    }
  }

  private static void number(FileRow row, String name, JsonParser parser) {
    switch (name) {
      case "v" -> row.version = parser.getLongValue();
      case "seq" -> row.seq = parser.getLongValue();
      case "n" -> row.n = parser.getLongValue();
      case "b" -> row.b = parser.getLongValue();
      case "c" -> row.c = parser.getLongValue();
      case "d" -> row.d = parser.getLongValue();
      default -> {
        if (KNOWN.contains(name)) {
          row.put(name, parser.getLongValue());
        }
      }
    }
  }

  /** Returns the value that begins with the current token. */
  private static Object value(JsonParser parser) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> "";
      default -> parser.getString();
    };
  }

  private static Map<String, Object> object(JsonParser parser) {
    Map<String, Object> map = new HashMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      map.put(name, value(parser));
    }
    return map;
  }

  private static List<Object> array(JsonParser parser) {
    List<Object> list = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      list.add(value(parser));
    }
    return list;
  }
}
