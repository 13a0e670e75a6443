package io.github.mirror4j.compare.evidence;

import io.github.mirror4j.compare.LossReason;
import io.github.mirror4j.compare.Verdict;
import io.github.mirror4j.compare.bound.Counts;
import io.github.mirror4j.compare.bound.Forecast;
import io.github.mirror4j.compare.count.Losses;
import io.github.mirror4j.compare.evidence.Limits.Limit;
import io.github.mirror4j.compare.evidence.ScopeCounts.Counted;
import io.github.mirror4j.compare.evidence.ScopeCounts.StepCounts;
import io.github.mirror4j.compare.pair.BuildKey;
import io.github.mirror4j.rule.Check;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.text.Percent;
import io.github.mirror4j.text.TimeText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Decides what the counts of a key prove. Pure. */
final class Judge {

  /** The largest share of pairs that may be lost since copies are treated unlike primaries. */
  static final double UNLIKE_SHARE = 0.01;

  private static final String WAITING_IS_IN_VAIN = ": more traffic alone will not prove it fine";
  private static final int MIN_FOR_PACE = 20;
  private static final double MAX_PACE_SECONDS = 1e9;

  private final Comparison settings;
  private final Limits limits;
  private final EndpointMention mention;
  private final List<Function<KeyCounts, @Nullable String>> conditions;

  Judge(Comparison settings, Limits limits, EndpointMention mention) {
    this.settings = settings;
    this.limits = limits;
    this.mention = mention;
    conditions =
        List.of(
            this::unknownBuild,
            this::chosen,
            this::warmUp,
            key -> check(key, Check.ERRORS),
            key -> check(key, Check.CONTENT),
            key -> limits.hasBaseline() ? check(key, Check.PERSISTENT) : null,
            this::latency,
            this::hiddenEndpoint,
            this::fewRequests,
            this::repeats,
            this::apart,
            this::judged,
            this::distinct,
            this::span,
            this::coverage,
            this::unlike);
  }

  /** Returns the verdict's state alone, which is cheap enough to look after every pair. */
  Verdict.State state(KeyCounts key) {
    if (key.proof() != null) {
      return Verdict.State.NOT_SAFE;
    }
    for (Function<KeyCounts, @Nullable String> condition : conditions) {
      if (condition.apply(key) != null) {
        return Verdict.State.UNDECIDED;
      }
    }
    return Verdict.State.SAFE;
  }

  /**
   * Returns all that stands between a key and SAFE, in sentences without a full stop: what more
   * traffic alone does not solve comes first.
   */
  List<String> lacks(KeyCounts key) {
    List<String> lacks = new ArrayList<>();
    for (Function<KeyCounts, @Nullable String> condition : conditions) {
      String lack = condition.apply(key);
      if (lack != null) {
        lacks.add(lack);
      }
    }
    lacks.sort(Comparator.comparing(lack -> !lack.endsWith(WAITING_IS_IN_VAIN)));
    return lacks;
  }

  private @Nullable String unknownBuild(KeyCounts key) {
    return key.key().equals(BuildKey.OTHER)
        ? "there were too many builds to tell apart, and these are the rest"
        : null;
  }

  private @Nullable String chosen(KeyCounts key) {
    return settings.isOfChosenPrimaries()
        ? "copies are sent only of primaries that ended in a certain way, and the others may fare"
            + " otherwise"
        : null;
  }

  private @Nullable String warmUp(KeyCounts key) {
    return key.pairs().warm()
        ? null
        : "the warm-up is not over: it takes %s and %s"
            .formatted(
                TimeText.of(settings.warmUpTime()),
                Percent.count(settings.warmUpPairs(), "pair", "pairs"));
  }

  /** Returns whether nothing counts yet, so that shares of what counts say nothing. */
  private static boolean isCold(KeyCounts key) {
    return !key.pairs().warm();
  }

  private @Nullable String check(KeyCounts key, Check check) {
    Counted counted = key.sum().check(check);
    if (!counted.counts().isInformative()) {
      return name(check) + ": the baseline differs, too, in most triples";
    }
    Counts worst = counted.worst().plusWorse(key.unsent());
    Limit limit = limits.of(check);
    return limit.keptBy(worst, limits.level()) ? null : more(key, check, worst);
  }

  private String more(KeyCounts key, Check check, Counts worst) {
    double more = Forecast.untilFine(worst, limits.of(check).margin(), limits.level());
    return more == Forecast.NEVER
        ? name(check) + WAITING_IS_IN_VAIN
        : name(check)
            + ": about "
            + Percent.about(more)
            + " more informative triples are needed"
            + pace(key, more);
  }

  /** Returns how long more triples would take, as a magnitude; empty if that is not known. */
  private static String pace(KeyCounts key, double more) {
    long triples = key.sum().triples().voted();
    double seconds = (double) key.voting().span().toSeconds() * more / triples;
    return triples < MIN_FOR_PACE || seconds < 1 || seconds > MAX_PACE_SECONDS
        ? ""
        : ", some %s at the pace so far"
            .formatted(TimeText.about(Duration.ofSeconds((long) seconds)));
  }

  private @Nullable String latency(KeyCounts key) {
    Limit limit = limits.of(Check.SLOWER);
    boolean isAsked = settings.margin(Check.SLOWER).isPresent();
    if (isAsked && key.sum().liveSteps().isEmpty()) {
      return withoutThreshold(key, limit);
    }
    for (StepCounts step : key.sum().liveSteps()) {
      if (!isAsked && !limits.matters(step.threshold())) {
        continue;
      }
      Counts counts = step.counted().counts();
      double level = limits.level() * Limits.weight(step.rank());
      if (limit.exceededBy(counts, level)) {
        return Percent.of(counts.rate())
            + " more responses take over "
            + TimeText.of(step.threshold());
      }
      Counts worst = step.counted().worst().plusWorse(key.unsent());
      if (isAsked && !limit.keptBy(worst, limits.level())) {
        return more(key, Check.SLOWER, worst);
      }
    }
    return null;
  }

  /** Returns what is lacking where no threshold is live. */
  private @Nullable String withoutThreshold(KeyCounts key, Limit limit) {
    if (key.sum().timed() == 0) {
      return name(Check.SLOWER) + ": no copies could be timed against each other";
    }
    Counts counts = key.sum().hardlyExceeded();
    if (counts.n() == 0) {
      return name(Check.SLOWER) + ": v1 itself takes longer than all thresholds in most responses";
    }
    Counts worst = counts.plusWorse(key.unsent());
    return limit.keptBy(worst, limits.level()) ? null : more(key, Check.SLOWER, worst);
  }

  private @Nullable String hiddenEndpoint(KeyCounts key) {
    for (ScopeCounts endpoint : key.endpoints()) {
      for (Check check : List.of(Check.ERRORS, Check.CONTENT, Check.PERSISTENT)) {
        if (limits.of(check).exceededBy(endpoint.check(check).counts(), limits.level())) {
          return mention.of(endpoint.name())
              + " looks worse than its traffic can prove: "
              + name(check);
        }
      }
    }
    return null;
  }

  private @Nullable String fewRequests(KeyCounts key) {
    for (ScopeCounts endpoint : key.endpoints()) {
      if (endpoint.differsEachTime()) {
        return mention.of(endpoint.name())
            + " has few distinct requests, and they differ each time";
      }
    }
    return null;
  }

  /** What a request shows that is repeated soon proves nothing alone, but is no reason for SAFE. */
  private @Nullable String repeats(KeyCounts key) {
    Counts counts = key.voting().repeats();
    return limits.of(Check.CONTENT).exceededBy(counts, limits.level())
        ? "%s more requests that are repeated soon differ or fail"
            .formatted(Percent.of(counts.rate()))
        : null;
  }

  private @Nullable String apart(KeyCounts key) {
    Counts content = key.apart().check(Check.CONTENT).counts();
    Counts errors = key.apart().check(Check.ERRORS).counts();
    Check worse = apart(content, errors);
    if (worse != null) {
      return "requests without baseline differ more than allowed: " + name(worse);
    }
    for (KeyCounts.Apart each : key.eachApart()) {
      worse = apart(each.content(), each.errors());
      if (worse != null) {
        return mention.of(each.name())
            + " has no baseline and looks worse than its traffic can prove: "
            + name(worse);
      }
    }
    return null;
  }

  private @Nullable Check apart(Counts content, Counts errors) {
    if (limits.of(Check.ERRORS).exceededBy(errors, limits.level())) {
      return Check.ERRORS;
    }
    return limits.of(Check.CONTENT).exceededBy(content, limits.level()) ? Check.CONTENT : null;
  }

  private @Nullable String judged(KeyCounts key) {
    double judged = key.scopes().judged();
    return isCold(key) || judged >= settings.minimums().judged()
        ? null
        : "only " + Percent.of(judged) + " of the traffic goes to endpoints that could be judged";
  }

  private @Nullable String distinct(KeyCounts key) {
    int needed = settings.minimums().distinctRequests();
    return key.sum().triples().distinct() >= needed
        ? null
        : key.sum().triples().distinct() + " of " + needed + " distinct requests were compared";
  }

  private @Nullable String span(KeyCounts key) {
    return key.voting().span().compareTo(settings.minimums().span()) >= 0
        ? null
        : "the pairs span "
            + TimeText.of(key.voting().span())
            + " of "
            + TimeText.of(settings.minimums().span());
  }

  private @Nullable String coverage(KeyCounts key) {
    if (isCold(key) || key.pairs().coverage() >= settings.minimums().compared()) {
      return null;
    }
    String only = "only " + Percent.of(key.pairs().coverage()) + " of the pairs were compared";
    Map<LossReason, Long> lost = new EnumMap<>(LossReason.class);
    lost.putAll(key.pairs().lost());
    lost.keySet().removeIf(reason -> !reason.lowersCoverage());
    return lost.isEmpty() ? only : only + "; " + Losses.mainReason(lost);
  }

  private @Nullable String unlike(KeyCounts key) {
    return key.pairs().unlikeShare() < UNLIKE_SHARE
        ? null
        : Percent.of(key.pairs().unlikeShare())
            + " of the copies are treated unlike their primaries: "
            + key.pairs().unlikeStatuses().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(row -> "%d for %d".formatted(row.getKey().copy(), row.getKey().primary()))
                .collect(Collectors.joining(", "));
  }

  static String name(Check check) {
    return switch (check) {
      case CONTENT -> "content";
      case PERSISTENT -> "persistent differences";
      case ERRORS -> "errors";
      case SLOWER -> "latency";
    };
  }
}
