package io.github.mirror4j.examples.bench.load;

/** One figure of this library and of another way to mirror, both against their baselines. */
record AgainstOthers(Figure figure, Spread ours, Spread theirs) {

  boolean isAhead() {
    return figure.isBetterIfMore()
        ? ours.median() >= theirs.median()
        : ours.median() <= theirs.median();
  }

  /** Whether the middle halves overlap, so that noise may have decided. */
  boolean isClose() {
    return ours.low() <= theirs.high() && theirs.low() <= ours.high();
  }

  @Override
  public String toString() {
    return "%s %s to %s"
        .formatted(figure.label(), Spread.number(ours.median()), Spread.number(theirs.median()));
  }
}
