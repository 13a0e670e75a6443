package io.github.mirror4j.http.compare;

import io.github.mirror4j.compare.evidence.SafeNeeds;
import io.github.mirror4j.http.guard.LogLines;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.MirrorId;
import io.github.mirror4j.select.RuleMirror;
import io.github.mirror4j.select.RuleSet;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;

/**
 * Logs what SAFE needs of each compared mirror when rules come into force: once, and again when the
 * settings of its comparison change.
 */
@SuppressWarnings("doclint:missing") // for this module only
public final class ComparisonLog {

  private static final Logger LOG = LogLines.MIRRORING;

  private final BaselineLimits limits;
  private Map<MirrorId, String> logged = Map.of();

  public ComparisonLog(BaselineLimits limits) {
    this.limits = limits;
  }

  public synchronized void inForce(RuleSet rules) {
    Map<MirrorId, String> next = new HashMap<>();
    for (RuleMirror mirror : rules.mirrors()) {
      mirror.mirror().comparison().ifPresent(settings -> log(mirror.id(), settings, next));
    }
    logged = next;
  }

  private void log(MirrorId id, Comparison settings, Map<MirrorId, String> next) {
    String text = settings.text();
    if (next.put(id, text) == null && !text.equals(logged.get(id))) {
      String baselines =
          settings.baseline().map(each -> ". v1 gets " + limits.describe(each)).orElse("");
      LOG.info("The responses of {} are compared. {}{}", id, SafeNeeds.text(settings), baselines);
    }
  }
}
