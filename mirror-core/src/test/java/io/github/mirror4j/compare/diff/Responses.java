package io.github.mirror4j.compare.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.rule.Comparison;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;

/** Responses for the tests of the differ, and what it finds, in short. */
final class Responses {

  private Responses() {}

  static ReceivedResponse json(String body) {
    return response(200, "application/json", body.getBytes(StandardCharsets.UTF_8));
  }

  static ReceivedResponse response(int status, String type, byte[] body) {
    return response(status, body, "Content-Type", type);
  }

  /** Returns a response with headers: names and values by turns. */
  static ReceivedResponse response(int status, byte[] body, String... headers) {
    return new ReceivedResponse(status, headers(headers), new ReceivedBody.Bytes(body));
  }

  static Map<String, List<String>> headers(String... headers) {
    Map<String, List<String>> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (int i = 0; i < headers.length; i += 2) {
      map.put(headers[i], List.of(headers[i + 1]));
    }
    return map;
  }

  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static ResponseDiffer differ(UnaryOperator<Comparison.Builder> settings) {
    return ResponseDiffer.of(settings.apply(Comparison.withoutBaseline()).build());
  }

  static ResponseDiffer differ() {
    return differ(settings -> settings);
  }

  static Differences compare(ResponseDiffer differ, ReceivedResponse a, ReceivedResponse b) {
    return compare(differ, a, b, Set.of());
  }

  static Differences compare(
      ResponseDiffer differ, ReceivedResponse a, ReceivedResponse b, Set<String> noisy) {
    PrimaryReading reading = differ.read(a, Map.of(), TimeWindow.NONE);
    assertThat(reading).isInstanceOf(PrimaryReading.Usable.class);
    return ((PrimaryReading.Usable) reading).compare(b, noisy);
  }

  /** Compares two JSON bodies by the default settings. */
  static String diff(String a, String b) {
    return found(compare(differ(), json(a), json(b)));
  }

  /** Returns what was found, such as {@code $.a value, $.b missing}. */
  static String found(Differences differences) {
    return String.join(
        ", ", differences.all().stream().map(d -> d.path() + " " + d.kind()).sorted().toList());
  }
}
