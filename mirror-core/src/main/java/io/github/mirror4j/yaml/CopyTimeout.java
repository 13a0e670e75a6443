package io.github.mirror4j.yaml;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A route's timeout, which in the mesh is that of its copies too. */
record CopyTimeout(@Nullable Duration time, @Nullable Node node) {

  private static final Duration LONGEST = Duration.ofHours(1);

  static final CopyTimeout NONE = new CopyTimeout(null, null);

  /** Reads a timeout; 0 means none, as in the mesh. */
  static CopyTimeout ofRoute(Fields fields, String name) {
    Duration time = fields.duration(name);
    Node node = fields.get(name);
    if (time == null || node == null || time.isZero()) {
      return NONE;
    }
    fields.findings().warning(node, "applied to the copies, not to the primary");
    // A mirror's own timeout ends at an hour; a longer one of the route still bounds the copy.
    return new CopyTimeout(time.compareTo(LONGEST) > 0 ? LONGEST : time, node);
  }
}
