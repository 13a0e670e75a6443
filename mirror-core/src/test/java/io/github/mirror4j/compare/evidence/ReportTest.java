package io.github.mirror4j.compare.evidence;

import static io.github.mirror4j.compare.evidence.Traffic.atOnce;
import static io.github.mirror4j.compare.evidence.Traffic.json;
import static io.github.mirror4j.compare.evidence.Traffic.took;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mirror4j.compare.ComparisonReport;
import io.github.mirror4j.compare.LossReason;
import io.github.mirror4j.compare.SettingResult;
import io.github.mirror4j.compare.pair.Leg;
import io.github.mirror4j.rule.Change;
import io.github.mirror4j.rule.Comparison;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a report says, to people and to programs. */
class ReportTest {

  private static ComparisonReport report() {
    Traffic traffic = new Traffic(atOnce().ignore("$.at").expect("$.never", Change.ADDED).build());
    traffic.same(200, "/orders");
    traffic.worse(30, "/orders");
    for (int i = 0; i < 30; i++) {
      Leg old = json("{\"at\":1}");
      traffic.triple("/times/" + i, old, json("{\"at\":2}"), old);
    }
    traffic.evidence().selected();
    traffic.evidence().lost(LossReason.LANE_FULL);
    return traffic.report();
  }

  @Test
  void theTextBeginsWithTheVerdictAndItsNumber() {
    String first = report().toText().lines().findFirst().orElseThrow();

    assertTrue(
        first.matches(
            "NOT_SAFE: at least \\d\\S* % more responses differ, also when asked again, than v1's"
                + " own, 0\\.1 % allowed, 95 % sure, whenever somebody looks; proven at .*"),
        first);
  }

  @Test
  void theTextHasAllSections() {
    String text = report().toText();

    for (String section :
        List.of(
            "Checks: how much more often v2 is worse than v1",
            "Coverage: 99.6 % of the pairs were compared",
            "lost: lane full",
            "Endpoints",
            "Where responses differ",
            "Latency of the copies",
            "What settings for paths let pass",
            "Examples",
            "What this does not tell",
            "Settings")) {
      assertTrue(text.contains(section), () -> section + " in " + text);
    }
  }

  @Test
  void settingsThatLetNothingOrMuchPassAreNamed() {
    List<SettingResult> settings = report().settings();

    assertEquals(
        List.of("ignore $.at", "expect $.never"),
        settings.stream().map(SettingResult::setting).toList());
    assertEquals(30, settings.get(0).hits());
    assertTrue(settings.get(0).note().startsWith("in over half of the responses of /"));
    assertEquals("let nothing pass so far", settings.get(1).note());
  }

  @Test
  void copiesWithoutBaselineAreMentioned() {
    Traffic traffic = new Traffic(atOnce().build());
    traffic.same(1, "/orders");
    traffic.evidence().noted(200, json("{}"));

    assertTrue(
        traffic
            .report()
            .toText()
            .contains("1 more copies got no baseline, by its share or its limits"));
  }

  @Test
  void theJsonHasStableNames() {
    JsonNode json = JsonMapper.shared().readTree(report().toJson());

    assertEquals(1, json.get("v").asInt());
    assertEquals("NOT_SAFE", json.get("verdict").asString());
    assertEquals("process", json.get("scope").asString());
    JsonNode mirror = json.get("mirrors").get(0);
    assertEquals("orders-v2", mirror.get("rule").asString());
    assertEquals("orders-v2:8080", mirror.get("mirror").asString());
    assertEquals("NOT_SAFE", mirror.get("verdict").asString());
    assertEquals(260, mirror.get("pairs").asInt(), "pairs that ended for these builds");
    assertEquals(260, mirror.get("distinct").asInt());
    assertEquals(261, mirror.get("account").get("selected").asInt());
    assertEquals(1, mirror.get("account").get("lost").get("lane_full").asInt());
    JsonNode check = mirror.get("checks").get(1);
    assertEquals(
        List.of(
            "endpoint",
            "check",
            "path",
            "n",
            "b",
            "c",
            "d",
            "lower",
            "upper",
            "margin",
            "state",
            "more",
            "note"),
        List.copyOf(check.propertyNames()));
    assertEquals("content", check.get("check").asString());
    assertEquals("WORSE", check.get("state").asString());
    assertEquals(0.005, check.get("margin").asDouble());
    assertTrue(check.get("more").isNull(), "more traffic alone will not make it fine");
  }

  @Test
  void allSharesInTheJsonAreFractions() {
    JsonNode mirror = JsonMapper.shared().readTree(report().toJson()).get("mirrors").get(0);

    assertTrue(
        StreamSupport.stream(mirror.get("checks").spliterator(), false)
            .allMatch(check -> Math.abs(check.get("upper").asDouble()) <= 1));
    assertTrue(mirror.get("coverage").asDouble() <= 1);
  }

  @Test
  void allTimesInTheJsonAreSeconds() {
    Traffic traffic = new Traffic(atOnce().slowerThan(Duration.ofMillis(2500)).build());
    Leg quick = took(json("{}"), Duration.ofMillis(1500), "HTTP_1_1 http");
    Leg slow = took(json("{}"), Duration.ofMillis(3000), "HTTP_1_1 http");
    for (int i = 0; i < 50; i++) {
      traffic.triple("/orders", quick, i % 2 == 0 ? slow : quick, quick);
    }

    JsonNode mirror = JsonMapper.shared().readTree(traffic.report().toJson()).get("mirrors").get(0);

    assertEquals(490, mirror.get("spanSeconds").asDouble(), "one each ten seconds");
    JsonNode slower = mirror.get("checks").get(3);
    assertEquals("slower", slower.get("check").asString());
    assertEquals(2.5, slower.get("overSeconds").asDouble());
    JsonNode median = mirror.get("latency").get(0);
    assertEquals(0.5, median.get("quantile").asDouble());
    assertEquals(1.5, median.get("baselineSeconds").asDouble(), 1.5 * 0.09);
  }

  @Test
  void whatSafeNeedsIsKnownBeforehand() {
    assertEquals(
        "SAFE needs about 4,200 informative triples if nothing differs (margins: content 0.5 %,"
            + " persistent differences 0.1 %, errors 0.1 %), and at least 400 distinct requests"
            + " within 60 min or more",
        SafeNeeds.text(Comparison.withBaseline(20).build()));
  }
}
