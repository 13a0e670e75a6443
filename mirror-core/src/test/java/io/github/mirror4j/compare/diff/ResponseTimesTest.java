package io.github.mirror4j.compare.diff;

import static io.github.mirror4j.compare.diff.Responses.found;
import static io.github.mirror4j.compare.diff.Responses.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mirror4j.rule.Comparison;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Values that tell when a response was made differ from response to response, and say nothing of
 * the version. All other times are values.
 */
class ResponseTimesTest {

  /** The responses were made within the seconds before and after 13:35:00. */
  private static final TimeWindow WINDOW =
      TimeWindow.before(Instant.parse("2026-11-27T13:35:00Z"), 1_000_000_000);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'2026-11-27T13:35:00.123Z' | '2026-11-27T13:35:00.125Z'",
        "'2026-11-27T13:34:59Z' | '2026-11-27T13:35:00Z'",
        "'2026-11-27T14:35:00.123456+01:00' | '2026-11-27T14:35:00.125001+01:00'",
        "'2026-11-27T14:35:00.123456789+0100' | '2026-11-27T14:35:00.125001000+0100'",
        "'2026-11-27T13:35' | '2026-11-27T13:34'",
        "'2026-11-27T08:05:00.123' | '2026-11-27T08:05:00.125'",
        "'2026-11-27 13:35:00,123' | '2026-11-27 13:35:00,125'",
        "'Fri, 27 Nov 2026 13:34:59 GMT' | 'Fri, 27 Nov 2026 13:35:00 GMT'",
        "1795786500 | 1795786501",
        "1795786500123 | 1795786500125",
        "1795786500123456 | 1795786500125001",
        "1795786500123456789 | 1795786500125001000",
        "1795786500.1234 | 1795786500.12",
        "'1795786500123' | '1795786500125'",
      })
  void readingsOfTheClockAreNoDifference(String before, String after) {
    boolean isNumber = !before.contains("T") && !before.contains(" ");

    assertEquals("", found(diff(quoted(before, isNumber), quoted(after, isNumber))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // stored times, a second apart
        "'2026-11-27T12:35:00Z' | '2026-11-27T12:35:01Z'",
        "1795782900 | 1795782901",
        // the clock, and a time an hour ago
        "'2026-11-27T13:35:00Z' | '2026-11-27T12:35:00Z'",
        "1795786500123 | 1795782900123",
        // half a minute ahead is a deadline, no reading of the clock
        "'2026-11-27T13:35:30Z' | '2026-11-27T13:35:31Z'",
        // local times of two zones
        "'2026-11-27T13:35:00.123' | '2026-11-27T14:35:00.125'",
      })
  void otherTimesAreValues(String before, String after) {
    boolean isNumber = !before.contains("T");
    Differences differences = diff(quoted(before, isNumber), quoted(after, isNumber));

    assertEquals("$.at TIME", found(differences));
    assertTrue(differences.count());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-27T13:35:00Z",
        "2026-11-27T13:35:00.123+00:00",
        "2026-11-27T14:35:00.123+01:00",
        "2026-11-27 13:35:00.123Z",
        "2026-11-27T13:35:00.123",
        "2026-13-27T13:35:00.123Z",
        "Fri, 27 Nov 2026 13:35:00 GMT",
        "1795786500123",
        "no time",
      })
  void anotherFormIsADifference(String after) {
    Differences differences = diff("\"2026-11-27T13:35:00.123Z\"", "\"" + after + "\"");

    assertTrue(differences.count(), () -> found(differences));
  }

  @Test
  void ofArraysTheOrderIsSeenWhateverTheClockRead() {
    String before = body("\"id\":1,\"at\":1795786500123", "\"id\":2,\"at\":1795786500124");
    String after = body("\"id\":2,\"at\":1795786500126", "\"id\":1,\"at\":1795786500124");

    assertEquals("$.list ORDER", found(compare(s -> s, before, after)));
    assertEquals("", found(compare(s -> s.unordered("$.list"), before, after)));
  }

  @Test
  void withoutOrderAStoredTimeIsStillSeen() {
    String before = body("\"id\":1,\"at\":1795782900123", "\"id\":2,\"at\":1795786500124");
    String after = body("\"id\":2,\"at\":1795786500126", "\"id\":1,\"at\":1795782900124");

    assertTrue(compare(s -> s.unordered("$.list"), before, after).count());
  }

  @Test
  void inXmlAndForms() {
    assertFalse(
        compare(
                "application/xml",
                "<o><at>2026-11-27T13:35:00.123Z</at></o>",
                "<o><at>2026-11-27T13:35:00.124Z</at></o>")
            .count());
    assertFalse(
        compare("application/x-www-form-urlencoded", "at=1795786500123", "at=1795786500124")
            .count());
  }

  private static String quoted(String value, boolean isNumber) {
    return isNumber ? value : "\"" + value + "\"";
  }

  private static String body(String... elements) {
    return "{\"list\":[{" + String.join("},{", elements) + "}]}";
  }

  private static Differences diff(String before, String after) {
    return compare(s -> s, "{\"at\":" + before + "}", "{\"at\":" + after + "}");
  }

  private static Differences compare(
      UnaryOperator<Comparison.Builder> settings, String before, String after) {
    return compare(Responses.differ(settings), json(before), json(after));
  }

  private static Differences compare(String type, String before, String after) {
    return compare(
        Responses.differ(),
        Responses.response(200, type, before.getBytes(UTF_8)),
        Responses.response(200, type, after.getBytes(UTF_8)));
  }

  private static Differences compare(
      ResponseDiffer differ, ReceivedResponse a, ReceivedResponse b) {
    return ((PrimaryReading.Usable) differ.read(a, Map.of(), WINDOW)).compare(b, Set.of());
  }
}
