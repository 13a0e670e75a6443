package io.github.mirror4j.compare;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mirror4j.compare.ReportSection.Table;
import io.github.mirror4j.compare.Verdict.State;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** What others add to the page of a report. */
class ReportSectionTest {

  private static final ComparisonReport REPORT = SampleReports.of(State.NOT_SAFE, 200, 25);

  private static ReportSection costs(int rows) {
    List<String> row = List.of("p50", "1.02", "0.99");
    return new ReportSection(
        "Costs",
        List.of("Calls take as long.", "Measured here."),
        Optional.of(
            new Table(
                "Ratios",
                List.of("measure", "median", "at least"),
                Collections.nCopies(rows, row))));
  }

  private static Page page(ReportSection... sections) {
    return Page.of(REPORT.toHtml(List.of(sections)));
  }

  @Test
  void itStandsBeforeWhatTheReportDoesNotTell() {
    List<String> titles = page(costs(1)).texts("h2");

    assertEquals(titles.indexOf("What this does not tell") - 1, titles.indexOf("Costs"));
  }

  @Test
  void itHasItsSentencesAndItsTable() {
    Page page = page(costs(2));

    assertTrue(page.texts("p").containsAll(List.of("Calls take as long.", "Measured here.")));
    List<Element> rows = page.rows("Ratios");
    assertEquals(
        List.of("p501.020.99", "p501.020.99"), rows.stream().map(Element::getTextContent).toList());
    Element number = (Element) rows.get(0).getElementsByTagName("td").item(1);
    assertEquals("n", number.getAttribute("class"));
    assertEquals("at least", number.getAttribute("data-l"));
  }

  @Test
  void withoutATableItHasNone() {
    int tables = page().all("table").size();

    assertEquals(
        tables, page(new ReportSection("t", List.of("s"), Optional.empty())).all("table").size());
  }

  @Test
  void thePageStaysSmallAndCountsWhatItLeavesOut() {
    String html = REPORT.toHtml(Collections.nCopies(100, costs(1_000)));

    assertTrue(html.getBytes(UTF_8).length < 500_000, () -> html.length() + " characters");
    assertTrue(Page.of(html).text().contains("and 98 more."));
  }

  @Test
  void theReportItselfStaysAsItIs() {
    Page with = page(costs(1));

    assertEquals(page().texts("script"), with.texts("script"));
    assertFalse(Page.of(REPORT).texts("h2").contains("Costs"));
  }

  @Test
  void aTableThatIsNoneIsRefused() {
    assertEquals(
        "rows[1]: 3 texts (expected: 2)",
        refusal(List.of("a", "b"), List.of(List.of("1", "2"), List.of("1", "2", "3"))));
    assertEquals("columns: 1 (expected: 2 to 12)", refusal(List.of("a"), List.of()));
    assertEquals(
        "columns: 13 (expected: 2 to 12)", refusal(Collections.nCopies(13, "a"), List.of()));
  }

  private static String refusal(List<String> columns, List<List<String>> rows) {
    return assertThrows(IllegalArgumentException.class, () -> new Table("caption", columns, rows))
        .getMessage();
  }
}
