package io.github.mirror4j.compare.pair;

import io.github.mirror4j.compare.pair.Leg.Responded;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the ids of builds from the response headers that name them.
 *
 * @param headers the names of the headers
 */
@SuppressWarnings("doclint:missing") // for our own modules only
public record BuildIds(List<String> headers) {

  /** Returns the build that a response names; null if it names none. */
  public @Nullable String of(@Nullable Leg leg) {
    if (headers.isEmpty() || !(leg instanceof Responded responded)) {
      return null;
    }
    String told =
        headers.stream()
            .flatMap(name -> responded.response().headers().getOrDefault(name, List.of()).stream())
            .collect(Collectors.joining(" "));
    return told.isBlank() ? null : BuildKey.id(told);
  }

  /** Returns whether a response names this build or none. The rest of all builds is no build. */
  public boolean mayBe(String id, Responded responded) {
    String told = of(responded);
    return told == null || told.equals(id);
  }

  /** Returns whether both responses name a build, and not the same one. */
  public boolean differ(Responded one, Responded other) {
    String first = of(one);
    String second = of(other);
    return first != null && second != null && !first.equals(second);
  }
}
