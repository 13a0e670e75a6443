package io.github.mirror4j.compare.diff;

import io.github.mirror4j.rule.FieldPath;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Masks the values at some paths of a JSON body, and leaves all other bytes as they are. */
public final class JsonMasker {

  private static final byte[] TEXT = "\"***\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NUMBER = "0".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] BOOLEAN = "false".getBytes(StandardCharsets.US_ASCII);

  private final List<PathMatcher> paths;

  private JsonMasker(List<PathMatcher> paths) {
    this.paths = paths;
  }

  /**
   * Returns a masker.
   *
   * @param paths where the values are
   * @return the masker
   * @throws IllegalStateException if the reader of JSON is missing
   */
  public static JsonMasker of(List<FieldPath> paths) {
    try {
      boolean unused = JsonTokens.isJson(TEXT);
    } catch (LinkageError e) {
      throw new IllegalStateException(
          "tools.jackson.core: missing (expected: on the class path)", e);
    }
    return new JsonMasker(paths.stream().map(PathMatcher::new).toList());
  }

  /**
   * Masks a body.
   *
   * @param body the bytes
   * @return other bytes; the same array if nothing is to be masked
   * @throws RuntimeException if the body is not JSON, or beyond the limits of the reader
   */
  public byte[] mask(byte[] body) {
    return new Run(body).masked();
  }

  private long[] start() {
    return paths.stream().mapToLong(PathMatcher::start).toArray();
  }

  private long[] field(long[] positions, @Nullable String name) {
    long[] next = new long[positions.length];
    for (int i = 0; i < next.length; i++) {
      next[i] = paths.get(i).field(positions[i], name);
    }
    return next;
  }

  private long[] element(long[] positions) {
    long[] next = new long[positions.length];
    for (int i = 0; i < next.length; i++) {
      next[i] = paths.get(i).element(positions[i]);
    }
    return next;
  }

  private boolean isAtEnd(long[] positions) {
    for (int i = 0; i < positions.length; i++) {
      if (paths.get(i).isAtEnd(positions[i])) {
        return true;
      }
    }
    return false;
  }

  private final class Run {

    private final byte[] body;
    private final JsonTokens tokens;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** How many bytes of the body were written, or masked. */
    private int done;

    Run(byte[] body) {
      this.body = body;
      tokens = new JsonTokens(body);
    }

    byte[] masked() {
      if (tokens.next() == JsonTokens.Kind.END) {
        throw new MalformedBodyException("no JSON");
      }
      value(start(), false);
      tokens.end();
      if (done == 0) {
        return body;
      }
      out.write(body, done, body.length - done);
      return out.toByteArray();
    }

    private void value(long[] positions, boolean isInside) {
      boolean isMasked = isInside || isAtEnd(positions);
      switch (tokens.current()) {
        case START_OBJECT -> {
          while (tokens.next() == JsonTokens.Kind.NAME) {
            long[] field = field(positions, tokens.name());
            tokens.next();
            value(field, isMasked);
          }
        }
        case START_ARRAY -> {
          long[] element = element(positions);
          while (tokens.next() != JsonTokens.Kind.END_ARRAY) {
            value(element, isMasked);
          }
        }
        case STRING -> {
          if (isMasked) {
            int start = tokens.offset();
            String unused = tokens.text(); // It is read to its end only now.
            replace(start, tokens.position(), TEXT);
          }
        }
        case NUMBER -> {
          if (isMasked) {
            replace(tokens.offset(), tokens.offset() + tokens.text().length(), NUMBER);
          }
        }
        case TRUE -> {
          if (isMasked) {
            replace(tokens.offset(), tokens.offset() + 4, BOOLEAN);
          }
        }
        default -> {}
      }
    }

    private void replace(int from, int to, byte[] mask) {
      out.write(body, done, from - done);
      out.writeBytes(mask);
      done = to;
    }
  }
}
