package io.github.mirror4j.compare.evidence;

import static io.github.mirror4j.compare.evidence.Traffic.response;
import static io.github.mirror4j.compare.evidence.Traffic.took;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mirror4j.compare.pair.Leg;
import io.github.mirror4j.rule.Check;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.MirrorTarget;
import java.lang.ref.Reference;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The evidence of one mirror stays below two megabytes, whatever traffic brings: all builds,
 * endpoints, paths, names, examples, statuses and times that there is room for, and what the differ
 * remembers of paths.
 */
class EvidenceSizeTest {

  private static final long LIMIT = 2 * 1024 * 1024;
  private static final int BUILDS = 2;
  private static final int ENDPOINTS = 200;
  private static final int FIELDS = 30;
  private static final int STATUSES = 21;
  private static final int COLLECTIONS = 5;
  private static final int MIRRORS = 5;

  /** By how many bytes two measurements may differ that nobody else has disturbed. */
  private static final long NOISE = 10_000;

  private static final Comparison SETTINGS = settings();

  @ParameterizedTest
  @CsvSource({"number, 30", "\u540d, 90"})
  void isBounded(String name, int length) {
    String suffix = name.repeat(length).substring(0, length);

    long bytes = bytes(() -> evidence(suffix));

    assertTrue(bytes < LIMIT, () -> "bytes: " + bytes);
    assertTrue(bytes > LIMIT * 3 / 4, () -> "not full: " + bytes);
  }

  /**
   * Returns what one takes, once two in a row have taken the same: others may free or need memory
   * meanwhile, and the first one loads classes. If that never happens, returns the median.
   */
  private static long bytes(Supplier<Object> made) {
    Object[] kept = new Object[MIRRORS];
    long[] sizes = new long[MIRRORS];
    long before = used();
    for (int i = 0; i < MIRRORS; i++) {
      kept[i] = made.get();
      long after = used();
      sizes[i] = after - before;
      if (i > 0 && Math.abs(sizes[i] - sizes[i - 1]) <= NOISE) {
        Reference.reachabilityFence(kept);
        return Math.max(sizes[i], sizes[i - 1]);
      }
      before = after;
    }
    Reference.reachabilityFence(kept);
    Arrays.sort(sizes);
    return sizes[MIRRORS / 2];
  }

  private static Object evidence(String suffix) {
    Traffic traffic = new Traffic(SETTINGS);
    for (int build = 0; build < BUILDS; build++) {
      for (int endpoint = 0; endpoint < ENDPOINTS / (build + 1); endpoint++) {
        Leg old = body(endpoint, suffix, "\"some text of some length\"", "v1");
        Leg other = body(endpoint, suffix, "17", "build-" + build);
        traffic.triple(path(endpoint), old, other, old);
        for (int status = 0; status < STATUSES; status++) {
          int millis = 1 << status % 17;
          Leg.Responded slower = response(300 + status, "{}", "x-build", "build-" + build);
          Leg.Responded quick = response(200 + status, "{}", "x-build", "v1");
          quick = took(quick, Duration.ofMillis(millis).minusNanos(1), "");
          slower = took(slower, Duration.ofMillis(millis).plusNanos(1), "");
          traffic.triple(path(endpoint), quick, slower, quick);
        }
      }
    }
    return traffic;
  }

  private static String path(int endpoint) {
    return "/endpoints/" + endpoint + "/parts/17";
  }

  /** Names of more than 32 characters are data. So long paths have several names. */
  private static Leg.Responded body(int endpoint, String suffix, String value, String build) {
    StringBuilder body = new StringBuilder("{\"z\":").append(value);
    for (int field = 0; field < FIELDS; field++) {
      String name = endpoint + "-" + field + "-" + suffix;
      int cut = Math.min(name.length(), 32);
      body.append(",\"").append(name, 0, cut).append("\":{\"");
      body.append(name, cut, name.length()).append("\":").append(value).append('}');
    }
    return response(200, body + "}", "x-build", build);
  }

  /** Times raise alarms where the baseline has a deployment of its own, for each endpoint then. */
  private static Comparison settings() {
    Comparison.Builder builder =
        Comparison.withBaselineAt(new MirrorTarget.ToUri(URI.create("http://v1b.internal")), 100)
            .margin(Check.SLOWER, 1)
            .warmUp(Duration.ZERO, 0)
            .buildHeader("x-build");
    for (int endpoint = 0; endpoint < ENDPOINTS; endpoint++) {
      builder = builder.endpoint("/endpoints/" + endpoint + "/parts/{part}");
    }
    return builder.build();
  }

  /** Collects garbage. The serial collector leaves some where it is, but for every fourth time. */
  private static long used() {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
