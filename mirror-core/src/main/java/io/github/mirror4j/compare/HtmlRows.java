package io.github.mirror4j.compare;

import io.github.mirror4j.text.HtmlBuilder;
import io.github.mirror4j.text.Percent;
import java.util.List;
import java.util.function.Consumer;

/** Writes rows until a share of the page is used up, and says how many are left out. */
final class HtmlRows {

  /** The share of a list of sentences. */
  static final int MAX_SENTENCES = 15_000;

  private final HtmlBuilder html;
  private final int end;

  HtmlRows(HtmlBuilder html, int mostBytes) {
    this.html = html;
    this.end = html.size() + mostBytes;
  }

  <T> void write(List<T> all, Consumer<T> row, Runnable afterwards) {
    int written = 0;
    while (written < all.size() && html.size() < end) {
      row.accept(all.get(written++));
    }
    afterwards.run();
    int left = all.size() - written;
    if (left > 0) {
      html.element("p", "… and %s more.".formatted(Percent.count(left)), "class", "m");
    }
  }
}
