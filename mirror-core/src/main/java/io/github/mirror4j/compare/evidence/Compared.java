package io.github.mirror4j.compare.evidence;

import io.github.mirror4j.compare.pair.Observation.Contrast;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What became of a triple, and whether sending its request again would show more. */
public final class Compared {

  /** Nothing more is wanted. */
  static final Compared DONE = new Compared(null);

  private final @Nullable Open open;
  private boolean isSettled;

  /**
   * A confirmation that is awaited.
   *
   * @param key the evidence that it belongs to
   * @param endpoint the endpoint's counts
   * @param first what differed the first time
   * @param noisy the paths that were compared by shape the first time
   * @param request the headers of the request
   */
  record Open(
      KeyEvidence key,
      Scope endpoint,
      Contrast first,
      Set<String> noisy,
      Map<String, List<String>> request) {}

  private Compared(@Nullable Open open) {
    this.open = open;
  }

  static Compared awaiting(Open open) {
    return new Compared(open);
  }

  /**
   * Returns whether the request should be sent again to both versions. Then either {@link
   * MirrorEvidence#confirmed} or {@link MirrorEvidence#unconfirmed} should be called. Until then,
   * and if neither ever is, the confirmation counts as failed.
   *
   * @return whether a confirmation is wanted
   */
  public boolean wantsConfirmation() {
    return open != null;
  }

  /** Returns what is awaited, if anything. */
  Optional<Open> open() {
    return Optional.ofNullable(open);
  }

  /** Returns whether this is the first result. Guarded by the evidence's lock. */
  boolean settle() {
    boolean first = !isSettled;
    isSettled = true;
    return first;
  }
}
