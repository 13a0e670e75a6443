package io.github.mirror4j.http.compare;

/**
 * How much a comparison may ask of the old version beside its primaries.
 *
 * @param perSecond requests in a second, over all engines of the process
 * @param share requests for each primary to the service: 0.1 is one for every ten; at most 10
 */
public record BaselineLimits(double perSecond, double share) {

  /** Five requests a second, and one for every ten primaries. */
  public static final BaselineLimits DEFAULT = new BaselineLimits(5, 0.1);
}
