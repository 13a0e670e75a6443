package io.github.mirror4j.compare.diff;

import static io.github.mirror4j.compare.diff.Responses.compare;
import static io.github.mirror4j.compare.diff.Responses.differ;
import static io.github.mirror4j.compare.diff.Responses.found;
import static io.github.mirror4j.compare.diff.Responses.response;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Status, media type and the named headers, by what they mean. */
class ResponseHeadDifferencesTest {

  private static final byte[] NONE = {};

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          Content-Type     | application/json           | application/json; charset=utf-8    | ``
          Content-Type     | application/JSON           | Application/json                   | ``
          Content-Type     | multipart/a; boundary=x    | multipart/a; boundary=y            | ``
          Content-Type     | application/json           | application/json; version=2        | header:content-type HEADER
          Content-Type     | text/a; charset=utf-8      | text/a; charset=latin-nothing      | header:content-type HEADER
          Content-Type     | text/a; charset=No-Such    | text/a; charset=no-such            | ``
          Content-Type     | application/json           | text/html                          | header:content-type MEDIA
          Content-Type     | application/json           | ``                                 | header:content-type MEDIA
          ETag             | "a"                        | "b"                                | ``
          ETag             | "a"                        | ``                                 | header:etag HEADER
          ETag             | ``                         | "a"                                | header:etag HEADER
          Location         | /orders/1                  | /orders/2                          | header:location HEADER
          Location         | http://v1:80/orders/1?a=b  | http://v2/orders/1?a=b             | header:location REPRESENTATION
          Location         | http://v1/orders/1         | /orders/1                          | header:location REPRESENTATION
          Location         | http://v1/orders/1         | http://v2/orders/2                 | header:location HEADER
          Cache-Control    | no-cache, max-age=5        | max-age=5,No-Cache                 | ``
          Cache-Control    | max-age=5                  | max-age=6                          | header:cache-control HEADER
          Vary             | Accept, Origin             | origin,accept                      | ``
          Vary             | Accept                     | Accept, Origin                     | header:vary HEADER
          Retry-After      | 5                          | 6                                  | header:retry-after HEADER
          WWW-Authenticate | Bearer realm="a, b", x=y   | bearer realm="c"                   | ``
          WWW-Authenticate | Basic realm="a", Bearer    | Bearer, Basic realm="b"            | ``
          WWW-Authenticate | Basic realm="a"            | Bearer realm="a"                   | header:www-authenticate HEADER
          Date             | now                        | then                               | ``
          Set-Cookie       | a=b                        | c=d                                | ``
          Server           | v1                         | v2                                 | ``
          """)
  void namedHeaders(String name, String before, String after, String expected) {
    ReceivedResponse a = response(200, NONE, before.isEmpty() ? new String[0] : pair(name, before));
    ReceivedResponse b = response(200, NONE, after.isEmpty() ? new String[0] : pair(name, after));
    assertThat(found(compare(differ(), a, b))).isEqualTo(expected);
  }

  private static String[] pair(String name, String value) {
    return new String[] {name, value};
  }

  @Test
  void headersThatTheSettingsName() {
    ResponseDiffer differ = differ(settings -> settings.header("X-Total").ignoreHeader("Location"));
    ReceivedResponse a = response(200, NONE, "X-Total", "5", "Location", "/a");
    ReceivedResponse b = response(200, NONE, "X-Total", "6", "Location", "/b");
    assertThat(found(compare(differ, a, b))).isEqualTo("header:x-total HEADER");
  }

  @Test
  void anAddedHeaderDoesNotCountAMissingOneDoes() {
    ReceivedResponse with = response(200, NONE, "ETag", "x");
    ReceivedResponse without = response(200, NONE);
    assertThat(compare(differ(), without, with).count()).isFalse();
    assertThat(compare(differ(), with, without).count()).isTrue();
  }

  @Test
  void valuesOfHeadersAreNotShown() {
    ReceivedResponse a = response(200, NONE, "Location", "/users/ada@example.com");
    ReceivedResponse b = response(200, NONE, "Location", "/users/bob@example.com");
    ReceivedResponse c = response(200, NONE, "Content-Type", "ada@example.com");
    assertThat(compare(differ(), a, b).all().toString()).doesNotContain("example");
    assertThat(compare(differ(), a, c).all().toString()).doesNotContain("example");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          200 | 200 | $.a VALUE
          200 | 201 | $.a VALUE, status STATUS
          200 | 500 | status STATUS
          404 | 200 | status STATUS
          404 | 410 | $.a VALUE, status STATUS
          """)
  void bodiesOfAnotherStatusClassAreNotCompared(int before, int after, String expected) {
    ReceivedResponse a = response(before, "application/json", "{\"a\":1}".getBytes(UTF_8));
    ReceivedResponse b = response(after, "application/json", "{\"a\":2}".getBytes(UTF_8));
    assertThat(found(compare(differ(), a, b))).isEqualTo(expected);
  }

  @Test
  void aStatusThatAlwaysChangesIsComparedByItsClass() {
    Set<String> noisy = Set.of("status");
    ReceivedResponse ok = response(200, NONE);
    assertThat(compare(differ(), ok, response(204, NONE), noisy).count()).isFalse();
    assertThat(found(compare(differ(), ok, response(503, NONE), noisy))).isEqualTo("status SHAPE");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          304 | W/"x" | 200 | "x"   | ``
          304 | "x"   | 200 | "y"   | status STATUS
          304 | ``    | 200 | ``    | status STATUS
          200 | "x"   | 404 | "x"   | status STATUS
          """)
  void notModifiedIsTheSameWithTheSameTag(
      int status, String tag, int otherStatus, String otherTag, String expected) {
    ReceivedResponse a = response(status, "{}".getBytes(UTF_8), "ETag", tag);
    ReceivedResponse b = response(otherStatus, NONE, "ETag", otherTag);
    assertThat(found(compare(differ(), a, b))).isEqualTo(expected);
  }

  /** A 304 that the new version alone responds has to be right: the caller has what v1 has. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          If-None-Match     | "x"                           | ``
          If-None-Match     | "y", W/"x"                    | ``
          If-None-Match     | *                             | ``
          If-None-Match     | "y"                           | status STATUS
          If-None-Match     | ``                            | status STATUS
          If-Modified-Since | Fri, 27 Nov 2026 08:00:00 GMT | ``
          If-Modified-Since | Fri, 27 Nov 2026 09:00:00 GMT | ``
          If-Modified-Since | Fri, 27 Nov 2026 07:59:59 GMT | status STATUS
          If-Modified-Since | yesterday                     | status STATUS
          Accept            | text/html                     | status STATUS
          """)
  void notModifiedIsTheSameForACallerThatHasIt(String condition, String value, String expected) {
    ReceivedResponse a =
        response(
            200,
            "{}".getBytes(UTF_8),
            "ETag",
            "\"x\"",
            "Last-Modified",
            "Fri, 27 Nov 2026 08:00:00 GMT");
    ReceivedResponse b = response(304, NONE, "ETag", "\"x\"");
    PrimaryReading reading = differ().read(a, Responses.headers(condition, value), TimeWindow.NONE);
    assertThat(found(((PrimaryReading.Usable) reading).compare(b, Set.of()))).isEqualTo(expected);
  }

  @Test
  void aConditionOnTheTagStandsAboveThatOnTheTime() {
    String date = "Fri, 27 Nov 2026 08:00:00 GMT";
    ReceivedResponse a =
        response(200, "{}".getBytes(UTF_8), "ETag", "\"x\"", "Last-Modified", date);
    PrimaryReading reading =
        differ()
            .read(
                a,
                Responses.headers("If-None-Match", "\"y\"", "If-Modified-Since", date),
                TimeWindow.NONE);
    assertThat(
            found(
                ((PrimaryReading.Usable) reading)
                    .compare(response(304, NONE, "ETag", "\"x\""), Set.of())))
        .isEqualTo("status STATUS");
  }
}
