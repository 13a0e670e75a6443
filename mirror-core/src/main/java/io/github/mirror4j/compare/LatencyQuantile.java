package io.github.mirror4j.compare;

import java.time.Duration;

/**
 * How long the copies of a share of the requests took at most. Within 9 %, which is the width of a
 * bucket.
 *
 * @param quantile the share, from 0 to 1
 * @param candidate the candidate's time
 * @param baseline the baseline's time
 * @since 0.1.0
 */
public record LatencyQuantile(double quantile, Duration candidate, Duration baseline) {}
