package io.github.mirror4j.compare.diff;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads JSON token by token, in UTF-8 (RFC 8259). The only class of comparisons that knows Jackson,
 * which need not be there. Used by one thread.
 */
final class JsonTokens {

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(500)
                  .maxNumberLength(Numbers.DIGITS_LIMIT)
                  .maxStringLength(1 << 20)
                  .maxNameLength(4_096)
                  .maxTokenCount(200_000)
                  .build())
          .build();

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private final byte[] bytes;
  private final int start;
  private final JsonParser parser;

  /** The text of the current scalar, once it is loaded. */
  private char[] chars = {};

  private int offset;
  private int length;

  JsonTokens(byte[] bytes) {
    this(bytes, hasByteOrderMark(bytes) ? 3 : 0, bytes.length);
    if (bytes.length > 1 && (isWide(bytes[0]) || isWide(bytes[1]))) {
      throw malformed();
    }
  }

  private JsonTokens(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.start = start;
    parser = FACTORY.createParser(ObjectReadContext.empty(), bytes, start, end - start);
  }

  /**
   * Returns another reader, of a value that was read before. It has to be closed.
   *
   * @param from where the value starts
   * @param to where it ends
   */
  JsonTokens at(int from, int to) {
    return new JsonTokens(bytes, from, to);
  }

  /** Gives back the buffers of a reader that was not read to the end of its bytes. */
  void close() {
    parser.close();
  }

  static boolean hasByteOrderMark(byte[] bytes) {
    return bytes.length > 3
        && bytes[0] == (byte) 0xef
        && bytes[1] == (byte) 0xbb
        && bytes[2] == (byte) 0xbf;
  }

  private static boolean isWide(byte b) {
    return b == 0 || b == (byte) 0xfe || b == (byte) 0xff;
  }

  /**
   * Goes to the next token.
   *
   * @throws MalformedBodyException if there is none that JSON allows here
   */
  Kind next() {
    try {
      return kind(parser.nextToken());
    } catch (JacksonException e) {
      throw malformed();
    }
  }

  /** What a token is. */
  enum Kind {
    START_OBJECT,
    END_OBJECT,
    START_ARRAY,
    END_ARRAY,
    NAME,
    STRING,
    NUMBER,
    TRUE,
    FALSE,
    NULL,
    END;

    /** Returns whether two tokens of the kind may differ in their text. */
    boolean hasText() {
      return this == STRING || this == NUMBER;
    }

    /** Returns whether a value starts that has further tokens. */
    boolean hasParts() {
      return this == START_OBJECT || this == START_ARRAY;
    }

    ValueType type() {
      return switch (this) {
        case START_OBJECT -> ValueType.OBJECT;
        case START_ARRAY -> ValueType.ARRAY;
        case NUMBER -> ValueType.NUMBER;
        case TRUE, FALSE -> ValueType.BOOLEAN;
        case NULL -> ValueType.NULL;
        default -> ValueType.STRING;
      };
    }
  }

  private static Kind kind(@Nullable JsonToken token) {
    if (token == null) {
      return Kind.END;
    }
    return switch (token) {
      case START_OBJECT -> Kind.START_OBJECT;
      case END_OBJECT -> Kind.END_OBJECT;
      case START_ARRAY -> Kind.START_ARRAY;
      case END_ARRAY -> Kind.END_ARRAY;
      case PROPERTY_NAME -> Kind.NAME;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Kind.NUMBER;
      case VALUE_TRUE -> Kind.TRUE;
      case VALUE_FALSE -> Kind.FALSE;
      case VALUE_NULL -> Kind.NULL;
      default -> Kind.STRING;
    };
  }

  Kind current() {
    return kind(parser.currentToken());
  }

  String name() {
    return parser.currentName();
  }

  /** Returns the text of a scalar. */
  String text() {
    try {
      return parser.getString();
    } catch (JacksonException e) {
      throw malformed();
    }
  }

  /** Returns whether the text of the scalar is that of another reader's. */
  boolean hasTextOf(JsonTokens other) {
    load();
    other.load();
    return length == other.length
        && Arrays.equals(
            chars, offset, offset + length, other.chars, other.offset, other.offset + other.length);
  }

  /** Takes the text of the scalar out of the parser, without making a string. */
  private void load() {
    try {
      length = parser.getStringLength(); // reads a string to its end
    } catch (JacksonException e) {
      throw malformed();
    }
    chars = parser.getStringCharacters();
    offset = parser.getStringOffset();
  }

  /** Returns the hash of the scalar. */
  long hash(Kind kind) {
    load();
    return kind == Kind.NUMBER
        ? Numbers.hash(chars, offset, length)
        : Hashes.of(kind.type(), chars, offset, length);
  }

  /** Returns whether the scalar may be a time. */
  boolean mayBeTime() {
    Kind kind = current();
    if (!kind.hasText()) {
      return false;
    }
    load();
    return TimeText.isPossible(chars, offset, length);
  }

  /** Returns whether some bytes are those of another reader's. */
  boolean hasBytes(int from, int to, JsonTokens other, int otherFrom, int otherTo) {
    return Arrays.equals(bytes, from, to, other.bytes, otherFrom, otherTo);
  }

  /**
   * Returns whether the value that the current token starts is, byte by byte, one of another
   * reader's. Only a number may go on behind the same bytes.
   */
  boolean isWrittenAs(JsonTokens other, int otherFrom, int otherTo) {
    int from = offset();
    int to = from + otherTo - otherFrom;
    return to <= bytes.length
        && hasBytes(from, to, other, otherFrom, otherTo)
        && (current() != Kind.NUMBER || position() == to);
  }

  /** Returns the hash of some bytes. */
  long hash(int from, int to) {
    return Hashes.of(bytes, from, to);
  }

  int size() {
    return bytes.length;
  }

  /** Returns how many bytes at the end are the same as another reader's. */
  int commonSuffix(JsonTokens other) {
    int most = Math.min(bytes.length, other.bytes.length);
    int same = 0;
    while (same + Long.BYTES <= most
        && (long) LONGS.get(bytes, bytes.length - same - Long.BYTES)
            == (long) LONGS.get(other.bytes, other.bytes.length - same - Long.BYTES)) {
      same += Long.BYTES;
    }
    while (same < most
        && bytes[bytes.length - same - 1] == other.bytes[other.bytes.length - same - 1]) {
      same++;
    }
    return same;
  }

  /** Returns how many bytes were not read yet. */
  int rest() {
    return bytes.length - position();
  }

  /** Returns where the current token starts. */
  int offset() {
    return start + (int) parser.currentTokenLocation().getByteOffset();
  }

  /** Returns where the current token ends. */
  int position() {
    try {
      parser.finishToken(); // A string is read to its end only when that is asked for.
    } catch (JacksonException e) {
      throw malformed();
    }
    return start + (int) parser.currentLocation().getByteOffset();
  }

  /** Returns the value that some bytes are, which were read before. */
  Node nodeAt(int from, int to) {
    JsonTokens value = at(from, to);
    value.next();
    Node node = value.node();
    value.close();
    return node;
  }

  /** Reads the value that the current token starts, to its last token. */
  Node node() {
    Kind kind = current();
    if (kind == Kind.START_OBJECT) {
      Node.Fields object = new Node.Fields();
      while (next() == Kind.NAME) {
        String name = name();
        next();
        object.add(name, node());
      }
      return object;
    }
    if (kind == Kind.START_ARRAY) {
      List<Node> elements = new ArrayList<>();
      while (next() != Kind.END_ARRAY) {
        elements.add(node());
      }
      return new Node.Array(elements);
    }
    return new Node.Scalar(kind.type(), text());
  }

  /** Goes from an element of an array, or its end, to its end. */
  void skipToEndOfArray() {
    while (current() != Kind.END_ARRAY) {
      skip();
      next();
    }
  }

  /** Goes from the first token of a value to its last. */
  void skip() {
    try {
      parser.skipChildren();
    } catch (JacksonException e) {
      throw malformed();
    }
  }

  /**
   * Goes to the end of the body.
   *
   * @throws MalformedBodyException if anything follows the value that the body is
   */
  void end() {
    if (next() != Kind.END) {
      throw malformed();
    }
  }

  /** Returns whether a body is JSON within the limits. */
  static boolean isJson(byte[] bytes) {
    try {
      JsonTokens tokens = new JsonTokens(bytes);
      if (tokens.next() == Kind.END) {
        return false;
      }
      Node unused = tokens.node(); // What is passed over may be beyond the limits.
      tokens.end();
      return true;
    } catch (MalformedBodyException e) {
      return false;
    }
  }

  private static MalformedBodyException malformed() {
    return new MalformedBodyException("malformed JSON");
  }
}
