package io.github.mirror4j.compare.evidence;

import static io.github.mirror4j.compare.evidence.Traffic.atOnce;
import static io.github.mirror4j.compare.evidence.Traffic.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mirror4j.compare.ComparisonReport;
import io.github.mirror4j.compare.DifferenceKind;
import io.github.mirror4j.compare.FieldResult;
import io.github.mirror4j.compare.SettingResult;
import io.github.mirror4j.compare.Severity;
import io.github.mirror4j.compare.files.Snapshot;
import io.github.mirror4j.compare.files.SnapshotText;
import io.github.mirror4j.compare.fleet.FleetEvidence;
import io.github.mirror4j.compare.fleet.FleetQuestion;
import io.github.mirror4j.compare.pair.ComparedRequest;
import io.github.mirror4j.rule.Change;
import io.github.mirror4j.rule.Comparison;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
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

  /** A setting that hides a fault of POSTs is named as one that hides a fault of GETs. */
  @Test
  void whatSettingsLetPassIsCountedForOtherMethods() {
    Traffic traffic =
        new Traffic(
            atOnce()
                .methods("GET", "POST", "PUT")
                .ignore("$.at")
                .ignore("$.typo")
                .expect("$.price", Change.VALUE)
                .build());
    traffic.same(30, "/orders");
    post(traffic, 40);

    List<SettingResult> settings = traffic.report().settings();

    String tooMuch = "in over half of the responses of POST /orders";
    assertEquals(
        List.of(
            new SettingResult("ignore $.at", 40, tooMuch),
            new SettingResult("ignore $.typo", 0, "let nothing pass so far"),
            new SettingResult("expect $.price", 40, tooMuch)),
        settings);
  }

  /** However many endpoints there are, none of it is left out. */
  @Test
  void whereThereIsNoRoomForAnEndpointItCountsForTheRest() {
    Comparison.Builder settings = atOnce().methods("POST", "PUT").ignore("$.at");
    for (int endpoint = 0; endpoint < 180; endpoint++) {
      settings = settings.endpoint("/endpoints/" + endpoint + "/parts");
    }
    Traffic traffic = new Traffic(settings.build());
    for (int endpoint = 0; endpoint < 180; endpoint++) {
      send(traffic, "POST", "/endpoints/" + endpoint + "/parts", 1);
      send(traffic, "PUT", "/endpoints/" + endpoint + "/parts", 1);
    }

    assertEquals(360, traffic.report().settings().get(0).hits());
  }

  /** Files of evidence have it, so that a fleet's report says the same. */
  @Test
  void filesOfEvidenceSayIt() throws IOException {
    Traffic traffic = new Traffic(atOnce().methods("POST").ignore("$.at").build());
    traffic.same(30, "/orders");
    post(traffic, 40);

    ComparisonReport merged = merged(traffic, "process");

    assertEquals(traffic.report().settings(), merged.settings());
    assertEquals(traffic.report().key().endpoints(), merged.key().endpoints());
    assertEquals(traffic.report().key().fields(), merged.key().fields());
  }

  @Test
  void fieldsOfAFleetAddUp() throws IOException {
    Traffic traffic = new Traffic(atOnce().methods("POST").ignore("$.at").build());
    traffic.same(30, "/orders");
    post(traffic, 40);

    FieldResult field = merged(traffic, "one", "another").key().fields().get(0);

    assertEquals("POST /orders", field.endpoint());
    assertEquals("$.price", field.path());
    assertEquals(Set.of(DifferenceKind.VALUE), field.kinds());
    assertEquals(Severity.CHANGED, field.severity());
    assertTrue(field.counts());
    assertEquals(List.of(78L, 78L), List.of(field.n(), field.b()));
    assertEquals(-1, field.lower(), "nobody knows how much v1 differs from itself");
  }

  private static ComparisonReport merged(Traffic traffic, String... processes) throws IOException {
    FleetEvidence fleet = new FleetEvidence();
    for (String process : processes) {
      StringBuilder file = new StringBuilder();
      for (Snapshot snapshot : traffic.evidence().snapshots(process, 1)) {
        SnapshotText.write(snapshot, line -> file.append(line).append('\n'));
      }
      byte[] bytes = file.toString().getBytes(StandardCharsets.UTF_8);
      fleet.add(process, new ByteArrayInputStream(bytes));
    }
    return fleet.report(FleetQuestion.builder().build(), traffic.report().at()).mirrors().get(0);
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

    assertEquals("POST /orders", field.endpoint());
    assertEquals("$.price", field.path());
    assertEquals(40, traffic.report().settings().get(0).hits());
  }

  private static void post(Traffic traffic, int times) {
    send(traffic, "POST", "/orders", times);
  }

  private static void send(Traffic traffic, String method, String path, int times) {
    for (int i = 0; i < times; i++) {
      ComparedRequest request =
          new ComparedRequest(method, path, null, Traffic.headers(), i + 1, null);
      traffic.triple(
          request,
          json("{\"price\":1,\"at\":1}"),
          json("{\"price\":2,\"at\":" + (100 + i) + "}"),
          null);
    }
  }
}
