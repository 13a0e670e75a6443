package io.github.mirror4j.compare.evidence;

import static io.github.mirror4j.compare.evidence.Traffic.get;
import static io.github.mirror4j.compare.evidence.Traffic.json;
import static io.github.mirror4j.compare.evidence.Traffic.response;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mirror4j.compare.ComparisonReport;
import io.github.mirror4j.compare.LossReason;
import io.github.mirror4j.compare.Verdict.State;
import io.github.mirror4j.compare.pair.ComparedRequest;
import io.github.mirror4j.compare.pair.Leg;
import io.github.mirror4j.rule.Check;
import io.github.mirror4j.rule.Comparison;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Each thing that withholds SAFE, alone, from pairs that would be safe without it. */
class VerdictConditionsTest {

  private static final int ENOUGH = 900;

  private static Comparison.Builder wide() {
    return Traffic.atOnce()
        .margin(Check.CONTENT, 1)
        .margin(Check.PERSISTENT, 1)
        .margin(Check.ERRORS, 1);
  }

  private static Traffic traffic(UnaryOperator<Comparison.Builder> change) {
    return new Traffic(change.apply(wide()).build());
  }

  @Test
  void nothing() {
    Traffic traffic = traffic(plain -> plain);
    traffic.same(ENOUGH, "/a");

    assertEquals(State.SAFE, traffic.report().verdict().state());
  }

  @Test
  void theWarmUp() {
    Traffic traffic = traffic(plain -> plain.warmUp(Duration.ofHours(1), 10));
    traffic.same(300, "/a"); // in 50 minutes
    withheld(traffic, "the warm-up is not over: it takes 60 min and 10 pairs");

    traffic = traffic(plain -> plain.warmUp(Duration.ZERO, ENOUGH));
    traffic.same(ENOUGH, "/a");
    withheld(traffic, "the warm-up is not over: it takes 0 ms and 900 pairs");
    // Shares of what counts, of which there is nothing yet, would be 0 %.
    assertTrue(traffic.report().lacks().stream().noneMatch(lack -> lack.contains("only 0 %")));
  }

  @Test
  void tooFewDistinctRequests() {
    Traffic traffic = traffic(plain -> plain.minimumRequests(1_000));
    traffic.same(ENOUGH, "/a");

    withheld(traffic, "900 of 1000 distinct requests");
  }

  @Test
  void tooShortASpan() {
    Traffic traffic = traffic(plain -> plain.minimumSpan(Duration.ofHours(6)));
    traffic.same(ENOUGH, "/a");

    withheld(traffic, "the pairs span 2 h 29 min of 6 h");
  }

  @Test
  void tooManyLostPairs() {
    Traffic traffic = traffic(plain -> plain);
    traffic.same(ENOUGH, "/a");
    lose(traffic, 60, LossReason.PRIMARY_TOO_LARGE);

    withheld(
        traffic, "only 93.8 % of the pairs were compared; the main reason is PRIMARY_TOO_LARGE");
  }

  @Test
  void pairsThatAreLostWhateverTrafficComes() {
    Traffic traffic = traffic(plain -> plain);
    lose(traffic, 10, LossReason.FOREIGN_CLIENT);
    withheld(
        traffic,
        "no pair was compared so far; the main reason is FOREIGN_CLIENT, which more traffic will"
            + " not change");

    traffic.same(ENOUGH, "/a");
    lose(traffic, 60, LossReason.PRIMARY_TOO_LARGE);
    lose(traffic, 100, LossReason.SAME_TARGET);
    withheld(
        traffic,
        "only 84.9 % of the pairs were compared; the main reason is SAME_TARGET, which more traffic"
            + " will not change");
  }

  @Test
  void someCopiesThatWereNeverSent() {
    Traffic traffic = traffic(plain -> plain);
    traffic.same(ENOUGH, "/a");
    lose(traffic, 12, LossReason.LANE_FULL);

    withheld(traffic, "errors: more traffic alone will not prove it fine");
  }

  @Test
  void copiesTreatedUnlikePrimaries() {
    Traffic traffic = traffic(plain -> plain);
    traffic.same(ENOUGH, "/a");
    for (int i = 0; i < 10; i++) {
      traffic.triple("/a", json("1"), response(401, ""), response(401, ""));
    }

    withheld(traffic, "treated unlike their primaries: 401 for 200");
  }

  /** A new version that asks for no credentials is not better than one that does. */
  @Test
  void anOldVersionThatAloneRefusesCopies() {
    Traffic traffic = traffic(plain -> plain);
    traffic.same(ENOUGH, "/a");
    for (int i = 0; i < 10; i++) {
      traffic.triple("/a", json("1"), json("1"), response(401, ""));
    }

    withheld(traffic, "treated unlike their primaries: 200 for 200");
  }

  @Test
  void aBrokenEndpointOfLittleTrafficWithoutBaseline() {
    Traffic traffic = traffic(plain -> plain.methods("POST"));
    traffic.same(ENOUGH, "/a");
    for (int i = 0; i < 3_000; i++) {
      post(traffic, "/orders", i, "1");
    }
    for (int i = 0; i < 9; i++) {
      post(traffic, "/refunds", i, "2");
    }

    withheld(traffic, "has no baseline and looks worse than its traffic can prove: content");
  }

  private static void post(Traffic traffic, String path, int body, String response) {
    ComparedRequest request =
        new ComparedRequest("POST", path, null, Traffic.headers(), body, null);
    traffic.triple(request, json("1"), json(response), null);
  }

  @Test
  void trafficToEndpointsThatCannotBeJudged() {
    Traffic traffic = traffic(plain -> plain);
    traffic.same(ENOUGH, "/a");
    for (int i = 0; i < 60; i++) {
      traffic.same(1, "/" + "x".repeat(i + 33) + "/" + i % 2 + "/y".repeat(i % 10));
    }

    withheld(traffic, "goes to endpoints that could be judged");
  }

  @Test
  void fewRequestsThatDifferEachTime() {
    Traffic traffic = traffic(plain -> plain);
    traffic.same(ENOUGH, "/a");
    for (int i = 0; i < 5; i++) {
      traffic.triple(get("/seldom/asked/path", "q"), json("1"), json("2"), json("1"));
    }

    withheld(traffic, "few distinct requests, and they differ each time");
  }

  /** A new version may respond well the first time, and not from its cache. */
  @Test
  void requestsThatDifferWhenTheyAreRepeatedSoon() {
    Traffic traffic = traffic(plain -> plain);
    for (int i = 0; i < ENOUGH; i++) {
      ComparedRequest request = get("/a", "n=" + i);
      traffic.triple(request, json("1"), json("1"), json("1"));
      for (int repeat = 0; repeat < 3; repeat++) {
        traffic.triple(request, json("1"), json(i % 20 == 0 ? "2" : "1"), json("1"));
      }
    }

    withheld(traffic, "5 % more requests that are repeated soon differ or fail");
  }

  @Test
  void requestsThatFailWhenTheyAreRepeatedSoon() {
    Traffic traffic = traffic(plain -> plain);
    for (int i = 0; i < ENOUGH; i++) {
      ComparedRequest request = get("/a", "n=" + i);
      traffic.triple(request, json("1"), json("1"), json("1"));
      Leg again = i % 20 == 0 ? new Leg.Failed(Leg.Failed.Kind.CONNECTION, 1) : json("1");
      traffic.triple(request, json("1"), again, json("1"));
    }

    withheld(traffic, "5 % more requests that are repeated soon differ or fail");
  }

  @Test
  void repeatsThatDifferAsOftenInBothVersionsAreNoReason() {
    Traffic traffic = traffic(plain -> plain);
    for (int i = 0; i < ENOUGH; i++) {
      ComparedRequest request = get("/a", "n=" + i);
      traffic.triple(request, json("1"), json("1"), json("1"));
      for (int repeat = 0; repeat < 4; repeat++) {
        boolean candidate = (i + repeat) % 7 == 0;
        boolean baseline = (i + repeat) % 7 == 1;
        traffic.triple(request, json("1"), json(candidate ? "2" : "1"), json(baseline ? "2" : "1"));
      }
    }

    assertEquals(State.SAFE, traffic.report().verdict().state(), () -> traffic.report().toText());
  }

  @Test
  void anEndpointThatLooksBroken() {
    Traffic traffic = traffic(plain -> plain);
    traffic.same(6_000, "/a");
    for (int i = 0; i < 8; i++) {
      traffic.triple("/rare/" + i, json("1"), json(i == 0 ? "1" : "2"), json("1"));
    }

    withheld(traffic, "looks worse than its traffic can prove");
  }

  @Test
  void aMethodOfAnEndpointThatLooksBroken() {
    Traffic traffic = traffic(plain -> plain);
    traffic.same(6_000, "/a");
    for (int i = 0; i < 8; i++) {
      ComparedRequest request =
          new ComparedRequest("HEAD", "/a", "n=" + i, Traffic.headers(), 0, null);
      traffic.triple(request, response(200, ""), response(404, ""), response(200, ""));
    }

    withheld(traffic, "HEAD /a looks worse than its traffic can prove");
  }

  @Test
  void plantedDifferencesThatNobodyFinds() {
    Traffic traffic = traffic(plain -> plain.ignore("$.**.mirror4jPlanted"));
    traffic.same(ENOUGH, "/a");

    withheld(traffic, "differences that were planted were not found");
    assertEquals(State.UNDECIDED, traffic.report().keys().get(0).verdict());
  }

  private static void lose(Traffic traffic, int times, LossReason reason) {
    for (int i = 0; i < times; i++) {
      traffic.evidence().selected();
      traffic.evidence().lost(reason);
    }
  }

  @Test
  void whatIsNeededIsToldInTimeToo() {
    Traffic traffic = new Traffic(Traffic.atOnce().build());
    traffic.same(360, "/a"); // one hour

    String because = traffic.report().verdict().because();
    assertTrue(
        because.matches(
            "errors: about [0-9,]+ more informative triples are needed, some [78] h at the pace"
                + " so far.*"),
        because);
  }

  @Test
  void whatWaitingDoesNotMendComesFirst() {
    Traffic traffic = new Traffic(Traffic.atOnce().build());
    traffic.same(200, "/a");
    traffic.worse(1, "/a");

    List<String> lacks = traffic.report().lacks();
    assertEquals("persistent differences: more traffic alone will not prove it fine", lacks.get(0));
    assertTrue(lacks.get(1).startsWith("errors: about "), lacks::toString);
  }

  private static void withheld(Traffic traffic, String because) {
    ComparisonReport report = traffic.report();
    assertEquals(State.UNDECIDED, report.verdict().state(), report::toText);
    assertTrue(report.lacks().stream().anyMatch(lack -> lack.contains(because)), report::toText);
  }
}
