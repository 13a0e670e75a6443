package io.github.mirror4j.select.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parses RE2 patterns that RE2/J has compiled. It leaves to RE2/J what it does not support, such as
 * word boundaries, Unicode classes, inner flags and, if case is ignored, characters beyond ASCII.
 */
final class PatternReader {

  private static final Pattern FLAGS = Pattern.compile("^\\(\\?([is]{1,2})\\)");
  private static final Pattern GROUP = Pattern.compile("\\?:|\\?P?<[A-Za-z0-9_]+>");
  private static final Pattern COUNTS =
      Pattern.compile("\\{(0|[1-9][0-9]{0,3})(?:(,)(0|[1-9][0-9]{0,3})?)?\\}");
  private static final CharSet NEWLINE = CharSet.of("\n");

  /** Thrown if the pattern is not supported. {@link #read} catches it. */
  private static final class Unknown extends RuntimeException {

    private static final long serialVersionUID = 1;

    Unknown() {
      super(null, null, false, false);
    }
  }

  private final String pattern;
  private boolean ignoresCase;
  private boolean dotTakesNewline;
  private int at;

  private PatternReader(String pattern) {
    this.pattern = pattern;
  }

  /** Returns the pattern as a tree; null if it is left to RE2/J. */
  static @Nullable PatternNode read(String pattern) {
    try {
      PatternReader reader = new PatternReader(pattern);
      reader.readFlags();
      PatternNode node = reader.choice();
      return reader.at == pattern.length() ? node : null;
    } catch (Unknown e) {
      return null;
    }
  }

  private void readFlags() {
    Matcher flags = FLAGS.matcher(pattern);
    if (flags.find()) {
      ignoresCase = flags.group(1).indexOf('i') >= 0;
      dotTakesNewline = flags.group(1).indexOf('s') >= 0;
      at = flags.end();
    }
  }

  private PatternNode choice() {
    List<PatternNode> ways = new ArrayList<>();
    ways.add(sequence());
    while (takes('|')) {
      ways.add(sequence());
    }
    return ways.size() == 1 ? ways.get(0) : new PatternNode.Choice(ways);
  }

  private PatternNode sequence() {
    List<PatternNode> parts = new ArrayList<>();
    while (at < pattern.length() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
      parts.add(repeated(single()));
    }
    return new PatternNode.Sequence(parts);
  }

  private PatternNode repeated(PatternNode part) {
    PatternNode node;
    if (takes('*')) {
      node = new PatternNode.Repeat(part, 0, -1);
    } else if (takes('+')) {
      node = new PatternNode.Repeat(part, 1, -1);
    } else if (takes('?')) {
      node = new PatternNode.Repeat(part, 0, 1);
    } else if (at < pattern.length() && pattern.charAt(at) == '{') {
      node = counted(part);
    } else {
      return part;
    }
    takes('?');
    if (at < pattern.length() && "*+?{".indexOf(pattern.charAt(at)) >= 0) {
      throw new Unknown();
    }
    return node;
  }

  private PatternNode counted(PatternNode part) {
    Matcher counts = COUNTS.matcher(pattern).region(at, pattern.length());
    if (!counts.lookingAt()) {
      throw new Unknown();
    }
    at = counts.end();
    int least = Integer.parseInt(counts.group(1));
    if (counts.group(2) == null) {
      return new PatternNode.Repeat(part, least, least);
    }
    int most = counts.group(3) == null ? -1 : Integer.parseInt(counts.group(3));
    return new PatternNode.Repeat(part, least, most);
  }

  private PatternNode single() {
    char c = pattern.charAt(at++);
    return switch (c) {
      case '(' -> group();
      case '[' -> new PatternNode.One(characterClass());
      case '.' -> new PatternNode.One(dotTakesNewline ? CharSet.NONE.not() : NEWLINE.not());
      case '^' -> new PatternNode.Start();
      case '$' -> new PatternNode.End();
      case '\\' -> escape();
      case '*', '+', '?', '{' -> throw new Unknown();
      default -> new PatternNode.One(literal(c));
    };
  }

  private PatternNode group() {
    if (pattern.startsWith("?", at)) {
      Matcher start = GROUP.matcher(pattern).region(at, pattern.length());
      if (!start.lookingAt()) {
        throw new Unknown();
      }
      at = start.end();
    }
    PatternNode inner = choice();
    if (!takes(')')) {
      throw new Unknown();
    }
    return inner;
  }

  private PatternNode escape() {
    if (takes('A')) {
      return new PatternNode.Start();
    }
    if (takes('z')) {
      return new PatternNode.End();
    }
    CharSet known = perlClass();
    return new PatternNode.One(known == null ? literal(escaped()) : known);
  }

  /** Reads {@code \d}, {@code \S} and the like after the backslash; null if it is none of them. */
  private @Nullable CharSet perlClass() {
    char c = at < pattern.length() ? pattern.charAt(at) : ' ';
    CharSet set =
        switch (c) {
          case 'd', 'D' -> CharSet.DIGIT;
          case 's', 'S' -> CharSet.SPACE;
          case 'w', 'W' -> CharSet.WORD;
          default -> null;
        };
    if (set == null) {
      return null;
    }
    at++;
    CharSet folded = fold(set);
    return Character.isUpperCase(c) ? folded.not() : folded;
  }

  private char escaped() {
    char c = next();
    return switch (c) {
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 'f' -> '\f';
      default -> {
        if (Character.isLetterOrDigit(c)) {
          throw new Unknown();
        }
        yield c; // RE2/J has refused it beyond ASCII.
      }
    };
  }

  private CharSet characterClass() {
    boolean isNegated = takes('^');
    CharSet set = CharSet.NONE;
    boolean isFirst = true;
    while (isFirst || !takes(']')) {
      isFirst = false;
      set = set.or(member());
    }
    return isNegated ? set.not() : set;
  }

  private CharSet member() {
    if (pattern.startsWith("[:", at)) {
      throw new Unknown();
    }
    if (pattern.startsWith("\\", at)) {
      at++;
      CharSet known = perlClass();
      if (known != null) {
        return known;
      }
      at--;
    }
    char first = classCharacter();
    boolean isRange = pattern.startsWith("-", at) && !pattern.startsWith("-]", at);
    if (!isRange) {
      return literal(first);
    }
    at++;
    return fold(CharSet.range(first, classCharacter())); // RE2/J has refused a reversed one.
  }

  private char classCharacter() {
    if (takes('\\')) {
      return escaped();
    }
    char c = next();
    if (Character.isSurrogate(c)) {
      throw new Unknown();
    }
    return c;
  }

  private char next() {
    if (at == pattern.length()) {
      throw new Unknown();
    }
    return pattern.charAt(at++);
  }

  private CharSet literal(char c) {
    if (Character.isSurrogate(c)) {
      throw new Unknown();
    }
    return fold(CharSet.range(c, c));
  }

  /** Adds the other case. Beyond ASCII, only sets without letters are certain to have none. */
  private CharSet fold(CharSet set) {
    if (!ignoresCase) {
      return set;
    }
    if (set.bounds().anyMatch(bound -> bound > 0x80)) {
      throw new Unknown();
    }
    return set.foldAscii();
  }

  private boolean takes(char c) {
    boolean isThere = at < pattern.length() && pattern.charAt(at) == c;
    at += isThere ? 1 : 0;
    return isThere;
  }
}
