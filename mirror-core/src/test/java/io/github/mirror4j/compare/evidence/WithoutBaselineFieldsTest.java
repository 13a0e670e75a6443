package io.github.mirror4j.compare.evidence;

import static io.github.mirror4j.compare.evidence.Traffic.atOnce;
import static io.github.mirror4j.compare.evidence.Traffic.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mirror4j.compare.FieldResult;
import io.github.mirror4j.compare.pair.ComparedRequest;
import io.github.mirror4j.rule.Comparison;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where responses differ is told for requests without baseline, too. */
class WithoutBaselineFieldsTest {

  @Test
  void fieldsOfOtherMethodsAreShownApart() {
    Traffic traffic = new Traffic(atOnce().methods("POST").ignore("$.at").build());
    traffic.same(30, "/orders");
    post(traffic, 40);

    FieldResult field = traffic.report().key().fields().get(0);

    assertEquals("POST /orders", field.endpoint());
    assertEquals("$.price", field.path());
    assertEquals(List.of(39L, 39L), List.of(field.n(), field.b()));
    assertEquals(-1, field.lower(), "nobody knows how much v1 differs from itself");
    assertTrue(traffic.report().toText().contains("not known"), traffic.report()::toText);
  }

  @Test
  void whereTheComparisonHasNoneTheyAreThoseOfTheirEndpoint() {
    Traffic traffic =
        new Traffic(
            Comparison.withoutBaseline()
                .warmUp(Duration.ZERO, 0)
                .methods("POST")
                .endpoint("/orders")
                .ignore("$.at")
                .build());
    post(traffic, 40);

    FieldResult field = traffic.report().key().fields().get(0);

    assertEquals("/orders", field.endpoint());
    assertEquals("$.price", field.path());
    assertEquals(40, traffic.report().settings().get(0).hits());
  }

  private static void post(Traffic traffic, int times) {
    for (int i = 0; i < times; i++) {
      ComparedRequest request =
          new ComparedRequest("POST", "/orders", null, Traffic.headers(), i + 1, null);
      traffic.triple(
          request,
          json("{\"price\":1,\"at\":1}"),
          json("{\"price\":2,\"at\":" + (100 + i) + "}"),
          null);
    }
  }
}
