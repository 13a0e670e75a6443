package io.github.mirror4j.http;

import io.github.mirror4j.compare.LossReason;
import io.github.mirror4j.compare.pair.ComparedRequest;
import io.github.mirror4j.http.body.CapturedBody;
import io.github.mirror4j.http.compare.ComparedCall;
import io.github.mirror4j.http.compare.ComparedMirror;
import io.github.mirror4j.http.compare.CopyLeg;
import io.github.mirror4j.http.compare.NotedCall;
import io.github.mirror4j.http.compare.Resend;
import io.github.mirror4j.http.send.Copy;
import io.github.mirror4j.http.settings.Settings;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.SamplingKey;
import io.github.mirror4j.select.RuleMirror;
import io.github.mirror4j.select.Selection;
import io.github.mirror4j.text.HttpText;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Draws the pairs of one request: makes copies parts of comparisons, and adds the baselines.
 *
 * <p>Runs on the caller's thread, only for requests of which a mirror is compared; takes no lock.
 */
final class PairDrawer {

  private final Selection selection;
  private final Lanes lanes;
  private final URI primary;
  private final Duration primaryTimeout;
  private final boolean mayWrapHandler;
  private final Settings settings;
  private boolean isCounted;

  /**
   * @param primary where the primary goes
   * @param primaryTimeout how long it may take; zero where that is not limited
   * @param mayWrapHandler whether the wrapped client takes another body handler than the caller's
   */
  PairDrawer(
      Selection selection,
      Lanes lanes,
      URI primary,
      Duration primaryTimeout,
      boolean mayWrapHandler,
      Settings settings) {
    this.selection = selection;
    this.lanes = lanes;
    this.primary = primary;
    this.primaryTimeout = primaryTimeout;
    this.mayWrapHandler = mayWrapHandler;
    this.settings = settings;
  }

  /**
   * The copy as a part of a pair, or as it is. Counts nothing: the copy may still be discarded if
   * there is not enough memory for the rest.
   */
  Copy draw(Copy copy) {
    RuleMirror mirror = copy.mirror();
    ComparedLane lane = lanes.comparison(mirror);
    if (lane == null) {
      return copy;
    }
    Comparison comparison = mirror.mirror().comparison().orElseThrow();
    boolean wantsBaseline =
        comparison.baseline().isPresent() && comparison.hasBaseline(copy.head().method());
    if (wantsBaseline) {
      countPrimary(lane.mirror());
    }
    if (!selection.isCompared(mirror)) {
      return copy;
    }
    if (wantsBaseline && !selection.hasBaseline(mirror)) {
      return noted(copy, lane.mirror());
    }
    boolean isRepeatable = wantsBaseline && !copy.head().hasPublisher();
    if (wantsBaseline && !lane.mirror().mayHaveBaseline(isRepeatable)) {
      return noted(copy, lane.mirror());
    }
    // Only after the draw, so that lost pairs are as rare as compared ones.
    LossReason unfit = whyUnfit(mirror);
    if (unfit != null) {
      if (wantsBaseline) {
        lane.mirror().baselineUnused(isRepeatable);
      }
      return compared(copy, lane, comparison, false, false, unfit);
    }
    return compared(copy, lane, comparison, wantsBaseline, isRepeatable, null);
  }

  /** It is one request to the service, however many of the rule's mirrors are compared. */
  private void countPrimary(ComparedMirror mirror) {
    if (!isCounted) {
      isCounted = true;
      mirror.primary();
    }
  }

  private @Nullable LossReason whyUnfit(RuleMirror mirror) {
    if (!mayWrapHandler) {
      return LossReason.FOREIGN_CLIENT;
    }
    if (!selection.isSameTarget(mirror)) {
      return null;
    }
    return selection.isCanary(mirror) ? LossReason.CANARY : LossReason.SAME_TARGET;
  }

  private static Copy noted(Copy copy, ComparedMirror mirror) {
    NotedCall call = mirror.note();
    return copy.comparedAs(new Copy.Part(call.candidate(), null, call, null));
  }

  private Copy compared(
      Copy copy,
      ComparedLane lane,
      Comparison comparison,
      boolean baseline,
      boolean repeatable,
      @Nullable LossReason unfit) {
    ComparedCall.Plan plan =
        new ComparedCall.Plan(
            copyTime(copy, comparison),
            baseline,
            repeatable ? new Resending(copy, baselineOf(copy.mirror(), lane)) : null,
            unfit);
    ComparedCall call = lane.mirror().start(comparedRequest(copy), lane.ruleText(), plan);
    return copy.comparedAs(new Copy.Part(call.candidate(), call, null, null));
  }

  /** Adds a baseline beside each candidate that drew one, in random order. Counts nothing. */
  void addBaselines(List<Copy> copies) {
    for (int i = copies.size() - 1; i >= 0; i--) {
      Copy candidate = copies.get(i);
      Copy.Part part = candidate.part();
      ComparedCall call = part == null ? null : part.call();
      CopyLeg leg = call == null ? null : call.baseline();
      ComparedLane lane = lanes.comparison(candidate.mirror());
      if (call == null || leg == null || lane == null) {
        continue;
      }
      Copy baseline =
          candidate.comparedAs(
              new Copy.Part(leg, call, null, baselineOf(candidate.mirror(), lane)));
      copies.add(settings.hooks().random().nextBoolean() ? i : i + 1, baseline);
    }
  }

  private Copy.Baseline baselineOf(RuleMirror mirror, ComparedLane lane) {
    boolean hasTarget =
        mirror
            .mirror()
            .comparison()
            .flatMap(Comparison::baseline)
            .flatMap(Comparison.Baseline::target)
            .isPresent();
    return new Copy.Baseline(lane.baselineId(), primary, hasTarget);
  }

  private ComparedRequest comparedRequest(Copy copy) {
    URI uri = copy.head().uri();
    return new ComparedRequest(
        copy.head().method(),
        HttpText.pathOf(uri.getRawPath()),
        uri.getRawQuery(),
        copy.head().headers().map(),
        0,
        samplingKey(copy));
  }

  /** Cookies and the query are part of a request's identity anyway. */
  private static @Nullable String samplingKey(Copy copy) {
    return copy.mirror()
        .rule()
        .samplingKey()
        .filter(key -> key.from() == SamplingKey.From.HEADER)
        .flatMap(key -> copy.head().headers().firstValue(key.name()))
        .orElse(null);
  }

  /** Candidate and baseline share one deadline, no shorter than the primary's own. */
  private Duration copyTime(Copy copy, Comparison comparison) {
    Duration own = copy.mirror().mirror().timeout().orElse(settings.exchange().copyTimeout());
    Duration longer = own.compareTo(primaryTimeout) < 0 ? primaryTimeout : own;
    Duration most = comparison.maxCopyTime();
    return longer.compareTo(most) > 0 ? most : longer;
  }

  /** Sends the copy again, for a confirmation, without the context that a decorator brought. */
  private final class Resending implements Resend {

    private final Copy copy;
    private final Copy.Baseline oldVersion;

    Resending(Copy copy, Copy.Baseline oldVersion) {
      this.copy = copy;
      this.oldVersion = oldVersion;
    }

    @Override
    public boolean send(CopyLeg primaryLeg, CopyLeg baselineLeg, CopyLeg candidateLeg) {
      List<Copy> again = new ArrayList<>(3);
      again.add(copy.comparedAs(new Copy.Part(primaryLeg, null, null, oldVersion)));
      again.add(copy.comparedAs(new Copy.Part(baselineLeg, null, null, oldVersion)));
      again.add(copy.comparedAs(new Copy.Part(candidateLeg, null, null, null)));
      if (again.stream().anyMatch(this::isStopped)) {
        return false;
      }
      Collections.shuffle(again, Random.from(random()));
      again.forEach(this::offer);
      return true;
    }

    /**
     * The old version gets no baseline that could not be compared: not while the mirror rests, and
     * not without a rule.
     */
    private boolean isStopped(Copy each) {
      Lane lane = lanes.of(each);
      return lane.isReplaced() || lane.dropReasonNow(each) != null;
    }

    private void offer(Copy each) {
      Lane lane = lanes.of(each);
      lane.selected();
      Copy.Part part = each.part();
      if (part == null || part.leg().wants()) {
        lane.offer(each, CapturedBody.NONE);
      } else {
        lane.drop(each, DropReason.NOT_COMPARED); // One of the three could not be sent.
      }
    }

    private RandomGenerator random() {
      return settings.hooks().random();
    }
  }
}
