package io.github.mirror4j.compare.diff;

import io.github.mirror4j.rule.Comparison;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A program that compares JSON; run without Jackson by a test. */
public final class JsonAsText {

  private JsonAsText() {}

  /**
   * Compares a body with itself, with one of other blanks at the end, and with another one.
   *
   * @param args none
   */
  public static void main(String[] args) {
    ResponseDiffer differ = ResponseDiffer.of(Comparison.withoutBaseline().build());
    PrimaryReading.Usable primary =
        (PrimaryReading.Usable)
            differ.read(response("{\"a\":1,\n\"b\":2}"), Map.of(), TimeWindow.NONE);
    for (String other : List.of("{\"a\":1,\n\"b\":2}", "{\"a\":1, \n\"b\":2}\n", "{\"a\":2}")) {
      System.out.println(primary.compare(response(other), Set.of()).all());
    }
  }

  private static ReceivedResponse response(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return new ReceivedResponse(
        200, Map.of("content-type", List.of("application/json")), new ReceivedBody.Bytes(bytes));
  }
}
