package io.github.mirror4j.rule;

/**
 * The {@code Host} header (HTTP/2: {@code :authority}) that a copy carries.
 *
 * <p>{@link #SHADOW_SUFFIX} and {@link #ORIGINAL} need a JVM that was started with {@code
 * -Djdk.httpclient.allowRestrictedHeaders=host}. Otherwise, building a client fails.
 *
 * @since 0.1.0
 */
public enum CopyHost {
  /**
   * The mirror's own authority, so that virtual hosting and TLS at the mirror work. This is the
   * default. {@code X-Forwarded-Host} carries the original authority.
   */
  MIRROR,
  /** The original host with {@code -shadow} before the port: Istio before 1.28, Envoy's default. */
  SHADOW_SUFFIX,
  /** The original authority unchanged: Istio since 1.28. */
  ORIGINAL
}
