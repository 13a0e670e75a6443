package io.github.mirror4j.http;

import io.github.mirror4j.http.compare.ComparedCall;
import io.github.mirror4j.http.guard.LogLines;
import io.github.mirror4j.http.guard.StackRoom;
import io.github.mirror4j.http.overhead.CallTime;
import io.github.mirror4j.http.send.Copy;
import io.github.mirror4j.http.send.DropOutcomes;
import io.github.mirror4j.http.settings.Settings;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.registry.Endpoint;
import io.github.mirror4j.select.RuleMirror;
import io.github.mirror4j.select.Selection;
import io.github.mirror4j.text.HttpText;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns a selection into a call. Makes and counts the copies, and drops those at once that cannot
 * be sent, so that no body is read along for nothing.
 */
final class PrimaryCallFactory {

  private static final Logger LOG = LoggerFactory.getLogger(PrimaryCallFactory.class);

  private final Settings settings;
  private final PrimaryCall.Shared shared;
  private final WaitingRoom waitingRoom;
  private final LongAdder alreadyMirrored = new LongAdder();

  PrimaryCallFactory(Settings settings, PrimaryCall.Shared shared, WaitingRoom waitingRoom) {
    this.settings = settings;
    this.waitingRoom = waitingRoom;
    this.shared = shared;
  }

  /** Requests that would have been mirrored, had they not been copies themselves. */
  long alreadyMirrored() {
    return alreadyMirrored.sum();
  }

  /** Looks at the copies that wait, as is done once a second. */
  void lookAtWaiting() {
    waitingRoom.lookAtAll();
  }

  /** Returns the call for what was selected; null if the request is passed on unchanged. */
  @Nullable PrimaryCall begin(
      HttpRequest request,
      HttpFacts facts,
      Selection selection,
      Lanes current,
      PrimarySender sender) {
    StackRoom.check();
    // Nothing is measured where there are no copies to be left out.
    CallTime time =
        selection.mirrors().isEmpty() || !sender.isChangeable()
            ? null
            : shared.overhead().begin(sender.mayWrapHandler());
    EditedHead edited = edited(request, facts, selection);
    EditedHead said = edited == null ? EditedHead.unchanged(request, facts) : edited;
    boolean isTouched =
        sender.isChangeable() && (selection.endpoint().isPresent() || said.isChanged());
    List<Copy> copies =
        time == null || time.isWithCopies()
            ? copies(request, facts, said, selection, current, sender)
            : withhold(selection, current);
    if (edited == null) {
      dropAll(copies, current, DropReason.NOT_REBUILDABLE);
      return null;
    }
    boolean isWatched = isTouched || time != null;
    if (copies.isEmpty() && !isWatched) {
      return null;
    }
    try {
      PrimaryRequest primary =
          new PrimaryRequest(
              request,
              facts,
              sender.isChangeable() ? edited : EditedHead.unchanged(request, facts),
              sender.endpoint(selection),
              sender.looksAtClasses());
      long limit = dropUnfit(copies, current, primary);
      if (copies.isEmpty() && !isWatched) {
        return null;
      }
      decorate(copies);
      PrimaryPart compared = PrimaryPart.of(copies, shared.reading());
      WaitingCopies later = later(copies, current);
      List<Copy> now = later == null ? copies : withTheirPrimary(copies);
      PrimaryCall call = new PrimaryCall(primary, now, later, current, limit, shared);
      call.watched(compared, time);
      if (later != null) {
        later.enter();
      }
      return call;
    } catch (Throwable e) {
      dropAll(
          copies,
          current,
          e instanceof Error ? DropReason.INTERNAL_ERROR : DropReason.NOT_REBUILDABLE);
      LogLines.debug(LOG, "A request could not be rebuilt, so it goes on as it is", e);
      return null;
    }
  }

  /** Makes no copies, although the rules select some, because a measurement withholds them. */
  private static List<Copy> withhold(Selection selection, Lanes current) {
    for (RuleMirror mirror : selection.mirrors()) {
      Lane lane = current.of(mirror);
      lane.selected();
      lane.withhold();
    }
    return List.of();
  }

  /**
   * The request with the rule's changes; null if they make no valid request, so that it goes on
   * unchanged.
   */
  private static @Nullable EditedHead edited(
      HttpRequest request, HttpFacts facts, Selection selection) {
    try {
      return EditedHead.of(request, facts, selection);
    } catch (IllegalArgumentException e) {
      LogLines.debug(LOG, "A request could not be changed, so it goes on as it is", e);
      return null;
    }
  }

  /** The copies that are not dropped at once, each counted as selected. */
  private List<Copy> copies(
      HttpRequest request,
      HttpFacts facts,
      EditedHead edited,
      Selection selection,
      Lanes current,
      PrimarySender sender) {
    if (selection.mirrors().isEmpty()) {
      return List.of();
    }
    if (request.headers().firstValue(settings.policy().copyHeader()).isPresent()) {
      alreadyMirrored.increment();
      return List.of();
    }
    Copy.Head head = head(request, facts, edited, sender.endpoint(selection));
    if (head == null) {
      selection.mirrors().forEach(mirror -> selectAndDrop(current.of(mirror)));
      return List.of();
    }
    List<Copy> copies = new ArrayList<>(selection.mirrors().size());
    for (RuleMirror mirror : selection.mirrors()) {
      copies.add(new Copy(mirror, head, current.of(mirror).credentialsNote(), null, null));
    }
    if (!selection.isAnyCompared()) {
      select(copies, current);
      return copies;
    }
    PairDrawer pairs =
        new PairDrawer(
            selection,
            current,
            sender.isChangeable()
                ? PrimaryRequest.target(edited, selection.endpoint())
                : request.uri(),
            timeout(request, edited),
            sender.mayWrapHandler(),
            settings);
    copies.replaceAll(pairs::draw);
    pairs.addBaselines(copies);
    select(copies, current);
    selectBaselines(copies, current);
    return copies;
  }

  /** A request of the caller's own class may return or throw anything. */
  @SuppressWarnings("ConstantValue")
  private static Optional<Duration> ownTimeout(HttpRequest request) {
    try {
      Optional<Duration> own = request.timeout();
      return own == null ? Optional.empty() : own;
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  /** How long the primary may take; zero where that is not limited. */
  private static Duration timeout(HttpRequest request, EditedHead edited) {
    Duration ofRule = edited.timeout();
    return ofRule == null ? ownTimeout(request).orElse(Duration.ZERO) : ofRule;
  }

  /** Counts the copies only after they were made, since nothing here needs memory. */
  private static void select(List<Copy> copies, Lanes current) {
    for (int i = copies.size() - 1; i >= 0; i--) {
      Copy copy = copies.get(i);
      if (copy.baseline() != null) {
        continue;
      }
      Lane lane = current.of(copy);
      boolean hasRoom = lane.selected(copy);
      ComparedCall call = pairOf(copy);
      if (call != null) {
        call.selected();
      }
      DropReason reason = hasRoom ? lane.refusal(copy) : DropReason.WAITING_FULL;
      if (reason != null) {
        copies.remove(i);
        lane.dropSelected(copy, reason);
      }
    }
  }

  /**
   * Selects the baselines. That of a candidate that is not sent is no copy, and returns its right.
   */
  private static void selectBaselines(List<Copy> copies, Lanes current) {
    for (int i = copies.size() - 1; i >= 0; i--) {
      Copy copy = copies.get(i);
      ComparedCall call = copy.baseline() == null ? null : pairOf(copy);
      if (call == null) {
        continue;
      }
      if (call.isOver()) {
        copies.remove(i);
        copy.ended(DropOutcomes.of(DropReason.NOT_COMPARED), 0);
      } else if (!current.of(copy).selected(copy)) {
        copies.remove(i);
        current.of(copy).dropSelected(copy, DropReason.WAITING_FULL);
      }
    }
  }

  private static @Nullable ComparedCall pairOf(Copy copy) {
    Copy.Part part = copy.part();
    return part == null ? null : part.call();
  }

  private static void selectAndDrop(Lane lane) {
    lane.selected();
    DropReason reason = lane.dropReasonNow();
    lane.drop(reason == null ? DropReason.NOT_REBUILDABLE : reason);
  }

  /** What copies take over; null if a request of the caller's own class fails to return it. */
  private static Copy.@Nullable Head head(
      HttpRequest request, HttpFacts facts, EditedHead edited, Optional<Endpoint> endpoint) {
    try {
      return new Copy.Head(
          facts.method(),
          edited.uri(),
          edited.authority(),
          edited.headers(),
          request.bodyPublisher().isPresent(),
          HttpText.isHttps(request.uri())
              || endpoint.filter(to -> HttpText.isHttps(to.uri())).isPresent());
    } catch (RuntimeException e) {
      LogLines.debug(LOG, "A request could not be read, so it is not copied", e);
      return null;
    }
  }

  private static void dropAll(List<Copy> copies, Lanes current, DropReason reason) {
    while (!copies.isEmpty()) {
      Copy copy = copies.removeLast();
      current.of(copy).dropSelected(copy, reason);
    }
  }

  private static List<Copy> withTheirPrimary(List<Copy> copies) {
    return copies.stream().filter(copy -> !copy.isAfterResponse()).toList();
  }

  /** Returns the copies that wait for the response; null if there are none. */
  private @Nullable WaitingCopies later(List<Copy> copies, Lanes current) {
    List<Copy> waiting = null;
    for (int i = 0; i < copies.size(); i++) {
      if (copies.get(i).isAfterResponse()) {
        waiting = waiting == null ? new ArrayList<>(copies.size()) : waiting;
        waiting.add(copies.get(i));
      }
    }
    return waiting == null
        ? null
        : new WaitingCopies(waiting, current, waitingRoom, shared, settings.hooks().nanoTime());
  }

  /** Decorates copies here, because a body may be completed on a client's worker thread. */
  private void decorate(List<Copy> copies) {
    UnaryOperator<Runnable> decorator = settings.hooks().copyTaskDecorator();
    if (decorator != null && !copies.isEmpty()) {
      copies.replaceAll(copy -> copy.decorated(decorator, shared.errors()));
    }
  }

  /** Drops the copies that cannot take the body; returns the largest limit of the others. */
  private static long dropUnfit(List<Copy> copies, Lanes current, PrimaryRequest primary) {
    if (!primary.isRebuildable()) {
      dropAll(copies, current, DropReason.NOT_REBUILDABLE);
    }
    long largest = 0;
    for (int i = copies.size() - 1; i >= 0; i--) {
      Copy copy = copies.get(i);
      Lane lane = current.of(copy);
      long limit = lane.bodyLimit(copy.mirror());
      if (primary.bodyLength() > limit) {
        copies.remove(i);
        lane.dropSelected(copy, DropReason.BODY_TOO_LARGE);
      }
      largest = Math.max(largest, limit);
    }
    return largest;
  }
}
