package io.github.mirror4j.compare.evidence;

import static io.github.mirror4j.compare.evidence.Traffic.atOnce;
import static io.github.mirror4j.compare.evidence.Traffic.get;
import static io.github.mirror4j.compare.evidence.Traffic.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mirror4j.compare.Verdict;
import io.github.mirror4j.rule.Check;
import io.github.mirror4j.rule.Comparison;
import org.junit.jupiter.api.Test;

/** A verdict without its report says the same, and shows nothing of a request. */
class VerdictAloneTest {

  private static final Comparison SETTINGS =
      atOnce()
          .endpoint("/customers/secret")
          .endpoint("/orders")
          .margin(Check.PERSISTENT, 1)
          .build();

  private final Traffic traffic = new Traffic(SETTINGS);

  @Test
  void beforeTheFirstPair() {
    assertEquals(traffic.report().verdict(), traffic.evidence().verdict());
  }

  @Test
  void anEndpointThatIsWorseIsNotNamed() {
    traffic.same(6_000, "/orders");
    traffic.worse(60, "/customers/secret");

    showsNoName(Verdict.State.NOT_SAFE, "more responses of an endpoint differ");
  }

  @Test
  void anEndpointThatLooksWorseIsNotNamed() {
    traffic.same(6_000, "/orders");
    for (int i = 0; i < 8; i++) {
      traffic.triple("/customers/secret", json("1"), json(i == 0 ? "1" : "2"), json("1"));
    }

    showsNoName(Verdict.State.UNDECIDED, "an endpoint looks worse than its traffic can prove");
  }

  @Test
  void anEndpointOfFewRequestsIsNotNamed() {
    traffic.same(8_000, "/orders");
    for (int i = 0; i < 5; i++) {
      traffic.triple(get("/customers/secret", "q"), json("1"), json("2"), json("1"));
    }

    showsNoName(Verdict.State.UNDECIDED, "an endpoint has few distinct requests");
  }

  private void showsNoName(Verdict.State state, String text) {
    Verdict named = traffic.report().verdict();
    Verdict alone = traffic.evidence().verdict();
    assertEquals(state, named.state(), named::toString);
    assertEquals(state, alone.state(), alone::toString);
    assertTrue(named.because().contains("/customers/secret"), named::toString);
    assertFalse(alone.because().contains("secret"), alone::toString);
    assertTrue(alone.because().contains(text), alone::toString);
  }
}
