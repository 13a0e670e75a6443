package io.github.mirror4j.select.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A pattern means what it means to RE2, and takes as many steps as it has to. */
class BoundedPatternTest {

  private static final String[] PIECES = {
    "a",
    "b",
    "k",
    "S",
    "-",
    "_",
    "0",
    "\\.",
    ".",
    "[ab]",
    "[^a]",
    "[a-c]",
    "[^\\w]",
    "[\\d-]",
    "[]a]",
    "[^]a]",
    "[a-]",
    "\\d",
    "\\D",
    "\\w",
    "\\W",
    "\\s",
    "\\S",
    "^",
    "$",
    "\\A",
    "\\z",
    "|",
    "(",
    "(?:",
    "(?P<n>",
    ")",
    "*",
    "+",
    "?",
    "*?",
    "{2}",
    "{0,2}",
    "{1,}",
    "{01}",
    "{",
    "}",
    "]",
    "é",
    "\\t",
    "\\n",
    "\\/",
    "\\b",
    "(?i)",
    "(?s)",
    "(?i:a)",
    "\\pL",
    "[[:alpha:]]",
    "\\x41",
    "\n",
    "\\Qa.b\\E",
    "\\a",
    "\\-",
    "[K-k]",
    "K",
    "[^k]",
    "ſ"
  };
  private static final String[] CHARACTERS = {
    "a", "b", "c", "k", "K", "s", "S", "-", "_", "0", "9", ".", " ", "\t", "\n", "é", "É", "\u212a",
    "ſ", "😀", "{", "}", "]", "^", "$", "/", "\u0007", "\u2028"
  };

  /** The other half of the tests of this class: random patterns against RE2/J itself. */
  @Test
  void agreesWithRe2() {
    Random random = new Random(4711);
    int automata = 0;
    for (int i = 0; i < 60_000; i++) {
      String regex = text(random, PIECES, 8);
      String prefix = random.nextInt(4) == 0 ? (random.nextBoolean() ? "(?i)" : "(?si)") : "";
      Pattern pattern = valid(prefix + regex);
      if (pattern == null) {
        continue;
      }
      BoundedPattern bounded = BoundedPattern.compile(prefix + regex);
      automata += bounded.isAutomaton() ? 1 : 0;
      for (int n = 0; n < 12; n++) {
        String text = text(random, CHARACTERS, 6);

        assertThat(bounded.matches(text, new WorkBudget()))
            .as("%s on \"%s\"", prefix + regex, text)
            .isEqualTo(Truth.of(pattern.matches(text)));
      }
    }
    assertThat(automata).isGreaterThan(10_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "^(.*?;)?(user=jason)(;.*)?$",
        "^(.*?; ?)?(user=jason)(;.*)?$",
        ".*Chrome.*",
        ".*(iPhone|iPad|Android|Windows Phone).*",
        "/api/v[0-9]+/orders/[^/]+",
        "(?i)bearer .*",
        "[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}",
        "GET|HEAD",
        "(?:GET|HEAD)",
        "/(?P<version>v[0-9]+)/(?<rest>.*)",
        "[\\.\\-\\]]+[a-a]+[\\w.-]+",
        "(?i)[a-\u007f]+",
        "\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}(:\\d+)?",
        "(.+\\.)?example\\.com(:[0-9]+)?",
        "^/static/.*\\.(js|css|png|jpe?g|svg)$"
      })
  void whatPeopleWriteIsReadOnce(String regex) {
    String text = "session=0123456789abcdef; theme=dark; ".repeat(215);
    WorkBudget work = new WorkBudget();

    BoundedPattern pattern = BoundedPattern.compile(regex);

    assertThat(pattern.isAutomaton()).isTrue();
    assertThat(pattern.matches(text, work)).isNotEqualTo(Truth.UNDECIDED);
    assertThat(work.taken()).isLessThanOrEqualTo(text.length() + 16);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a{0}; ''; true",
        "a{0}; a; false",
        "a{0,0}; a; false",
        "xa{0}y; xy; true",
        "xa{0}y; xay; false",
        "a{0,1}; ''; true",
        "a{0,1}; a; true",
        "a{0,1}; aa; false",
        "a{1}; a; true",
        "a{2}; a; false",
        "a{2}; aa; true",
        "a{2}; aaa; false",
        "a{2,3}; a; false",
        "a{2,3}; aaa; true",
        "a{2,3}; aaaa; false",
        "a{0,}; ''; true",
        "a{1,}; ''; false",
        "a{2,}; a; false",
        "a{2,}; aaaaa; true",
        "(ab){2}; abab; true",
        "(ab){2}; aba; false"
      })
  void howOftenAPartIsRepeated(String regex, String text, boolean isMatch) {
    BoundedPattern pattern = BoundedPattern.compile(regex);

    assertThat(pattern.isAutomaton()).isTrue();
    assertThat(pattern.matches(text, new WorkBudget())).isEqualTo(Truth.of(isMatch));
  }

  /** One for each character of the text, and one for all others. */
  @Test
  void anAutomatonTells120KindsOfCharactersApart() {
    assertThat(BoundedPattern.compile(ideographs(119)).isAutomaton()).isTrue();
    assertThat(BoundedPattern.compile(ideographs(120)).isAutomaton()).isFalse();
    for (int count : new int[] {119, 120}) {
      String text = ideographs(count);
      BoundedPattern pattern = BoundedPattern.compile(text);

      assertThat(pattern.matches(text, new WorkBudget())).isEqualTo(Truth.YES);
      assertThat(pattern.matches(text + "a", new WorkBudget())).isEqualTo(Truth.NO);
    }
  }

  /**
   * 63 kinds of characters in each of 254 states are 16,002 cells; a text of n has n + 2 states.
   */
  @Test
  void anAutomatonHasAtMost16000Cells() {
    String letters =
        IntStream.concat(
                IntStream.rangeClosed('0', '9'),
                IntStream.concat(IntStream.rangeClosed('A', 'Z'), IntStream.rangeClosed('a', 'z')))
            .mapToObj(Character::toString)
            .collect(Collectors.joining())
            .repeat(5);

    assertThat(BoundedPattern.compile(letters.substring(0, 240)).isAutomaton()).isTrue();
    assertThat(BoundedPattern.compile(letters.substring(0, 270)).isAutomaton()).isFalse();
  }

  private static String ideographs(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> Character.toString(0x4e00 + 2 * i))
        .collect(Collectors.joining());
  }

  /** What a class has: each pair is a pattern and all characters of ASCII that match it. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "[ad], ad",
        "[xs], sx",
        "[ew], ew",
        "[D-S], DEFGHIJKLMNOPQRS",
        "[a-a], a",
        "[a-c], abc",
        "[a-], -a",
        "[-a], -a",
        "[a-c-], -abc",
        "[\\d-], -0123456789",
        "[\\dx], 0123456789x",
        "[\\.], .",
        "[\\.x], .x",
        "[\\]], ]",
        "[\\]a], ]a",
        "[]a], ]a",
        "[\\-a], -a",
        "[\\[-\\]], [\\]",
        "`[+-\\-]`, `+,-`",
        "[\\\\], \\",
        "[*-+], *+",
        "\\., .",
        "\\*, *",
        "\\w, 0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz",
        "[^\\W], 0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz",
        "(?i)[ad], ADad",
        "(?i)[y-z], YZyz",
        "(?i)[@-A], @Aa",
        "(?i)[Z-[], Z[z",
        "(?i)k, Kk"
      })
  void theCharactersOfAClass(String regex, String characters) {
    BoundedPattern pattern = BoundedPattern.compile(regex);

    String matching =
        IntStream.range(0, 0x80)
            .mapToObj(Character::toString)
            .filter(c -> pattern.matches(c, new WorkBudget()) == Truth.YES)
            .collect(Collectors.joining());

    assertThat(pattern.isAutomaton()).isTrue();
    assertThat(matching).isEqualTo(characters);
  }

  @ParameterizedTest
  @CsvSource({"/api/.*, /orders/1, 2", "abc.*, xbc, 1", "[0-9]+, a, 1"})
  void aTextThatCannotMatchIsNotReadToItsEnd(String regex, String text, int read) {
    WorkBudget work = new WorkBudget();

    BoundedPattern.compile(regex).matches(text + "x".repeat(8_000), work);

    assertThat(work.taken()).isEqualTo(16 + read);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(.*x){400}y",
        "([a-z]*,?){300}b",
        "(a?){1000}b",
        "(a|b)*a(a|b){14}",
        "(\\pL*,?){90}b"
      })
  void whatTakesTooMuchIsNotTried(String regex) {
    WorkBudget work = new WorkBudget();
    BoundedPattern pattern = BoundedPattern.compile(regex);

    assertThat(pattern.matches("x".repeat(8_192), work)).isEqualTo(Truth.UNDECIDED);
    assertThat(pattern.isAutomaton()).isFalse();
    assertThat(work.taken()).isZero();
    assertThat(pattern.matches("xy", work)).isNotEqualTo(Truth.UNDECIDED);
  }

  @Test
  void aTextBeyondAllIsReadAsFarAsTheWorkGoes() {
    WorkBudget work = new WorkBudget();
    BoundedPattern pattern = BoundedPattern.compile("a*");

    assertThat(pattern.matches("a".repeat(WorkBudget.LIMIT), work)).isEqualTo(Truth.UNDECIDED);
    assertThat(work.taken()).isEqualTo(WorkBudget.LIMIT);
    assertThat(pattern.matches("", work)).isEqualTo(Truth.UNDECIDED);
  }

  private static String text(Random random, String[] pieces, int most) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      text.append(pieces[random.nextInt(pieces.length)]);
    }
    return text.toString();
  }

  private static Pattern valid(String regex) {
    try {
      return Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      return null;
    }
  }
}
