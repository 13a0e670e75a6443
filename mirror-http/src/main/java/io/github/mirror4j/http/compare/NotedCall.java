package io.github.mirror4j.http.compare;

import io.github.mirror4j.compare.pair.Leg;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A request of a compared mirror that drew no baseline: of its primary and its copy nothing is read
 * along, and only the status and the outcome are noted.
 */
public final class NotedCall {

  private record State(@Nullable Integer primaryStatus, @Nullable EndedLeg candidate) {

    static final State NOTHING = new State(null, null);
  }

  /** Takes how both ended. */
  @FunctionalInterface
  interface Note {
    void add(int primaryStatus, Leg candidate);
  }

  private final Note note;
  private final CopyLeg candidate;
  private final AtomicReference<State> state = new AtomicReference<>(State.NOTHING);

  NotedCall(Note note) {
    this.note = note;
    candidate = CopyLeg.notCaptured(leg -> add(null, leg));
  }

  /** {@return the copy} */
  public CopyLeg candidate() {
    return candidate;
  }

  /**
   * The primary got a response.
   *
   * @param status its status
   */
  public void primary(int status) {
    add(status, null);
  }

  private void add(@Nullable Integer status, @Nullable EndedLeg leg) {
    State both =
        state.updateAndGet(
            seen ->
                new State(
                    status == null ? seen.primaryStatus() : status,
                    leg == null ? seen.candidate() : leg));
    Integer primaryStatus = both.primaryStatus();
    EndedLeg copy = both.candidate();
    if (primaryStatus != null && copy != null) {
      Leg ended = copy.leg();
      if (!(ended instanceof Leg.NotSent)) {
        note.add(primaryStatus, ended);
      }
    }
  }
}
