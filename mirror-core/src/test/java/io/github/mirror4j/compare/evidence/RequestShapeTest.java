package io.github.mirror4j.compare.evidence;

import static io.github.mirror4j.compare.evidence.Traffic.atOnce;
import static io.github.mirror4j.compare.evidence.Traffic.json;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.mirror4j.compare.ExampleResult;
import io.github.mirror4j.compare.pair.ComparedRequest;
import io.github.mirror4j.compare.pair.Triple;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An example shows its request as a line for curl, in which every value is a placeholder. */
class RequestShapeTest {

  @Test
  void namesThatManyRequestsHaveAreShown() {
    Traffic traffic = new Traffic(atOnce().methods("POST").build());
    for (int i = 0; i < 60; i++) {
      Map<String, List<String>> headers = Traffic.headers();
      headers.put("X-Tenant", List.of("acme" + i));
      headers.put("Authorization", List.of("Bearer tok" + i));
      headers.put("X-" + i, List.of("once"));
      ComparedRequest request =
          new ComparedRequest("POST", "/orders/" + i, "page=" + i + "&u" + i, headers, i, null);
      traffic.evidence().selected();
      traffic.evidence().add(new Triple(request, json("1"), json("2"), null), "rule");
    }

    List<ExampleResult> examples = traffic.report().key().examples();

    assertEquals(
        "curl -g -X 'POST' '{v1}/orders/{…}?page={…}&{*}={…}' -H 'authorization: {…}'"
            + " -H '{*}: {…}' -H 'x-tenant: {…}' --data-binary '{…}'",
        examples.getLast().request());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "GET | /a | curl -g '{v1}/a'",
        "HEAD | /a/{id} | curl -g -X 'HEAD' '{v1}/a/{id}'",
        "GET | /a'$(id)` | curl -g '{v1}/a'\\''$(id)`'",
        "IT'S | / | curl -g -X 'IT'\\''S' '{v1}/'"
      })
  void aLineIsSafeToPaste(String method, String endpoint, String line) {
    assertEquals(
        line, new RequestShape(method, endpoint, List.of(), List.of(), false).curl(name -> name));
  }
}
