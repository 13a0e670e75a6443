package io.github.mirror4j.compare.diff;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON token by token, in UTF-8 (RFC 8259). It makes no strings unless it is asked for them,
 * and goes back to a value that it has read. Used by one thread.
 */
final class JsonTokens {

  private static final int MAX_DEPTH = 500;
  private static final int MAX_TOKENS = 200_000;
  private static final int MAX_TEXT = 1 << 20;
  private static final int MAX_NAME = 4_096;

  /** What stands for a byte where the text has ended. */
  private static final int NONE = -1;

  private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

  private final byte[] bytes;
  private final JsonNames names;

  /** Whether what is open is an object: a bit for each, the outermost first. */
  private final long[] objects = new long[MAX_DEPTH / Long.SIZE + 1];

  private int depth;
  private int tokens;

  /** The current token. Before the first one, a value follows, as it does behind a name. */
  private Kind kind = Kind.NAME;

  private int start;
  private int end;
  private boolean isEscaped;

  /** The name that was read last, once it is asked for. */
  private JsonNames.@Nullable Name name;

  private int nameStart;
  private int nameEnd;
  private boolean isNameEscaped;

  /**
   * Creates a reader of a body.
   *
   * @param names has the names of fields, also those of another reader
   */
  JsonTokens(byte[] bytes, JsonNames names) {
    this(bytes, names, hasByteOrderMark(bytes) ? 3 : 0);
  }

  private JsonTokens(byte[] bytes, JsonNames names, int offset) {
    this.bytes = bytes;
    this.names = names;
    end = offset;
  }

  private static boolean hasByteOrderMark(byte[] bytes) {
    return bytes.length > 3
        && bytes[0] == (byte) 0xef
        && bytes[1] == (byte) 0xbb
        && bytes[2] == (byte) 0xbf;
  }

  /** Returns another reader, for values that start at some offsets. */
  JsonTokens another() {
    return new JsonTokens(bytes, names, bytes.length);
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

  /**
   * Goes to the next token.
   *
   * @throws MalformedBodyException if there is none that JSON allows here
   */
  Kind next() {
    if (++tokens > MAX_TOKENS) {
      throw JsonBytes.malformed();
    }
    int c = skipBlanks();
    start = end;
    kind =
        switch (kind) {
          case NAME -> value(c);
          case START_OBJECT -> c == '}' ? close(Kind.END_OBJECT) : name(c);
          case START_ARRAY -> c == ']' ? close(Kind.END_ARRAY) : value(c);
          default -> depth == 0 ? end(c) : following(c);
        };
    return kind;
  }

  /** Goes to the next byte that is no blank, and returns it. */
  private int skipBlanks() {
    while (end < bytes.length) {
      int c = bytes[end];
      if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
        return c & 0xff;
      }
      end++;
    }
    return NONE;
  }

  private Kind value(int c) {
    return switch (c) {
      case '"' -> string(MAX_TEXT, Kind.STRING);
      case '{' -> open(Kind.START_OBJECT);
      case '[' -> open(Kind.START_ARRAY);
      case 't' -> literal(TRUE, Kind.TRUE);
      case 'f' -> literal(FALSE, Kind.FALSE);
      case 'n' -> literal(NULL, Kind.NULL);
      case NONE -> endOfText();
      default -> number();
    };
  }

  private Kind endOfText() {
    if (depth > 0) {
      throw JsonBytes.malformed();
    }
    return Kind.END;
  }

  private Kind string(int limit, Kind string) {
    int i = JsonBytes.plainEnd(bytes, end + 1);
    isEscaped = false;
    while (i < bytes.length && bytes[i] != '"') {
      if (bytes[i] == '\\') {
        isEscaped = true;
        i = JsonBytes.escapeEnd(bytes, i);
      } else if (bytes[i] < 0) {
        i = JsonBytes.characterEnd(bytes, i);
      } else {
        throw JsonBytes.malformed();
      }
      i = JsonBytes.plainEnd(bytes, i);
    }
    if (i >= bytes.length || i - end > limit) {
      throw JsonBytes.malformed();
    }
    end = i + 1;
    return string;
  }

  private Kind number() {
    end = JsonBytes.numberEnd(bytes, end);
    isEscaped = false;
    if (end - start > Numbers.DIGITS_LIMIT) {
      throw JsonBytes.malformed();
    }
    return Kind.NUMBER;
  }

  private Kind literal(byte[] text, Kind literal) {
    if (!JsonBytes.startsWith(bytes, end, text)) {
      throw JsonBytes.malformed();
    }
    end += text.length;
    return literal;
  }

  private Kind open(Kind opening) {
    if (depth == MAX_DEPTH) {
      throw JsonBytes.malformed();
    }
    long bit = 1L << depth;
    if (opening == Kind.START_OBJECT) {
      objects[depth / Long.SIZE] |= bit;
    } else {
      objects[depth / Long.SIZE] &= ~bit;
    }
    depth++;
    end++;
    return opening;
  }

  private Kind close(Kind closing) {
    depth--;
    end++;
    return closing;
  }

  /** Reads a name, and the colon behind it. */
  private Kind name(int c) {
    if (c != '"') {
      throw JsonBytes.malformed();
    }
    Kind read = string(MAX_NAME, Kind.NAME);
    name = null;
    nameStart = start + 1;
    nameEnd = end - 1;
    isNameEscaped = isEscaped;
    if (skipBlanks() != ':') {
      throw JsonBytes.malformed();
    }
    end++;
    return read;
  }

  /** Reads what follows a value in an object or in an array. */
  private Kind following(int c) {
    boolean isObject = (objects[(depth - 1) / Long.SIZE] & (1L << (depth - 1))) != 0;
    if (c == ',') {
      end++;
      int next = skipBlanks();
      start = end;
      return isObject ? name(next) : value(next);
    }
    if (c != (isObject ? '}' : ']')) {
      throw JsonBytes.malformed();
    }
    return close(isObject ? Kind.END_OBJECT : Kind.END_ARRAY);
  }

  private static Kind end(int c) {
    if (c != NONE) {
      throw JsonBytes.malformed();
    }
    return Kind.END;
  }

  Kind current() {
    return kind;
  }

  /** Returns the name that was read last. */
  String name() {
    return nameRead().text();
  }

  /** Returns the place of the field whose name was read last, of an object at a place. */
  Place field(Place object) {
    return nameRead().in(object);
  }

  private JsonNames.Name nameRead() {
    JsonNames.Name known = name;
    if (known == null) {
      known =
          isNameEscaped
              ? JsonNames.escaped(bytes, nameStart, nameEnd)
              : names.of(bytes, nameStart, nameEnd);
      name = known;
    }
    return known;
  }

  /** Returns whether the name that was read last is that of another reader's. */
  boolean hasNameOf(JsonTokens other) {
    boolean isSame =
        Arrays.equals(bytes, nameStart, nameEnd, other.bytes, other.nameStart, other.nameEnd);
    return isSame || ((isNameEscaped || other.isNameEscaped) && name().equals(other.name()));
  }

  /** Returns the text of a scalar. */
  String text() {
    if (kind != Kind.STRING) {
      return JsonBytes.utf8(bytes, start, end);
    }
    return isEscaped
        ? JsonBytes.text(bytes, start + 1, end - 1)
        : JsonBytes.utf8(bytes, start + 1, end - 1);
  }

  /** Returns whether the text of the scalar is that of another reader's. */
  boolean hasTextOf(JsonTokens other) {
    boolean isSame = hasBytes(start, end, other, other.start, other.end);
    return isSame || ((isEscaped || other.isEscaped) && text().equals(other.text()));
  }

  /** Returns whether some bytes are those of another reader's. */
  boolean hasBytes(int from, int to, JsonTokens other, int otherFrom, int otherTo) {
    return Arrays.equals(bytes, from, to, other.bytes, otherFrom, otherTo);
  }

  /** Returns the hash of some bytes. */
  long hash(int from, int to) {
    return JsonBytes.hash(bytes, from, to);
  }

  /** Returns the hash of the scalar. */
  long hash() {
    return switch (kind) {
      case NUMBER -> Numbers.hash(bytes, start, end);
      case STRING ->
          isEscaped
              ? Hashes.of(ValueType.STRING, text())
              : Hashes.of(ValueType.STRING, bytes, start + 1, end - 1);
      default -> Hashes.of(kind.type(), bytes, start, end);
    };
  }

  /** Returns whether the scalar may be a time. */
  boolean mayBeTime() {
    int quote = kind == Kind.STRING ? 1 : 0;
    return kind.hasText() && (isEscaped || TimeText.isPossible(bytes, start + quote, end - quote));
  }

  int size() {
    return bytes.length;
  }

  /** Returns how many bytes at the end are the same as another reader's. */
  int commonSuffix(JsonTokens other) {
    return JsonBytes.commonSuffix(bytes, other.bytes);
  }

  /** Returns how many bytes were not read yet. */
  int rest() {
    return bytes.length - end;
  }

  /** Returns where the current token starts. */
  int offset() {
    return start;
  }

  /** Returns how many bytes were read. */
  int position() {
    return end;
  }

  /** Goes to a value in what is open, which is the next token then. */
  void goTo(int offset) {
    end = offset;
    kind = Kind.NAME;
  }

  /**
   * The end of an object.
   *
   * @param offset where it is
   * @param depth how many values are open around it
   * @param tokens how many tokens were read
   */
  record End(int offset, int depth, int tokens) {}

  /** Returns the end of the object that was just read. */
  End endOfObject() {
    return new End(end, depth, tokens);
  }

  /** Goes back to a field of the object that was just read, which is the next token then. */
  void reopen(int offset) {
    depth++;
    tokens = 0;
    end = offset;
    kind = Kind.START_OBJECT;
  }

  /** Goes to the end of an object again. */
  void returnTo(End object) {
    depth = object.depth();
    tokens = object.tokens();
    end = object.offset();
    start = end - 1;
    kind = Kind.END_OBJECT;
  }

  /** Reads the value that starts at an offset. */
  Node nodeAt(int offset) {
    goTo(offset);
    next();
    return node();
  }

  /** Reads the value that the current token starts, to its last token. */
  Node node() {
    if (kind == Kind.START_OBJECT) {
      Node.Fields object = new Node.Fields();
      while (next() == Kind.NAME) {
        String field = name();
        next();
        object.add(field, node());
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
    while (kind != Kind.END_ARRAY) {
      skip();
      next();
    }
  }

  /** Goes from the first token of a value to its last. */
  void skip() {
    if (kind == Kind.START_OBJECT || kind == Kind.START_ARRAY) {
      int outside = depth - 1;
      while (depth > outside) {
        next();
      }
    }
  }

  /**
   * Goes to the end of the body.
   *
   * @throws MalformedBodyException if anything follows the value that the body is
   */
  void end() {
    if (next() != Kind.END) {
      throw JsonBytes.malformed();
    }
  }

  /** Returns whether a body is JSON within the limits. */
  static boolean isJson(byte[] bytes) {
    try {
      JsonTokens tokens = new JsonTokens(bytes, new JsonNames());
      boolean value = tokens.next() != Kind.END;
      tokens.skip();
      tokens.end();
      return value;
    } catch (MalformedBodyException e) {
      return false;
    }
  }
}
