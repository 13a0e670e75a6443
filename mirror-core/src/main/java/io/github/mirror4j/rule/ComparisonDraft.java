package io.github.mirror4j.rule;

import io.github.mirror4j.rule.syntax.Share;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The settings of a comparison that is being built, as its builder was given them. */
final class ComparisonDraft {

  final @Nullable Share baselineShare;
  final @Nullable MirrorTarget baselineTarget;
  final ComparedFields fields = new ComparedFields();
  final ComparedHeaders headers = new ComparedHeaders();
  Share share = Share.ALL;
  final List<String> methods = new ArrayList<>();
  final List<String> endpoints = new ArrayList<>();
  boolean countsAdditions;
  final Map<Check, Double> margins = new EnumMap<>(Check.class);
  final List<Duration> slowerThan = new ArrayList<>();
  double level = 5;
  int minimumRequests = 400;
  Duration minimumSpan = Duration.ofHours(1);
  double minimumCompared = 95;
  double minimumJudged = 95;
  Duration warmUpTime = Duration.ofMinutes(1);
  int warmUpPairs = 100;
  Duration repeatAfter = Duration.ofMinutes(10);
  Duration confirmAfterMin = Duration.ofSeconds(1);
  Duration confirmAfterMax = Duration.ofSeconds(5);
  int responseLimit = 256 * 1024;
  Duration maxCopyTime = Duration.ofSeconds(60);

  ComparisonDraft(@Nullable Share baselineShare, @Nullable MirrorTarget baselineTarget) {
    this.baselineShare = baselineShare;
    this.baselineTarget = baselineTarget;
  }
}
