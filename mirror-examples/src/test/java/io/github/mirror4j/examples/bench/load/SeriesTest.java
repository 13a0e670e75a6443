package io.github.mirror4j.examples.bench.load;

import static io.github.mirror4j.examples.bench.load.Variant.MIRROR4J;
import static io.github.mirror4j.examples.bench.load.Variant.NGINX;
import static io.github.mirror4j.examples.bench.load.Variant.NGINX_OFF;
import static io.github.mirror4j.examples.bench.load.Variant.PLAIN;
import static io.github.mirror4j.examples.bench.load.Variant.SEND_ASYNC;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Each round is compared with the rounds of its baseline right before and after it. */
class SeriesTest {

  private final Series series = new Series();

  @Test
  void aRatioIsToTheMeanOfBothNeighbours() {
    add(PLAIN, 100);
    add(MIRROR4J, 150);
    add(PLAIN, 200);

    assertThat(series.ratios(MIRROR4J, Figure.P50)).isEqualTo(Spread.of(1));
  }

  @Test
  void aMachineThatGetsSlowerDoesNotMatter() {
    add(PLAIN, 100);
    add(MIRROR4J, 120);
    add(PLAIN, 100);
    add(PLAIN, 1000);
    add(MIRROR4J, 1200);
    add(PLAIN, 1000);

    assertThat(series.ratios(MIRROR4J, Figure.P50)).isEqualTo(Spread.of(1.2, 1.2));
  }

  @Test
  void roundsOfOthersInBetweenAreLeftOut() {
    add(PLAIN, 100);
    add(SEND_ASYNC, 999);
    add(MIRROR4J, 300);
    add(NGINX_OFF, 999);
    add(PLAIN, 200);

    assertThat(series.ratios(MIRROR4J, Figure.P50)).isEqualTo(Spread.of(2));
  }

  @Test
  void oneNeighbourIsEnough() {
    add(PLAIN, 100);
    add(MIRROR4J, 300);

    assertThat(series.ratios(MIRROR4J, Figure.P50)).isEqualTo(Spread.of(3));
    assertThat(series.ratios(SEND_ASYNC, Figure.P50)).isEqualTo(Spread.NONE);
  }

  @Test
  void tailsAreComparedByTheirMedians() {
    add(PLAIN, 100);
    add(MIRROR4J, 330);
    add(PLAIN, 9_000);
    add(MIRROR4J, 110);
    add(PLAIN, 100);
    add(MIRROR4J, 110);
    add(SEND_ASYNC, 1);
    add(PLAIN, 100);

    Spread ratio = series.ratios(MIRROR4J, Figure.P99);

    assertThat(ratio.median()).isEqualTo(1.1);
    assertThat(ratio.count()).isEqualTo(3);
    assertThat(series.ratios(PLAIN, Figure.P99)).isEqualTo(Spread.NONE);
    assertThat(series.ratios(NGINX, Figure.P99)).isEqualTo(Spread.NONE);
  }

  @Test
  void tailsOfNewProcessesAreForksOfTheirOwn() {
    for (int p99 = 100; p99 <= 500; p99 += 100) {
      series.startFork();
      add(PLAIN, 100);
      add(MIRROR4J, p99);
      add(PLAIN, 100);
      add(MIRROR4J, p99);
      add(PLAIN, 100);
    }

    assertThat(series.ratios(MIRROR4J, Figure.P99)).isEqualTo(new Spread(3, 2, 4, 10));
  }

  @Test
  void nginxIsComparedWithNginx() {
    add(PLAIN, 1);
    add(NGINX_OFF, 100);
    add(NGINX, 400);
    add(NGINX_OFF, 100);
    add(PLAIN, 1);

    assertThat(series.ratios(NGINX, Figure.P50)).isEqualTo(Spread.of(4));
  }

  @Test
  void baselinesHaveValuesAndNoRatios() {
    add(PLAIN, 100);
    add(PLAIN, 300);

    assertThat(series.ratios(PLAIN, Figure.P50)).isEqualTo(Spread.NONE);
    assertThat(series.values(PLAIN, Figure.P50)).isEqualTo(Spread.of(100, 300));
  }

  private void add(Variant variant, double p50) {
    series.add(variant, Rounds.withP50(p50), 0);
  }
}
