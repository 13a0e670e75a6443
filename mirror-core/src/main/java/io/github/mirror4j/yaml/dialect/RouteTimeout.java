package io.github.mirror4j.yaml.dialect;

import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.yaml.tree.Fields;
import io.github.mirror4j.yaml.tree.Node;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A route's timeout: that of its primaries, and in the mesh that of their copies too. */
@SuppressWarnings("doclint:missing") // for this module only
public record RouteTimeout(@Nullable Duration time, @Nullable Node node) {

  /**
   * In the mesh a timeout covers the whole response, and that of a request of the JDK's client does
   * so from JDK 26 on. Before, it ends when the response's head has come. Extending it would
   * require a change of the caller's body handler or another exception than the client's.
   */
  public static final String ENDS_AT_HEAD =
      "ends with the head of a primary's response on JDKs before 26; in the mesh it covers all of it";

  private static final boolean ENDS_AT_HEAD_HERE = Runtime.version().feature() < 26;

  private static final Duration MAX = Duration.ofHours(1);

  public static final RouteTimeout NONE = new RouteTimeout(null, null);

  /** Reads a timeout; 0 means none, as in the mesh. */
  public static RouteTimeout ofRoute(Fields fields, String name) {
    Duration time = fields.duration(name);
    Node node = fields.get(name);
    if (time == null || node == null || time.isZero()) {
      return NONE;
    }
    if (time.toMillis() < 1) {
      fields.findings().problem(node, "at least 1ms");
      return NONE;
    }
    if (ENDS_AT_HEAD_HERE) {
      fields.findings().warning(node, ENDS_AT_HEAD);
    }
    return new RouteTimeout(time, node);
  }

  /** A mirror's own timeout ends at an hour; a longer one of the route still bounds the copy. */
  public static Duration ofCopy(Duration time) {
    return time.compareTo(MAX) > 0 ? MAX : time;
  }

  public Mirror applyTo(Mirror mirror) {
    return time == null ? mirror : mirror.timeout(ofCopy(time));
  }
}
