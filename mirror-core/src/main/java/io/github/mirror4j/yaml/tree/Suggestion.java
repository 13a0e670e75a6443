package io.github.mirror4j.yaml.tree;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The known word that a misspelt one was probably meant to be. */
@SuppressWarnings("doclint:missing") // for this module only
public final class Suggestion {

  private static final int MAX = 64;
  private static final int MAX_LISTED = 12;

  private Suggestion() {}

  /** The nearest word of which at most a third of the letters differ; null if there is none. */
  public static @Nullable String of(String word, Collection<String> known) {
    if (word.length() < 3 || word.length() > MAX) {
      return null;
    }
    String best = null;
    int bestDistance = Integer.MAX_VALUE;
    for (String candidate : known) {
      int distance = distance(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
      if (distance < bestDistance && distance <= Math.max(1, candidate.length() / 3)) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return best;
  }

  /** Whether two words differ by a letter or two, or by case only. */
  public static boolean isSlip(String word, String known) {
    return distance(word.toLowerCase(Locale.ROOT), known.toLowerCase(Locale.ROOT)) <= 2;
  }

  /** The question to put behind a message, or nothing. */
  public static String question(String word, Collection<String> known) {
    String nearest = of(word, known);
    return nearest == null ? "" : didYouMean(nearest);
  }

  /** The question about one word, to put behind a message. */
  public static String didYouMean(String word) {
    return "; did you mean \"" + word + "\"?";
  }

  /** Known words for a message, not too many of them. */
  public static String list(Collection<?> known) {
    List<String> first = known.stream().limit(MAX_LISTED).map(Object::toString).toList();
    return String.join(", ", first) + (known.size() > MAX_LISTED ? ", ..." : "");
  }

  /** Levenshtein distance, with a swap of two neighbours counted as one. */
  static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + cost);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
