package io.github.mirror4j.http;

import io.github.mirror4j.compare.LossReason;
import io.github.mirror4j.compare.evidence.ComparedRequest;
import io.github.mirror4j.http.body.CapturedBody;
import io.github.mirror4j.http.compare.ComparedCall;
import io.github.mirror4j.http.compare.ComparedMirror;
import io.github.mirror4j.http.compare.CopyLeg;
import io.github.mirror4j.http.compare.NotedCall;
import io.github.mirror4j.http.compare.Resend;
import io.github.mirror4j.http.send.Copy;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.SamplingKey;
import io.github.mirror4j.select.RuleMirror;
import io.github.mirror4j.select.Selection;
import java.net.URI;
import java.net.http.HttpRequest;
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

  private final HttpRequest request;
  private final Selection selection;
  private final Lanes lanes;
  private final URI primary;
  private final Duration primaryTimeout;
  private final boolean mayWrapHandler;
  private final Settings settings;

  /**
   * @param primary where the primary goes
   * @param primaryTimeout how long it may take; zero where that is not limited
   * @param mayWrapHandler whether the wrapped client is known to take another body handler
   */
  PairDrawer(
      HttpRequest request,
      Selection selection,
      Lanes lanes,
      URI primary,
      Duration primaryTimeout,
      boolean mayWrapHandler,
      Settings settings) {
    this.request = request;
    this.selection = selection;
    this.lanes = lanes;
    this.primary = primary;
    this.primaryTimeout = primaryTimeout;
    this.mayWrapHandler = mayWrapHandler;
    this.settings = settings;
  }

  /** The copy as a part of a pair, which is counted as selected; or as it is. */
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
      lane.mirror().primary();
    }
    if (!selection.isCompared(mirror)) {
      return copy;
    }
    boolean isRepeatable = wantsBaseline && request.bodyPublisher().isEmpty();
    if (wantsBaseline
        && !(selection.hasBaseline(mirror) && lane.mirror().mayHaveBaseline(isRepeatable))) {
      return noted(copy, lane.mirror());
    }
    return compared(copy, lane, comparison, wantsBaseline, isRepeatable);
  }

  private static Copy noted(Copy copy, ComparedMirror mirror) {
    NotedCall call = mirror.note();
    return copy.comparedAs(new Copy.Part(call.candidate(), null, call, null));
  }

  private Copy compared(
      Copy copy, ComparedLane lane, Comparison comparison, boolean baseline, boolean repeatable) {
    ComparedCall call =
        lane.mirror()
            .start(
                comparedRequest(copy),
                lane.ruleText(),
                copyTime(copy, comparison),
                baseline,
                repeatable ? new Resending(copy, baselineOf(copy.mirror(), lane)) : null);
    if (!mayWrapHandler) {
      call.lose(LossReason.FOREIGN_CLIENT);
    } else if (selection.isSameTarget(copy.mirror())) {
      call.lose(LossReason.SAME_TARGET);
    }
    return copy.comparedAs(new Copy.Part(call.candidate(), call, null, null));
  }

  /** Adds a baseline beside each candidate that is going to be sent, in random order. */
  void addBaselines(List<Copy> copies) {
    for (int i = copies.size() - 1; i >= 0; i--) {
      Copy candidate = copies.get(i);
      Copy.Part part = candidate.part();
      ComparedCall call = part == null ? null : part.call();
      CopyLeg leg = call == null ? null : call.baseline();
      ComparedLane lane = lanes.comparison(candidate.mirror());
      if (call == null || leg == null || lane == null || call.isOver()) {
        continue;
      }
      Copy baseline =
          candidate.comparedAs(
              new Copy.Part(leg, call, null, baselineOf(candidate.mirror(), lane)));
      copies.add(settings.hooks().random().nextBoolean() ? i : i + 1, baseline);
      lanes.of(baseline).selected();
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
    String path = uri.getRawPath();
    return new ComparedRequest(
        copy.head().method(),
        path == null || path.isEmpty() ? "/" : path,
        uri.getRawQuery(),
        copy.head().headers().map(),
        0,
        samplingKey(copy.mirror()));
  }

  /** Cookies and the query are part of a request's identity anyway. */
  private @Nullable String samplingKey(RuleMirror mirror) {
    return mirror
        .rule()
        .samplingKey()
        .filter(key -> key.from() == SamplingKey.From.HEADER)
        .flatMap(key -> request.headers().firstValue(key.name()))
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
    public void send(CopyLeg primaryLeg, CopyLeg baselineLeg, CopyLeg candidateLeg) {
      List<Copy> again = new ArrayList<>(3);
      again.add(copy.comparedAs(new Copy.Part(primaryLeg, null, null, oldVersion)));
      again.add(copy.comparedAs(new Copy.Part(baselineLeg, null, null, oldVersion)));
      again.add(copy.comparedAs(new Copy.Part(candidateLeg, null, null, null)));
      Collections.shuffle(again, Random.from(random()));
      for (Copy each : again) {
        lanes.of(each).selected();
        lanes.of(each).offer(each, CapturedBody.NONE);
      }
    }

    private RandomGenerator random() {
      return settings.hooks().random();
    }
  }
}
