package io.github.mirror4j.http.send;

import io.github.mirror4j.http.body.CapturedBody;
import io.github.mirror4j.http.compare.ComparedCall;
import io.github.mirror4j.http.compare.CopyLeg;
import io.github.mirror4j.http.compare.NotedCall;
import io.github.mirror4j.http.guard.Flag;
import io.github.mirror4j.http.guard.InternalErrors;
import io.github.mirror4j.http.stats.Outcome;
import io.github.mirror4j.rule.MirrorId;
import io.github.mirror4j.rule.PrimaryResult;
import io.github.mirror4j.select.RuleMirror;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One mirrored request on its way: what its primary said, without its publisher, so that a copy
 * that hangs holds no more of the caller's memory than the budget knows.
 *
 * @param mirror where it goes
 * @param head what the caller's request said, with the rule's changes to it
 * @param credentialsNote raised once the log says that this mirror gets no credentials
 * @param task the task that the user's decorator made of sending it; null for none
 * @param part its part in a comparison; null for none
 */
public record Copy(
    RuleMirror mirror,
    Head head,
    Flag credentialsNote,
    @Nullable DecoratedTask task,
    @Nullable Part part) {

  /**
   * What a copy is for in a comparison.
   *
   * @param leg takes its response and its outcome
   * @param call the pair that it belongs to; null for none
   * @param noted notes how it ends; null for none
   * @param baseline where it goes if it is a baseline; null if it goes to the mirror
   */
  public record Part(
      CopyLeg leg,
      @Nullable ComparedCall call,
      @Nullable NotedCall noted,
      @Nullable Baseline baseline) {}

  /**
   * The old version, which a baseline goes to.
   *
   * @param id what it is counted as
   * @param primary where the primary goes
   * @param hasTarget whether it goes to a deployment of its own instead
   */
  public record Baseline(MirrorId id, URI primary, boolean hasTarget) {}

  /**
   * What a copy takes over from its primary: as the caller wrote it, with the rule's changes.
   *
   * @param method the method
   * @param uri the URI, to which no endpoint is applied
   * @param authority the host that the request carries
   * @param headers the headers
   * @param hasPublisher whether the request has a publisher of a body, which may be empty
   * @param secure whether the primary goes over TLS, perhaps because a rule routes it there
   */
  public record Head(
      String method,
      URI uri,
      String authority,
      HttpHeaders headers,
      boolean hasPublisher,
      boolean secure) {}

  /**
   * Returns the same copy, with the context of the thread that calls this.
   *
   * @param decorator the user's decorator of tasks
   * @param errors counts what it throws
   * @return the copy
   */
  public Copy decorated(UnaryOperator<Runnable> decorator, InternalErrors errors) {
    return new Copy(mirror, head, credentialsNote, DecoratedTask.of(decorator, errors), part);
  }

  /**
   * Returns the same copy, as a part of a comparison.
   *
   * @param its what it is for
   * @return the copy
   */
  public Copy comparedAs(Part its) {
    return new Copy(mirror, head, credentialsNote, task, its);
  }

  /** {@return where a baseline goes; null if this is a copy for the mirror} */
  public @Nullable Baseline baseline() {
    return part == null ? null : part.baseline();
  }

  /** {@return what it is counted as} */
  public MirrorId id() {
    Baseline to = baseline();
    return to == null ? mirror.id() : to.id();
  }

  /**
   * Tells the comparison which body the request has, since it is part of what tells requests apart.
   * On the copy's own thread.
   */
  void tellOf(CapturedBody body) {
    ComparedCall call = part == null || part.baseline() != null ? null : part.call();
    if (call != null && !body.isNone()) {
      call.bodyIs(body.hash());
    }
  }

  /** Tells the comparison that the copy carries fewer credentials than its primary. */
  void lacksCredentials() {
    if (part != null) {
      part.leg().lacksCredentialsOfPrimary();
    }
  }

  /** {@return whether the user's editor changes it; baselines are not edited} */
  public boolean isEdited() {
    return baseline() == null && mirror.mirror().editor().isPresent();
  }

  /** {@return whether it is sent after its primary's response} */
  public boolean isAfterResponse() {
    return mirror.mirror().isAfterResponse();
  }

  /**
   * Returns the same copy, with headers that say how its primary ended; a baseline as it is.
   *
   * @param result how it ended
   * @return the copy
   */
  public Copy telling(PrimaryResult result) {
    return baseline() == null
        ? new Copy(mirror, PrimaryHeaders.added(head, result), credentialsNote, task, part)
        : this;
  }

  /** Tells the comparison that the copy is not wanted, if this is a part of one. */
  public void withheld() {
    if (part != null) {
      part.leg().withheld();
    }
  }

  /**
   * Hands the outcome to the comparison, if this is a part of one.
   *
   * @param outcome how the copy ended
   * @param nanos how long it took
   */
  public void ended(Outcome outcome, long nanos) {
    if (part != null) {
      part.leg().ended(outcome, nanos);
    }
  }
}
