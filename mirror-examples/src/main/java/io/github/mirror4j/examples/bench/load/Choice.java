package io.github.mirror4j.examples.bench.load;

import io.github.mirror4j.examples.bench.load.Plan.Part;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/**
 * What somebody wants to have measured: of each kind what is named, or all of it if nothing of that
 * kind is named.
 */
record Choice(Set<MirrorState> states, Set<Variant> variants, Set<Mode> modes, Set<Part> parts) {

  private static final List<Part> NAMED_PARTS =
      List.of(Part.UNTOUCHED, Part.FLOOR, Part.HEAP, Part.CLIENTS);

  static Choice of(List<String> words) {
    Set<String> unknown = new HashSet<>(words);
    Set<MirrorState> states = EnumSet.noneOf(MirrorState.class);
    states.addAll(take(List.of(MirrorState.values()), MirrorState::word, words, unknown));
    Set<Variant> variants = EnumSet.noneOf(Variant.class);
    variants.addAll(take(Variant.MIRRORING, Variant::word, words, unknown));
    Set<Mode> modes = EnumSet.noneOf(Mode.class);
    modes.addAll(take(List.of(Mode.values()), Mode::word, words, unknown));
    Set<Part> parts = EnumSet.noneOf(Part.class);
    parts.addAll(take(NAMED_PARTS, part -> part.name().toLowerCase(Locale.ROOT), words, unknown));
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException("--only " + String.join(",", unknown) + ": unknown");
    }
    if (words.isEmpty()) {
      parts.addAll(EnumSet.complementOf(EnumSet.of(Part.CLIENTS)));
    } else if (parts.size() < words.size() && !parts.contains(Part.CLIENTS)) {
      parts.add(Part.MIRRORS);
    }
    return new Choice(
        states.isEmpty() ? EnumSet.allOf(MirrorState.class) : states,
        variants.isEmpty() ? EnumSet.copyOf(Variant.MIRRORING) : variants,
        modes.isEmpty() ? EnumSet.allOf(Mode.class) : modes,
        parts);
  }

  private static <T> Collection<T> take(
      List<T> all, Function<T, String> word, List<String> words, Set<String> unknown) {
    List<T> taken = new ArrayList<>();
    for (T candidate : all) {
      if (words.contains(word.apply(candidate))) {
        taken.add(candidate);
        unknown.remove(word.apply(candidate));
      }
    }
    return taken;
  }
}
