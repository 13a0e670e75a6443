package io.github.mirror4j.rule;

import static io.github.mirror4j.rule.Comparisons.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTemplatesTest {

  @Test
  void theyKeepTheirOrder() {
    List<String> templates = List.of("/orders/new", "/orders/{id}", "/", "/a%20b/{x}/{y-1}");
    Comparison.Builder builder = Comparison.withBaseline(1);
    templates.forEach(builder::endpoint);
    assertEquals(templates, builder.build().endpoints());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "orders",
        "/orders/{id",
        "/orders/x{id}",
        "/orders/{}",
        "/orders/{a b}",
        "/orders?page={n}",
        "/a b",
        "/ü",
        "/#x"
      })
  void aParameterIsAWholeSegmentOfARawPath(String template) {
    assertThat(problems(c -> c.endpoint(template)))
        .singleElement()
        .asString()
        .startsWith("endpoints: \"" + template + "\" (expected: a raw path such as");
  }

  @ParameterizedTest
  @CsvSource({
    "/orders/{id}, /orders/{id}",
    "/orders/{id}, /orders/{key}",
    "/orders/{id}, /orders/new",
    "/{a}/{b}, /orders/{id}"
  })
  void aTemplateBehindOneThatCoversItWouldNeverApply(String first, String second) {
    assertThat(problems(c -> c.endpoint(first).endpoint(second)))
        .containsExactly(
            "endpoints: \"%s\" (expected: a template that %s before it does not cover)"
                .formatted(second, first));
  }

  @Test
  void thereAreAtMostTwoHundred() {
    Comparison.Builder many = Comparison.withBaseline(1);
    IntStream.rangeClosed(1, 201).forEach(i -> many.endpoint("/" + i));
    assertThat(problems(many)).containsExactly("endpoints: 201 entries (expected: at most 200)");
  }
}
