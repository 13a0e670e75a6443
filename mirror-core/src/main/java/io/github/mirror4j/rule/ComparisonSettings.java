package io.github.mirror4j.rule;

import io.github.mirror4j.rule.syntax.Share;
import io.github.mirror4j.text.Percent;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The settings of a comparison, whatever mirror it is for. Immutable. */
final class ComparisonSettings {

  /** The methods that are compared in any case, and the only ones of which a baseline is sent. */
  static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");

  final @Nullable Share baselineShare;
  final @Nullable MirrorTarget baselineTarget;
  final int millionths;
  final Set<String> methods;
  final List<String> endpoints;
  final List<FieldPath> ignored;
  final List<FieldPath> unordered;
  final Map<FieldPath, String> keys;
  final Map<FieldPath, Set<Change>> expected;
  final Set<FieldPath> shown;
  final boolean countsAdditions;
  final List<String> headers;
  final List<String> buildHeaders;
  final Map<Check, Double> margins;
  final List<Duration> slowerThan;
  final double level;
  final int minimumRequests;
  final Duration minimumSpan;
  final double minimumCompared;
  final double minimumJudged;
  final Duration warmUpTime;
  final int warmUpPairs;
  final Duration repeatAfter;
  final Duration confirmAfterMin;
  final Duration confirmAfterMax;
  final int responseLimit;
  final Duration maxCopyTime;

  ComparisonSettings(ComparisonDraft draft) {
    baselineShare = draft.baselineShare;
    baselineTarget = draft.baselineTarget;
    millionths = draft.share.millionths();
    methods = sorted(Stream.concat(SAFE_METHODS.stream(), draft.methods.stream()).toList());
    endpoints = List.copyOf(draft.endpoints);
    ComparedFields fields = draft.fields;
    ignored = List.copyOf(fields.ignored);
    unordered = List.copyOf(fields.unordered);
    keys = Collections.unmodifiableMap(new LinkedHashMap<>(fields.keys));
    expected = Collections.unmodifiableMap(new LinkedHashMap<>(fields.expected));
    shown = Collections.unmodifiableSet(new LinkedHashSet<>(fields.shown));
    countsAdditions = draft.countsAdditions;
    headers = List.copyOf(draft.headers.all());
    buildHeaders = List.copyOf(draft.headers.ofBuild);
    margins = margins(draft);
    slowerThan = draft.slowerThan.stream().sorted().toList();
    level = Percent.toFraction(draft.level);
    minimumRequests = draft.minimumRequests;
    minimumSpan = draft.minimumSpan;
    minimumCompared = Percent.toFraction(draft.minimumCompared);
    minimumJudged = Percent.toFraction(draft.minimumJudged);
    warmUpTime = draft.warmUpTime;
    warmUpPairs = draft.warmUpPairs;
    repeatAfter = draft.repeatAfter;
    confirmAfterMin = draft.confirmAfterMin;
    confirmAfterMax = draft.confirmAfterMax;
    responseLimit = draft.responseLimit;
    maxCopyTime = draft.maxCopyTime;
  }

  /** Returns the margins as fractions. Checks that need a baseline have none without one. */
  private static Map<Check, Double> margins(ComparisonDraft draft) {
    Map<Check, Double> all = new EnumMap<>(Check.class);
    all.put(Check.CONTENT, 0.005);
    all.put(Check.ERRORS, 0.001);
    if (draft.baselineShare != null) {
      all.put(Check.PERSISTENT, 0.001);
    }
    draft.margins.forEach((check, percent) -> all.put(check, Percent.toFraction(percent)));
    return all;
  }

  private static Set<String> sorted(Collection<String> texts) {
    return Collections.unmodifiableSet(new TreeSet<>(texts));
  }
}
