package io.github.mirror4j.rule;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A path to fields of a response's body, such as {@code $.items[*].price}.
 *
 * <p>A path starts with {@code $}, the body as a whole. The following segments lead into it:
 *
 * <ul>
 *   <li>{@code .name} is the field of that name. A name of other characters than letters, digits
 *       and {@code _ - $ @ :} is written in quotes: {@code ['a.b']}, with {@code \'} and {@code \\}
 *       for a quote and a backslash. A path has no control characters.
 *   <li>{@code [*]} is every element of an array.
 *   <li>{@code .*} is every field of an object. {@code .{*}}, as reports write it for an object
 *       that is a map, means the same.
 *   <li>{@code .**} is any number of segments, none included: {@code $.**.id} is every field {@code
 *       id}, however deep.
 * </ul>
 *
 * <p>A path matches exactly: {@code $.items[*].id} says nothing about a field {@code idempotent}.
 * There are no indices, since the place of an element in an array changes from response to
 * response. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
@CheckReturnValue
public final class FieldPath implements Comparable<FieldPath> {

  private static final FieldPath ROOT = new FieldPath(List.of());

  private final List<Segment> segments;

  private FieldPath(List<Segment> segments) {
    this.segments = segments;
  }

  /**
   * A step of a path.
   *
   * @since 0.1.0
   */
  public sealed interface Segment {}

  /**
   * The field of a name.
   *
   * @param name the name; may be any text, also an empty one
   * @since 0.1.0
   */
  public record Name(String name) implements Segment {

    /**
     * Creates the segment.
     *
     * @throws NullPointerException if the name is null
     */
    public Name {
      requireNonNull(name, "name");
    }

    /** Returns the segment as it is written, such as {@code .price} or {@code ['a.b']}. */
    @Override
    public String toString() {
      boolean bare = !name.isEmpty() && name.codePoints().allMatch(FieldPathReader::isBare);
      return bare ? "." + name : "['" + name.replace("\\", "\\\\").replace("'", "\\'") + "']";
    }
  }

  /**
   * A segment that stands for several.
   *
   * @since 0.1.0
   */
  public enum Wildcard implements Segment {
    /** Every field of an object. */
    ANY_FIELD(".*"),
    /** Every element of an array. */
    ANY_ELEMENT("[*]"),
    /** Any number of segments, none included. */
    ANY_DEPTH(".**");

    private final String text;

    Wildcard(String text) {
      this.text = text;
    }

    /** Returns the segment as it is written. */
    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * Returns the path of the body as a whole.
   *
   * @return the path {@code $}
   */
  public static FieldPath root() {
    return ROOT;
  }

  /**
   * Returns the path that a text means.
   *
   * @param text the path, at most 500 characters and 50 segments, at most two of them {@code **}
   * @return the path
   * @throws InvalidConfigurationException if the text is no such path
   */
  public static FieldPath of(String text) {
    FieldPathReader reader = new FieldPathReader(text);
    String expected = reader.expected();
    if (expected != null) {
      throw new InvalidConfigurationException(
          "field path", List.of(Problem.ofText("path", text, expected)));
    }
    return new FieldPath(reader.segments());
  }

  /**
   * Returns the path with these segments.
   *
   * @param segments the segments after {@code $}
   * @return the path, of any length
   */
  public static FieldPath of(List<? extends Segment> segments) {
    return segments.isEmpty() ? ROOT : new FieldPath(List.copyOf(segments));
  }

  /**
   * Returns the segments after {@code $}.
   *
   * @return an immutable list; empty for the body as a whole
   */
  public List<Segment> segments() {
    return segments;
  }

  /** Returns whether the other object is a path with equal segments. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FieldPath path && segments.equals(path.segments);
  }

  @Override
  public int hashCode() {
    return segments.hashCode();
  }

  /** Compares by the text. */
  @Override
  public int compareTo(FieldPath other) {
    return toString().compareTo(other.toString());
  }

  /** Returns the path as {@link #of(String)} reads it. */
  @Override
  public String toString() {
    return segments.stream().map(Segment::toString).collect(Collectors.joining("", "$", ""));
  }

  /** Returns whether the path names a field, or is the body as a whole. */
  boolean isNamed() {
    return segments.isEmpty() || segments.stream().anyMatch(Name.class::isInstance);
  }

  /**
   * Returns whether everything that the other path leads to is reached by this path or lies within
   * what this path reaches. It is true only where that is certain.
   */
  boolean covers(FieldPath other) {
    return covers(0, other.segments, 0);
  }

  private boolean covers(int i, List<Segment> other, int j) {
    if (i == segments.size()) {
      return true;
    }
    Segment mine = segments.get(i);
    if (mine == Wildcard.ANY_DEPTH) {
      return covers(i + 1, other, j) || (j < other.size() && covers(i, other, j + 1));
    }
    if (j == other.size()) {
      return false;
    }
    Segment its = other.get(j);
    boolean same = mine.equals(its) || (mine == Wildcard.ANY_FIELD && its instanceof Name);
    return same && covers(i + 1, other, j + 1);
  }
}
