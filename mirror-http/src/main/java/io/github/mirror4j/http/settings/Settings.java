package io.github.mirror4j.http.settings;

import io.github.mirror4j.http.compare.BaselineLimits;
import io.github.mirror4j.http.compare.EvidenceFolder;
import io.github.mirror4j.http.send.CopyPolicy;
import io.github.mirror4j.http.send.ExchangeLimits;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The settings of an engine, validated.
 *
 * @param limits what keeps copies few and small
 * @param exchange how much time and response one copy takes
 * @param policy which headers copies carry
 * @param hooks what the user plugged in
 * @param comparing what comparisons may do
 * @param closeGrace how long copies in flight may take when mirroring ends
 */
@SuppressWarnings("doclint:missing") // for this module only
public record Settings(
    Limits limits,
    ExchangeLimits exchange,
    CopyPolicy policy,
    UserHooks hooks,
    Comparing comparing,
    Duration closeGrace) {

  /**
   * What comparisons may do.
   *
   * @param baselines what they may ask of the old version
   * @param evidence where they write their evidence; null if they do not
   */
  public record Comparing(BaselineLimits baselines, @Nullable EvidenceFolder evidence) {}
}
