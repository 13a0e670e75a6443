package io.github.mirror4j.compare.diff;

import static io.github.mirror4j.compare.diff.Responses.compare;
import static io.github.mirror4j.compare.diff.Responses.differ;
import static io.github.mirror4j.compare.diff.Responses.found;
import static io.github.mirror4j.compare.diff.Responses.json;
import static io.github.mirror4j.compare.diff.Responses.response;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** XML, forms, texts, and bytes of any other type. */
class OtherFormatsTest {

  private static String diff(String type, String before, String after) {
    return found(
        compare(
            differ(),
            response(200, type, before.getBytes(UTF_8)),
            response(200, type, after.getBytes(UTF_8))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          <a><b>1</b></a>          | <a><b>1</b></a>                | ``
          <a><b>1</b></a>          | <a> <b>1</b> </a>              | $ REPRESENTATION
          <a><b>1</b></a>          | <?xml version="1.0"?><a><!-- x --><b>1</b></a> | $ REPRESENTATION
          <a x="1" y="2"/>         | <a y='2' x='1'></a>            | $ REPRESENTATION
          <p:a xmlns:p="u"/>       | <a xmlns="u"/>                 | $ REPRESENTATION
          <a><b>1</b></a>          | <a><b>2</b></a>                | $.a.b VALUE
          <a><b>1</b></a>          | <a><b><![CDATA[1]]></b></a>    | $ REPRESENTATION
          <a x="1"/>               | <a x="2"/>                     | $.a.@x VALUE
          <a x="1">t</a>           | <a x="1">u</a>                 | $.a['#text'] VALUE
          <a><b>1</b><c/></a>      | <a><b>1</b></a>                | $.a.c MISSING
          <a><b>1</b></a>          | <a><b>1</b><c/></a>            | $.a.c EXTRA
          <a><b>1</b><c/></a>      | <a><c/><b>1</b></a>            | $.a ORDER
          <a><b>1</b><b>2</b></a>  | <a><b>2</b><b>1</b></a>        | $.a.b ORDER
          <a><b>1</b><b>2</b></a>  | <a><b>1</b><b>3</b></a>        | $.a.b[*] VALUE
          <a><b>1</b></a>          | <a><b>1</b><b>3</b></a>        | $.a.b SIZE
          <a><b>1</b></a>          | <a><b><c/></b></a>             | $.a.b TYPE
          <a><b>1</b></a>          | <a><b c="2">1</b></a>          | $.a.b.@c EXTRA
          <a><b c="2">1</b></a>    | <a><b>1</b></a>                | $.a.b.@c MISSING
          <a><b>1</b></a>          | <a><b c="2">3</b></a>          | $.a.b.@c EXTRA, $.a.b['#text'] VALUE
          <a><b/></a>              | <a><b c="2"/></a>              | $.a.b.@c EXTRA
          <a><b c="2"/></a>        | <a><b c="2">3</b></a>          | $.a.b['#text'] EXTRA
          <a><b/></a>              | <a><b c="2">3</b></a>          | $.a.b.@c EXTRA, $.a.b['#text'] VALUE
          <a><b/>t</a>             | <a>t<b/></a>                   | $.a ORDER
          <a>t<b/>u</a>            | <a>tu<b/></a>                  | $.a ORDER
          <a>t<b/>u</a>            | <a>t<b></b>u</a>               | $ REPRESENTATION
          <a><b/><c/><b/></a>      | <a><b/><b/><c/></a>            | $.a ORDER
          <a><b/><b/><c/><b/></a>  | <a><b/><c/><b/><b/></a>        | $.a ORDER
          <a><b/><b/>t<b/></a>     | <a><b/>t<b/><b/></a>           | $.a ORDER
          <a><b/><b/><c/><b/></a>  | <a><b/><c/><b/></a>            | $.a.b SIZE
          <a><b/><c/><b/></a>      | <a><b/><c/><b/><d/></a>        | $.a.d EXTRA
          <a xmlns="u"><b/></a>    | <a xmlns="v"><b/></a>          | $.a TYPE
          <a><b/></a>              | <a xmlns="v"><b/></a>          | $.a TYPE
          <a xmlns="u"><b/></a>    | <a xmlns="u"><b xmlns="v"/></a> | $.a.b TYPE
          <a xmlns="u"><b/></a>    | <a xmlns="u"><c xmlns="v"/><b/></a> | $.a.c EXTRA
          <p:a xmlns:p="u"><b/></p:a> | <a xmlns="u"><b xmlns=""/></a> | $ REPRESENTATION
          <a><i><b/><c/></i><i/></a> | <a><i/><i><c/><b/></i></a>   | $.a.i ORDER, $.a.i[*] ORDER
          <a><b>1</b></a>          | <a><b>1</a>                    | $ TYPE
          <a/>                     | not XML                        | $ TYPE
          <a/>                     | <b/>                           | $.a MISSING, $.b EXTRA
          """)
  void xml(String before, String after, String expected) {
    assertThat(diff("application/xml", before, after)).isEqualTo(expected);
    assertThat(diff("application/atom+xml", before, after)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a=1&b=2   | b=2&a=1     | $ REPRESENTATION
          a=1+2     | a=1%202     | $ REPRESENTATION
          a=1&b=2   | a=1&b=3     | $.b VALUE
          a=1&b=2   | a=1         | $.b MISSING
          a=1       | a=1&a=2     | $.a SIZE
          a=1&a=2   | a=2&a=1     | $.a ORDER
          a=1       | a=%zz       | $ TYPE
          """)
  void forms(String before, String after, String expected) {
    assertThat(diff("application/x-www-form-urlencoded", before, after)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a\\nb     | a\\r\\nb    | $ REPRESENTATION
          a\\nb     | a  \\nb\\n  | $ REPRESENTATION
          a\\nb     | a\\nc      | $ VALUE
          a\\nb     | b\\na      | $ ORDER
          a\\nb     | a          | $ VALUE
          """)
  void texts(String before, String after, String expected) {
    String a = before.translateEscapes();
    String b = after.translateEscapes();
    assertThat(diff("text/plain", a, b)).isEqualTo(expected);
    assertThat(diff("text/html; charset=utf-8", a, b)).isEqualTo(expected);
  }

  @Test
  void textsInOtherCharacterSets() {
    ReceivedResponse latin =
        response(200, "text/plain; charset=iso-8859-1", "é".getBytes(ISO_8859_1));
    ReceivedResponse utf = response(200, "text/plain; charset=utf-8", "é".getBytes(UTF_8));
    ReceivedResponse broken = response(200, "text/plain; charset=utf-8", "é".getBytes(ISO_8859_1));
    ReceivedResponse replaced =
        response(200, "text/plain; charset=utf-8", "\ufffd".getBytes(UTF_8));
    assertThat(found(compare(differ(), latin, utf))).isEqualTo("$ REPRESENTATION");
    assertThat(found(compare(differ(), replaced, broken))).isEqualTo("$ VALUE");
  }

  /** The bytes of v1's text under another name, and other bytes under the name of v1's. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/plain; charset=utf-8     | text/plain; charset=iso-8859-1",
        "text/csv                      | text/csv; charset=us-ascii",
        "application/json              | application/json; charset=iso-8859-1",
        "application/xml;charset=utf-8 | application/xml;charset=iso-8859-1"
      })
  void theSameBytesInAnotherCharacterSetAreAnotherText(String type, String otherType) {
    for (String body : List.of("{\"a\":\"é\"}", "<a>é</a>")) {
      ReceivedResponse before = response(200, type, body.getBytes(UTF_8));
      ReceivedResponse after = response(200, otherType, body.getBytes(UTF_8));
      assertThat(found(compare(differ(), before, after))).isEqualTo("header:content-type HEADER");
      assertThat(compare(differ(), before, after).count()).isTrue();
      String ascii = body.replace('é', 'e');
      assertThat(
              found(
                  compare(
                      differ(),
                      response(200, type, ascii.getBytes(UTF_8)),
                      response(200, otherType, ascii.getBytes(UTF_8)))))
          .isEmpty();
    }
  }

  @Test
  void jsonInAnotherCharacterSetThanItClaims() {
    ReceivedResponse before = json("{\"a\":\"é\",\"b\":1}");
    ReceivedResponse after =
        response(
            200, "application/json; charset=iso-8859-1", "{\"b\":1,\"a\":\"é\"}".getBytes(UTF_8));
    assertThat(found(compare(differ(), before, after))).isEqualTo("header:content-type HEADER");
    assertThat(found(compare(differ(), after, before))).isEqualTo("$ REPRESENTATION");
  }

  @Test
  void aByteOrderMarkBeforeJsonCounts() {
    Differences differences = compare(differ(), json("{\"a\":1}"), json("\ufeff{\"a\":1}"));
    assertThat(found(differences)).isEqualTo("$ REPRESENTATION");
    assertThat(differences.count()).isTrue();
    assertThat(compare(differ(), json("\ufeff{\"a\":1}"), json("{\"a\":1}")).count()).isFalse();
  }

  @Test
  void aTextThatIsNotInItsCharacterSetIsAnotherOne() {
    for (String type : List.of("text/plain; charset=utf-8", "application/x-www-form-urlencoded")) {
      ReceivedResponse before = response(200, type, "a=é".getBytes(UTF_8));
      ReceivedResponse after = response(200, type, "a=é".getBytes(ISO_8859_1));
      assertThat(found(compare(differ(), before, after))).isEqualTo("$ VALUE");
      assertThat(found(compare(differ(), after, before))).isEqualTo("$ VALUE");
      assertThat(found(compare(differ(), after, response(200, type, "b=é".getBytes(ISO_8859_1)))))
          .isNotEmpty();
    }
  }

  @Test
  void bytes() {
    assertThat(diff("image/png", "abc", "abc")).isEmpty();
    assertThat(diff("image/png", "abc", "abd")).isEqualTo("$ VALUE");
    assertThat(diff("image/png", "abc", "abcd")).isEqualTo("$ SIZE");
  }

  @Test
  void anEmptyBody() {
    assertThat(diff("application/json", "{}", "")).isEqualTo("$ MISSING");
    assertThat(diff("application/json", "", "{}")).isEqualTo("$ SIZE");
    assertThat(diff("application/json", "", "")).isEmpty();
  }

  @Test
  void withoutAMediaTypeTheBodyTells() {
    assertThat(found(compare(differ(), plain("{\"a\":1}"), plain("{\"a\":2}"))))
        .isEqualTo("$.a VALUE");
    assertThat(found(compare(differ(), plain("a\nb"), plain("b\na")))).isEqualTo("$ ORDER");
    assertThat(found(compare(differ(), plain("\0a"), plain("\0ab")))).isEqualTo("$ SIZE");
  }

  private static ReceivedResponse plain(String body) {
    return response(200, body.getBytes(UTF_8));
  }
}
