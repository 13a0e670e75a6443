package io.github.mirror4j.compare;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mirror4j.compare.Verdict.State;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page of a report: what it says, in which order, in which form and size. */
class PageTest {

  private static final JsonMapper JSON = JsonMapper.shared();

  @ParameterizedTest
  @CsvSource({
    "SAFE, SAFE: v2 may be released",
    "NOT_SAFE, NOT SAFE: do not release v2",
    "UNDECIDED, UNDECIDED: do not release v2 yet"
  })
  void theHeadingIsTheVerdictAndItsAdvice(State state, String heading) {
    Page page = Page.of(SampleReports.of(state, 3, 4));

    assertEquals(List.of(heading), page.texts("h1"));
    assertTrue(page.texts("title").get(0).startsWith(heading.substring(0, heading.indexOf(':'))));
  }

  @Test
  void theReasonAndTheFieldStandBelowTheHeading() {
    Page page = Page.of(SampleReports.of(State.NOT_SAFE, 3, 4));

    String header = page.texts("header").get(0);
    assertTrue(header.contains("At least 1.2 % more responses differ than v1's own"), header);
    assertTrue(header.contains("$.items[*].price of /customers/{id}/invoices: type differs in 34"));
    assertTrue(header.contains("Old version (v1)v1.8.2New version (v2)v2.1.0"), header);
    assertTrue(header.contains("2026-11-27 09:00:00 UTC"), header);
  }

  @Test
  void theSectionsStandInTheOrderOfQuestions() {
    assertEquals(
        List.of(
            "What SAFE still needs",
            "Checks: how much more often v2 is worse than v1",
            "Coverage: from selected to compared",
            "What each setting for a path let pass",
            "Endpoints",
            "Each endpoint: statuses and fields",
            "Latency of the copies",
            "Evidence over time",
            "Examples",
            "Builds compared",
            "What this does not tell",
            "Settings"),
        Page.of(SampleReports.of(State.UNDECIDED, 3, 4)).texts("h2"));
  }

  @ParameterizedTest
  @EnumSource(State.class)
  void itLoadsNothingAndRunsNothing(State state) {
    Page page = Page.of(SampleReports.of(state, 3, 4));

    for (Element element : page.all("*")) {
      for (String name : page.attributes(element)) {
        assertFalse(name.startsWith("on") || name.equals("src"), name);
      }
    }
    assertEquals(List.of("data:,"), page.all("link").map(e -> e.getAttribute("href")));
    assertEquals(List.of("application/json"), page.all("script").map(e -> e.getAttribute("type")));
    assertFalse(page.text().matches("(?s).*(url\\(|@import|https?:).*"));
  }

  @Test
  void peopleWhoDoNotSeeItCanReadIt() {
    Page page = Page.of(SampleReports.of(State.NOT_SAFE, 3, 4));

    assertEquals("en", page.root().getAttribute("lang"));
    for (Element table : page.all("table")) {
      assertEquals(1, table.getElementsByTagName("caption").getLength());
    }
    for (Element th : page.all("th")) {
      assertTrue(List.of("row", "col").contains(th.getAttribute("scope")));
    }
    for (Element svg : page.all("svg")) {
      boolean isHidden = svg.getAttribute("aria-hidden").equals("true");
      assertTrue(isHidden || svg.getAttribute("aria-label").length() > 20);
    }
    assertTrue(
        page.all("svg")
            .map(e -> e.getAttribute("aria-label"))
            .contains("beyond the limit: between 1.2 % and 2.1 %, 0.5 % allowed"));
  }

  @Test
  void theWorstEndpointComesFirstAndIsOpen() {
    Page page = Page.of(SampleReports.of(State.NOT_SAFE, 20, 4));

    assertTrue(page.texts("summary").get(0).startsWith("/customers/{id}/invoices"));
    assertTrue(page.texts("summary").get(1).startsWith("/orders/{id}"));
    List<Boolean> open = page.all("details").map(e -> e.hasAttribute("open"));
    assertEquals(1, open.stream().filter(isOpen -> isOpen).count());
    assertTrue(open.get(0));
  }

  @Test
  void statusesOfV2StandBesideThoseOfV1() {
    String text = Page.of(SampleReports.of(State.NOT_SAFE, 3, 0)).text();

    assertTrue(text.contains("Statuses: v1 and v2"));
    assertTrue(text.contains("240: v1 200 and v1 again 200, always."));
    assertTrue(text.contains("v2 no response"));
  }

  @Test
  void latencyOfV2StandsBesideThatOfV1InPicturesAndWords() {
    Page page = Page.of(SampleReports.of(State.UNDECIDED, 3, 4));

    List<String> labels = page.all("svg").map(svg -> svg.getAttribute("aria-label"));
    assertTrue(labels.contains("99 % of the requests: v2 at most 311 ms, v1 at most 190 ms"));
    assertTrue(
        labels.contains("over 64 ms: 3.4 % of v2's responses, 2.6 % of v1's"), labels::toString);
    assertEquals(3, page.rows("How long a share of the requests").size());
    assertEquals(2, page.rows("How many responses took longer than a time").size());
  }

  @Test
  void whenTheEvidenceCameIsDrawnAndWritten() {
    Page page = Page.of(SampleReports.of(State.NOT_SAFE, 3, 4));

    List<String> labels = page.all("svg").map(svg -> svg.getAttribute("aria-label"));
    assertTrue(
        labels.contains(
            "From 2026-11-27 06:30:00 UTC to 2026-11-27 07:33:00 UTC, only v2 differed in 819 of"
                + " 50,400 informative triples, and only v1 in 63"),
        labels::toString);
    assertEquals(8, page.rows("What had been counted by some of these moments").size());
  }

  @Test
  void examplesHaveALineForCurl() {
    Page page = Page.of(SampleReports.of(State.NOT_SAFE, 3, 4));

    assertTrue(page.texts("code").contains("curl -g '{v1}/orders/{id}?n={…}' -H 'accept: {…}'"));
  }

  @Test
  void theJsonIsTheReportsOwn() {
    ComparisonReport report = SampleReports.of(State.SAFE, 5, 10);

    assertEquals(
        JSON.readTree(report.toJson()), JSON.readTree(Page.of(report).texts("script").get(0)));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "3, 4", "200, 25", "200, 200"})
  void itSaysWhoseEvidenceItIs(int endpoints, int paths) {
    Page one = Page.of(SampleReports.of(State.SAFE, endpoints, paths));
    Page fleet = Page.of(SampleReports.ofFleet(State.SAFE, endpoints, paths));

    JsonNode oneJson = JSON.readTree(one.texts("script").get(0));
    assertEquals("process", oneJson.get("scope").asString());
    assertEquals(1, oneJson.get("processes").asInt());
    assertTrue(one.texts("header").get(0).contains("Evidence ofone process alone"));
    JsonNode fleetJson = JSON.readTree(fleet.texts("script").get(0));
    assertEquals("fleet", fleetJson.get("scope").asString());
    assertEquals(200, fleetJson.get("processes").asInt());
    assertTrue(
        fleet.texts("header").get(0).contains("Evidence ofa fleet: 200 processes, added up"));
  }

  @Test
  void theTimesOfAFleetAreThoseOfManyClocks() {
    String clocks = "The times are those of each process's own clock.";

    assertTrue(Page.of(SampleReports.ofFleet(State.SAFE, 3, 4)).text().contains(clocks));
    assertFalse(Page.of(SampleReports.of(State.SAFE, 3, 4)).text().contains(clocks));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 200", "200, 0", "200, 25", "200, 200"})
  void itIsBelow500Kilobytes(int endpoints, int paths) {
    ComparisonReport report = SampleReports.of(State.NOT_SAFE, endpoints, paths);

    int size = report.toHtml().getBytes(UTF_8).length;

    assertTrue(size < 500_000, () -> size + " bytes");
  }

  @Test
  void everyEndpointHasItsRow() {
    Page page = Page.of(SampleReports.of(State.NOT_SAFE, 200, 25));

    assertEquals(200, page.rows("Endpoints: content").size());
  }

  @Test
  void whatIsLeftOutIsCounted() {
    ComparisonReport report = SampleReports.of(State.NOT_SAFE, 200, 25);
    Page page = Page.of(report);

    int details = page.all("details").size();
    assertTrue(details < 200);
    assertTrue(page.text().contains("… and " + (200 - details) + " more."));
    JsonNode json = JSON.readTree(page.texts("script").get(0));
    JsonNode mirror = json.get("mirrors").get(0);
    assertEquals(5_000, mirror.get("fields").size() + json.get("leftOut").get("fields").asInt());
    assertEquals(
        report.key().checks().size(),
        mirror.get("checks").size() + json.get("leftOut").get("checks").asInt());
    assertEquals("NOT_SAFE", json.get("verdict").asString());
  }

  @Test
  void aReportWithoutPairsHasAPage() {
    Page page = Page.of(SampleReports.of(State.UNDECIDED, 0, 0));

    assertFalse(page.texts("h2").contains("Endpoints"));
    assertTrue(page.texts("h2").contains("What SAFE still needs"));
  }

  @Test
  void coloursHaveContrast() {
    List<String> poor = new ArrayList<>();
    for (String scheme : List.of("light", "dark")) {
      Colours colours = Colours.of(HtmlStyle.CSS, scheme);
      Stream.of("ink", "soft", "fine", "open", "worse")
          .filter(name -> colours.contrast(name, "back") < 4.5)
          .forEach(name -> poor.add(scheme + " " + name));
    }
    assertEquals(List.of(), poor);
  }
}
