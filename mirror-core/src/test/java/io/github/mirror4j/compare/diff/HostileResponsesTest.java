package io.github.mirror4j.compare.diff;

import static io.github.mirror4j.compare.diff.Responses.compare;
import static io.github.mirror4j.compare.diff.Responses.differ;
import static io.github.mirror4j.compare.diff.Responses.found;
import static io.github.mirror4j.compare.diff.Responses.gzip;
import static io.github.mirror4j.compare.diff.Responses.json;
import static io.github.mirror4j.compare.diff.Responses.response;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever a response holds, comparing ends soon and throws nothing. What the primary does well and
 * the other response does not is a difference that counts.
 */
@Timeout(20)
class HostileResponsesTest {

  private static final String GOOD = "{\"a\":[1,2,{\"b\":\"x\"}]}";

  static Stream<Arguments> malformed() {
    return Stream.of(
        Arguments.of("nested 1,000,000 deep", "[".repeat(1_000_000)),
        Arguments.of("nested 600 deep, and closed", "[".repeat(600) + "]".repeat(600)),
        Arguments.of("objects in objects", "{\"a\":".repeat(100_000)),
        Arguments.of("cut off in a text", GOOD.substring(0, 16)),
        Arguments.of("cut off after a value", GOOD.substring(0, 8)),
        Arguments.of("more behind the end", GOOD + "{}"),
        Arguments.of("letters behind the end", GOOD + "x"),
        Arguments.of("not a number", "{\"a\":[1,2,{\"b\":NaN}]}"),
        Arguments.of("no JSON at all", "<html>no</html>"),
        Arguments.of("blanks", "   "),
        Arguments.of("too many values", "[" + "1,".repeat(250_000) + "1]"),
        Arguments.of("a number of 100,000 digits", "{\"a\":" + "9".repeat(100_000) + "}"),
        Arguments.of("a name of 100,000 letters", "{\"" + "n".repeat(100_000) + "\":1}"),
        Arguments.of("single quotes", "{'a':1}"),
        Arguments.of("a comma at the end", "{\"a\":1,}"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("malformed")
  void aBodyThatIsNoJsonCounts(String name, String body) {
    Differences differences = compare(differ(), json(GOOD), json(body));
    assertThat(found(differences)).isEqualTo("$ TYPE");
    assertThat(differences.count()).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("malformed")
  void thePrimaryMayBeNoJsonEither(String name, String body) {
    assertThat(compare(differ(), json(body), json(body)).all()).isEmpty();
    assertThat(compare(differ(), json(body), json(GOOD)).count()).isTrue();
    assertThat(compare(differ(), json(body), json(body + "x")).count()).isTrue();
  }

  @Test
  void invalidUtf8Counts() {
    byte[] good = "{\"a\":\"é\"}".getBytes(UTF_8);
    byte[] cut = "{\"a\":\"?(\"}".getBytes(UTF_8);
    cut[6] = (byte) 0xc3;
    Differences differences =
        compare(
            differ(),
            response(200, "application/json", good),
            response(200, "application/json", cut));
    assertThat(found(differences)).isEqualTo("$ TYPE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32BE"})
  void jsonIsInUtf8(String charset) throws Exception {
    byte[] wide = GOOD.getBytes(charset);
    Differences differences =
        compare(differ(), json(GOOD), response(200, "application/json", wide));
    assertThat(found(differences)).isEqualTo("$ TYPE");
  }

  @Test
  void aByteOrderMarkMayPrecede() {
    String marked = "\ufeff[{\"id\":1,\"a\":1},{\"id\":2,\"a\":2}]";
    String other = "[{\"id\":2,\"a\":2},{\"id\":1,\"a\":3}]";
    assertThat(Responses.diff(marked, other)).isEqualTo("$ ORDER, $[*].a VALUE");
    assertThat(Responses.diff(other, marked)).isEqualTo("$ ORDER, $ REPRESENTATION, $[*].a VALUE");
  }

  static Stream<Arguments> numbers() {
    return Stream.of(
        Arguments.of("1e999999999", "1", "$ VALUE"),
        Arguments.of("1e999999999", "10e999999998", "$ REPRESENTATION"),
        Arguments.of("1e999999999", "1e999999998", "$ VALUE"),
        Arguments.of("1e-999999999", "0", "$ VALUE"),
        Arguments.of("0e999999999", "0", "$ REPRESENTATION"),
        Arguments.of("1e99999999999999999999", "1e99999999999999999998", "$ VALUE"),
        Arguments.of("10e2147483647", "100e2147483646", "$ REPRESENTATION"),
        Arguments.of("1", "1.0", "$ REPRESENTATION"),
        Arguments.of("1.0", "1.00", "$ REPRESENTATION"),
        Arguments.of("100", "1e2", "$ REPRESENTATION"),
        Arguments.of("-0", "0", "$ REPRESENTATION"),
        Arguments.of("-0.0", "0", "$ REPRESENTATION"),
        Arguments.of("0.1", "0.10000000000000001", "$ VALUE"),
        Arguments.of("9007199254740993", "9007199254740992", "$ VALUE"),
        Arguments.of("1", "-1", "$ VALUE"));
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void numbersAreComparedExactlyAndNeverExpanded(String a, String b, String expected) {
    assertThat(Responses.diff(a, b)).isEqualTo(expected);
    assertThat(Responses.diff(b, a)).isEqualTo(expected);
    String inArrays = expected.replace("$", "$[*]");
    assertThat(Responses.diff("[" + a + ",7]", "[" + b + ",7]")).isEqualTo(inArrays);
    boolean same = expected.endsWith("REPRESENTATION");
    assertThat(Responses.diff("[" + a + ",7]", "[7," + b + "]"))
        .isEqualTo(same ? "$ ORDER" : "$[*] VALUE");
  }

  @Test
  void arraysInArraysThatAllDiffer() {
    String a = "[".repeat(499) + "1,2" + "]".repeat(499);
    String b = "[".repeat(499) + "1" + "]".repeat(499);
    assertThat(compare(differ(), json(a), json(b)).count()).isTrue();
    String many = wide(400, 400, 1);
    assertThat(compare(differ(), json(many), json(wide(400, 400, 2))).count()).isTrue();
  }

  /** Returns arrays in arrays, each with a key, and elements that are in another order inside. */
  private static String wide(int depth, int width, int first) {
    String elements =
        IntStream.range(first, first + width)
            .mapToObj(i -> "{\"id\":" + i + "}")
            .collect(Collectors.joining(","));
    return ("[{\"id\":" + first + ",\"a\":").repeat(depth / 2)
        + "["
        + elements
        + "]"
        + ("},{\"id\":0}]").repeat(depth / 2);
  }

  @Test
  void namesAreBounded() {
    String a =
        IntStream.range(0, 60_000)
            .mapToObj(i -> "\"n" + i + "\":1")
            .collect(Collectors.joining(",", "{", "}"));
    ResponseDiffer differ = differ();
    Differences differences = compare(differ, json(a), json("{}"));
    assertThat(differences.all()).hasSizeLessThanOrEqualTo(Differences.LIMIT + 1);
    assertThat(differences.count()).isTrue();
    for (int i = 0; i < 300; i++) {
      String name = "x" + i;
      String nested = "{\"" + name + "\":{\"a\":1,\"b\":2,\"c\":{\"" + name + "y\":1}}}";
      assertThat(compare(differ, json(nested), json("{}")).count()).isTrue();
    }
  }

  @Test
  void pathsBeyondTheLimitAreOneMore() {
    String a = object(6, "1");
    String b = object(6, "2");
    Differences differences = compare(differ(), json(a), json(b));
    assertThat(differences.all()).hasSize(Differences.LIMIT + 1);
    assertThat(differences.all().getLast().path()).isEqualTo(Difference.OTHER);
    assertThat(differences.all().getLast().counts()).isTrue();
  }

  /** Returns an object of 30 names that each hold one of several names. */
  private static String object(int names, String value) {
    return IntStream.range(0, 30)
        .mapToObj(
            i ->
                IntStream.range(0, names)
                    .mapToObj(k -> "\"k" + k + "x\":" + value)
                    .collect(Collectors.joining(",", "\"n" + i + "x\":{", "}")))
        .collect(Collectors.joining(",", "{", "}"));
  }

  @Test
  void aBombIsASizeAndIsNotUnpacked() {
    byte[] bomb = gzip(new byte[64 << 20]);
    assertThat(bomb.length).isLessThan(256 << 10);
    ReceivedResponse packed =
        response(200, bomb, "Content-Type", "application/json", "Content-Encoding", "gzip");
    ReceivedResponse twice =
        response(200, gzip(bomb), "Content-Type", "text/plain", "Content-Encoding", "gzip, gzip");
    assertThat(found(compare(differ(), json(GOOD), packed))).contains("$ SIZE");
    assertThat(differ().read(packed, Map.of(), TimeWindow.NONE))
        .isEqualTo(
            new PrimaryReading.Lost(io.github.mirror4j.compare.LossReason.PRIMARY_TOO_LARGE));
    assertThat(differ().read(twice, Map.of(), TimeWindow.NONE))
        .isInstanceOf(PrimaryReading.Lost.class);
  }

  @Test
  void rubbishOfAnyTypeThrowsNothing() {
    Random random = new Random(42);
    String[] types = {
      "application/json",
      "application/xml",
      "text/plain; charset=utf-16",
      "text/html; charset=none such",
      "application/x-www-form-urlencoded",
      "image/png",
      "",
      ";;;==",
      "text/\u0000"
    };
    String[] codings = {"", "gzip", "deflate", "br", "gzip, deflate", ",,,", "identity", "x-gzip"};
    byte[] good = GOOD.getBytes(UTF_8);
    ResponseDiffer differ = differ(settings -> settings.unordered("$.a").ignore("$.**.b"));
    for (int i = 0; i < 5_000; i++) {
      byte[] body = Arrays.copyOf(good, random.nextInt(good.length + 1));
      for (int k = random.nextInt(4); k > 0 && body.length > 0; k--) {
        body[random.nextInt(body.length)] = (byte) random.nextInt(256);
      }
      byte[] wire = random.nextInt(4) == 0 ? gzip(body) : body;
      String type = types[random.nextInt(types.length)];
      String coding = codings[random.nextInt(codings.length)];
      ReceivedResponse other =
          response(
              random.nextBoolean() ? 200 : random.nextInt(1_000),
              wire,
              "Content-Type",
              type,
              "Content-Encoding",
              coding,
              "Location",
              new String(body, UTF_8),
              "WWW-Authenticate",
              new String(body, UTF_8));
      ReceivedResponse primary = random.nextBoolean() ? json(GOOD) : other;
      assertThatCode(
              () -> {
                if (differ.read(primary, Map.of(), TimeWindow.NONE)
                    instanceof PrimaryReading.Usable usable) {
                  usable.compare(other, Set.of("$.a", "status"));
                }
                differ.read(other, Map.of(), TimeWindow.NONE);
              })
          .doesNotThrowAnyException();
    }
  }

  @Test
  void entitiesAreNotRead() {
    String good = "<a>x</a>";
    String outside = "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><a>&e;</a>";
    String laughs =
        "<!DOCTYPE a [<!ENTITY b \"bbbbbbbbbb\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">"
            + "<!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;&c;\">]><a>&d;</a>";
    for (String body : new String[] {outside, laughs}) {
      Differences differences = compare(shown(), xml(good), xml(body));
      assertThat(differences.count()).isTrue();
      assertThat(differences.all().toString()).doesNotContain("root:").doesNotContain("bbbb");
    }
  }

  @Test
  void deepXmlCounts() {
    String deep = "<a>".repeat(100_000);
    String closed = "<a>".repeat(10_000) + "</a>".repeat(10_000);
    assertThat(found(compare(differ(), xml("<a>x</a>"), xml(deep)))).isEqualTo("$ TYPE");
    assertThat(found(compare(differ(), xml("<a>x</a>"), xml(closed)))).isEqualTo("$ TYPE");
  }

  private static ResponseDiffer shown() {
    return differ(settings -> settings.show("$.a"));
  }

  private static ReceivedResponse xml(String body) {
    return response(200, "application/xml", body.getBytes(UTF_8));
  }
}
