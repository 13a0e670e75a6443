package io.github.mirror4j.compare.evidence;

import io.github.mirror4j.compare.DifferenceKind;
import io.github.mirror4j.compare.Severity;
import io.github.mirror4j.compare.bound.Counts;
import io.github.mirror4j.compare.evidence.FieldCounts.FieldCount;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What several processes counted at one path. Not thread-safe. */
final class MergedField {

  private final Set<DifferenceKind> kinds = EnumSet.noneOf(DifferenceKind.class);
  private Severity severity = Severity.COSMETIC;
  private boolean counts;
  private boolean noisy;
  private Counts sum = Counts.NONE;

  void add(Map<String, Object> more, Counts count) {
    sum = sum.plus(count);
    counts |= Boolean.TRUE.equals(more.get("counts"));
    noisy |= Boolean.TRUE.equals(more.get("noisy"));
    Severity told = constant(Severity.class, more.get("severity"));
    if (told != null && told.compareTo(severity) < 0) {
      severity = told;
    }
    if (more.get("kinds") instanceof String list) {
      for (String name : list.split(",", -1)) {
        DifferenceKind kind = constant(DifferenceKind.class, name);
        if (kind != null) {
          kinds.add(kind);
        }
      }
    }
  }

  FieldCount count(String path) {
    return new FieldCount(path, Set.copyOf(kinds), severity, counts, noisy, sum);
  }

  /** Returns a constant by its name in files; null if this version knows none. */
  static <E extends Enum<E>> @Nullable E constant(Class<E> type, @Nullable Object name) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(name)) {
        return constant;
      }
    }
    return null;
  }
}
