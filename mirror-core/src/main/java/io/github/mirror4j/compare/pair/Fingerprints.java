package io.github.mirror4j.compare.pair;

import io.github.mirror4j.rule.CredentialHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether two requests are the same, as far as their responses go: by method, path, query,
 * body, credentials, sampling key, the {@code Accept} headers, and the headers that the response's
 * {@code Vary} names. Each process draws its own salt. Salt and hashes never leave the process.
 */
@SuppressWarnings("doclint:missing") // for our own modules only
public final class Fingerprints {

  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private final long salt;
  private final CredentialHeaders credentials;

  /**
   * Creates fingerprints.
   *
   * @param credentials the headers that distinguish callers
   */
  public Fingerprints(long salt, CredentialHeaders credentials) {
    this.salt = salt;
    this.credentials = credentials;
  }

  /**
   * Returns the salted hash of a request.
   *
   * @param vary the values of the header {@code Vary} of its response
   */
  public long of(ComparedRequest request, List<String> vary) {
    long hash = mix(salt, request.bodyHash());
    hash = text(hash, request.method());
    hash = text(hash, request.path());
    hash = text(hash, request.query());
    hash = text(hash, request.samplingKey());
    for (Map.Entry<String, List<String>> header : telling(request, vary).entrySet()) {
      hash = text(hash, header.getKey());
      for (String value : header.getValue()) {
        hash = text(hash, value);
      }
    }
    return hash;
  }

  /** Returns a hash that differs for each of a few numbers. */
  public static long with(long fingerprint, int number) {
    return mix(fingerprint, number);
  }

  private Map<String, List<String>> telling(ComparedRequest request, List<String> vary) {
    Map<String, List<String>> telling = new TreeMap<>();
    request
        .headers()
        .forEach(
            (name, values) -> {
              String lower = name.toLowerCase(Locale.ROOT);
              if (lower.startsWith("accept") || credentials.include(lower)) {
                telling.put(lower, values);
              }
            });
    for (String names : vary) {
      for (String name : names.split(",", -1)) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        telling.put(lower, request.headers().getOrDefault(lower, List.of()));
      }
    }
    return telling;
  }

  private static long text(long hash, @Nullable String text) {
    if (text == null) {
      return mix(hash, -1);
    }
    long all = mix(hash, text.length());
    for (int i = 0; i < text.length(); i++) {
      all = (all ^ text.charAt(i)) * MULTIPLIER;
      all ^= all >>> 29;
    }
    return mix(all, 0);
  }

  private static long mix(long hash, long value) {
    long mixed = (hash ^ value) * MULTIPLIER;
    mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
    return mixed ^ (mixed >>> 32);
  }
}
