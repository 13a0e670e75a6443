package io.github.mirror4j.select;

import io.github.mirror4j.registry.Endpoint;
import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.MirrorTarget;
import io.github.mirror4j.rule.RouteRule;
import org.jspecify.annotations.Nullable;

/**
 * How a mirror's copies are compared, compiled. The shares are nested in the draw of the copies:
 * what is compared is copied, and what has a baseline is compared.
 */
final class MirrorComparison {

  private final Mirror mirror;
  private final Comparison settings;
  private final int compared;
  private final int withBaseline;
  private final @Nullable Subset baseline;

  private MirrorComparison(
      RouteRule rule, Mirror mirror, Comparison settings, ServiceRegistry registry) {
    this.mirror = mirror;
    this.settings = settings;
    compared = nested(mirror.millionths(), settings.millionths());
    withBaseline =
        nested(compared, settings.baseline().map(Comparison.Baseline::millionths).orElse(0));
    baseline =
        settings
            .baseline()
            .flatMap(Comparison.Baseline::target)
            .map(target -> Subset.of(rule, target, registry))
            .orElse(null);
  }

  static @Nullable MirrorComparison of(RouteRule rule, Mirror mirror, ServiceRegistry registry) {
    return mirror
        .comparison()
        .map(settings -> new MirrorComparison(rule, mirror, settings, registry))
        .orElse(null);
  }

  Comparison settings() {
    return settings;
  }

  /** Returns the endpoints of the baseline; null if it goes to the primary's own service. */
  @Nullable Subset baseline() {
    return baseline;
  }

  /** Returns where the baseline goes, as the rule names it. */
  String baselineText() {
    return settings
        .baseline()
        .flatMap(Comparison.Baseline::target)
        .map(MirrorTarget::toString)
        .orElse("where the primary goes");
  }

  /** Returns whether the copies of some requests are compared, and those of others are not. */
  boolean isShared() {
    return isShare(compared) || isShare(withBaseline);
  }

  boolean isCompared(int drawn, String method) {
    return drawn < compared && settings.methods().contains(method) && mirror.copies(method);
  }

  boolean hasBaseline(int drawn, String method) {
    return drawn < withBaseline && isCompared(drawn, method) && settings.hasBaseline(method);
  }

  @Nullable Endpoint nextBaseline() {
    return baseline == null ? null : baseline.next();
  }

  /** Returns whether a baseline of its own can never be sent: a fixed registry has no endpoint. */
  boolean isUnresolvable() {
    return baseline != null && baseline.isFixed() && baseline.endpoints().isEmpty();
  }

  private static boolean isShare(int millionths) {
    return millionths > 0 && millionths < Draw.RANGE;
  }

  private static int nested(int outer, int inner) {
    return (int) ((long) outer * inner / Draw.RANGE);
  }
}
