package io.github.mirror4j.http.send;

import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.Outcome;
import io.github.mirror4j.rule.CopyDraft;
import io.github.mirror4j.rule.CopyEditor;
import io.github.mirror4j.text.ConnectionHeaders;
import io.github.mirror4j.text.HttpText;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Lets the user's editor change one copy, and makes what it returns fit for sending: the authority,
 * the mark and the headers of the connection are the library's, whatever the editor says.
 */
final class CopyEditing {

  /** What the editor made of the copy. */
  sealed interface Result {}

  /** It is sent like this. */
  record Changed(CopyRequests.Parts parts) implements Result {}

  /** It is not wanted. */
  record Withheld() implements Result {}

  /** It is not sent for this reason. */
  record Lost(Outcome outcome) implements Result {}

  @SuppressWarnings("ArrayRecordComponent") // nobody compares it
  private record Edited(CopyDraft draft, byte[] body) {}

  private final EditPlace place;
  private final CopyPolicy policy;
  private final DraftBody body;

  CopyEditing(EditPlace place, CopyPolicy policy, DraftBody body) {
    this.place = place;
    this.policy = policy;
    this.body = body;
  }

  /**
   * Calls the editor, and waits for it.
   *
   * @throws EditCalls.EditorException if the editor threw
   * @throws InterruptedException if the copy's time is over, or mirroring ends
   * @throws IllegalArgumentException if what it returned is no request
   */
  Result edit(CopyEditor editor, CopyRequests.Parts parts)
      throws InterruptedException, EditCalls.EditorException {
    CopyDraft draft = CopyDraft.of(parts.method(), parts.uri(), parts.headers(), body);
    Edited edited = place.calls().call(() -> call(editor, draft), new Hold());
    if (body.wasRefused()) {
      return new Lost(DropOutcomes.of(DropReason.MEMORY_FULL));
    }
    if (edited == null) {
      return new Withheld();
    }
    if (body.isUntouched(edited.body())) {
      return new Changed(changed(parts, edited.draft(), parts.body()));
    }
    if (edited.body().length > place.bodyLimit()) {
      return new Lost(DropOutcomes.of(DropReason.BODY_TOO_LARGE));
    }
    return body.send(edited.body())
        ? new Changed(changed(parts, edited.draft(), body.publisher()))
        : new Lost(DropOutcomes.of(DropReason.MEMORY_FULL));
  }

  /** All code of the user's runs here, on the editor's thread. */
  private @Nullable Edited call(CopyEditor editor, CopyDraft draft) throws Exception {
    CopyDraft edited = editor.edit(draft);
    body.edited();
    return edited == null ? null : new Edited(edited, edited.body());
  }

  private CopyRequests.Parts changed(
      CopyRequests.Parts ours, CopyDraft draft, @Nullable BodyPublisher toSend) {
    return new CopyRequests.Parts(
        draft.method(),
        uri(ours.uri(), draft.uri()),
        headers(ours.headers(), draft.headers()),
        toSend,
        ours.hasPublisher());
  }

  private static URI uri(URI ours, URI theirs) {
    if (theirs.equals(ours)) {
      return ours;
    }
    String path = theirs.getRawPath();
    if (path == null || (!path.isEmpty() && !path.startsWith("/"))) {
      throw new IllegalArgumentException("uri: " + theirs + " (expected: a URI with a path)");
    }
    String query = theirs.getRawQuery();
    String origin = ours.getScheme() + "://" + ours.getRawAuthority();
    return URI.create(origin + HttpText.pathOf(path) + (query == null ? "" : "?" + query));
  }

  private Map<String, List<String>> headers(
      Map<String, List<String>> ours, Map<String, List<String>> theirs) {
    Map<String, List<String>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    theirs.forEach(
        (name, values) -> {
          if (!isOurs(name)) {
            all.put(name, values);
          }
        });
    ours.forEach(
        (name, values) -> {
          if (isOurs(name)) {
            all.put(name, values);
          }
        });
    return all;
  }

  private boolean isOurs(String name) {
    return ConnectionHeaders.include(name) || name.equalsIgnoreCase(policy.copyHeader());
  }

  /** What is held while the editor runs. */
  private final class Hold implements EditCalls.Edited {

    @Override
    public boolean editorBegins() {
      boolean begins = place.copy().editorBegins();
      if (begins) {
        body.hold();
      }
      return begins;
    }

    @Override
    public void editorReturned() {
      try {
        body.edited();
        body.release();
      } finally {
        place.copy().editorReturned();
      }
    }
  }
}
