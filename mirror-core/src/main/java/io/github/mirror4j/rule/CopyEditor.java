package io.github.mirror4j.rule;

import org.jspecify.annotations.Nullable;

/**
 * Changes copies before they are sent: gives the mirror a token of its own, masks personal data, or
 * chooses another tenant.
 *
 * <p>It is called once for each copy, with the copy as it would be sent: after the mirror's other
 * settings, and without the credentials that are not meant for the mirror. What it returns is sent.
 * Only the headers that it changes are taken over. The authority, the mark of copies and the
 * headers of the connection stay as they are.
 *
 * <p>It runs on separate platform threads, at most four for each mirror, within the copy's timeout.
 * It never runs on a caller's thread, and has no effect on the primary, on other mirrors or on a
 * baseline. A copy whose editor throws or takes too long is not sent, and counts as failed. An
 * editor that ignores interrupts keeps the place of its copy until it returns.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface CopyEditor {

  /**
   * Edits a copy. Must be thread-safe.
   *
   * @param draft the copy as it would be sent
   * @return what is sent, such as {@code draft.withHeader(..)}; null to withhold the copy
   * @throws Exception if the copy must not be sent
   */
  @Nullable CopyDraft edit(CopyDraft draft) throws Exception;

  /**
   * Returns an editor that applies this one first and then another one, unless the copy is withheld
   * by then.
   *
   * @param next the other editor
   * @return both
   */
  @CheckReturnValue
  default CopyEditor andThen(CopyEditor next) {
    return draft -> {
      CopyDraft edited = edit(draft);
      return edited == null ? null : next.edit(edited);
    };
  }
}
