package io.github.mirror4j.examples.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** The plot is well-formed SVG with a background, a legend and named axes. */
class PlotTest {

  @Test
  void showsEachVariantInEachState() throws Exception {
    String svg = Plot.of(results(Mode.PACED)).orElseThrow();

    Document document = parse(svg);
    assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
    String text = document.getDocumentElement().getTextContent();
    assertThat(text)
        .contains("Mirror4J", "sendAsync", "hung", "callers' p50, times plain", "callers' p99")
        .contains("1.50", "4.00", "<1 & more>")
        .doesNotContain("nginx mirror");
    assertThat(svg).contains("fill='#ffffff'");
  }

  @Test
  void thereIsNoneWhereCallersWereNotPaced() {
    assertThat(Plot.of(results(Mode.CLOSED))).isEmpty();
  }

  @Test
  void anAxisShowsItsValuesFromBottomToTop() {
    LogAxis axis = LogAxis.around(List.of(Spread.of(0.5), Spread.of(50)), 100, 300);

    assertThat(axis.ticks()).containsExactly(0.5, 1, 2, 5, 10, 20, 50);
    assertThat(axis.y(50)).isBetween(100.0, axis.y(10));
    assertThat(axis.y(0.5)).isBetween(axis.y(1), 300.0);
  }

  private static Document parse(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(UTF_8)));
  }

  private static Results results(Mode mode) {
    Series series = new Series();
    series.add(Variant.PLAIN, Rounds.withP50(2), 0);
    series.add(Variant.MIRROR4J, Rounds.withP50(3), 0);
    series.add(Variant.SEND_ASYNC, Rounds.withP50(8), 0);
    List<Row> rows = series.variants().map(v -> Row.of("hung", mode, v, series)).toList();
    return new Results("<1 & more>", "0", "0", "none", "none", rows, Map.of(), List.of());
  }
}
