package io.github.mirror4j.compare.evidence;

import static io.github.mirror4j.compare.evidence.Traffic.atOnce;
import static io.github.mirror4j.compare.evidence.Traffic.response;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mirror4j.compare.diff.PrimaryReading;
import io.github.mirror4j.compare.diff.ResponseDiffer;
import io.github.mirror4j.rule.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * The evidence of one mirror stays below two and a half megabytes, whatever traffic brings. What
 * the differ remembers of paths comes on top.
 */
class EvidenceSizeTest {

  private static final int MIRRORS = 8;
  private static final long LIMIT = 2_500_000;
  private static final int BUILDS = 3;
  private static final int ENDPOINTS = 200;
  private static final int FIELDS = 30;

  @Test
  void isBounded() {
    long differ = bytes(EvidenceSizeTest::differ);
    long all = bytes(EvidenceSizeTest::evidence);

    assertTrue(all - differ < LIMIT, () -> "bytes: " + all + ", differ: " + differ);
  }

  private static long bytes(Supplier<Object> made) {
    made.get(); // what is loaded once is not counted
    long before = used();
    List<Object> all = new ArrayList<>();
    for (int i = 0; i < MIRRORS; i++) {
      all.add(made.get());
    }
    long bytes = (used() - before) / all.size();
    all.clear();
    return bytes;
  }

  /** All builds, endpoints, paths and examples that there is room for. */
  private static Object evidence() {
    Traffic traffic = new Traffic(settings());
    for (int build = 0; build < BUILDS; build++) {
      for (int endpoint = 0; endpoint < ENDPOINTS; endpoint++) {
        Leg old = body(endpoint, 200, "\"some text of some length\"", "v1");
        Leg other = body(endpoint, 200 + endpoint % 30, "17", "build-" + build);
        traffic.triple("/endpoints/" + endpoint, old, other, old);
      }
    }
    return traffic;
  }

  private static Object differ() {
    ResponseDiffer differ = ResponseDiffer.of(settings());
    for (int endpoint = 0; endpoint < ENDPOINTS; endpoint++) {
      PrimaryReading old = differ.read(body(endpoint, 200, "\"a\"", "v1").response());
      ((PrimaryReading.Usable) old).compare(body(endpoint, 200, "17", "v1").response(), Set.of());
    }
    return differ;
  }

  private static Leg.Responded body(int endpoint, int status, String value, String build) {
    StringBuilder body = new StringBuilder("{\"z\":").append(value);
    for (int field = 0; field < FIELDS; field++) {
      body.append(",\"field-of-" + endpoint + "-number-" + field + "\":").append(value);
    }
    return response(status, body + "}", "x-build", build);
  }

  private static Comparison settings() {
    Comparison.Builder builder = atOnce().buildHeader("x-build");
    for (int endpoint = 0; endpoint < ENDPOINTS; endpoint++) {
      builder = builder.endpoint("/endpoints/" + endpoint);
    }
    return builder.build();
  }

  /** Collects garbage until nothing is freed any more. */
  private static long used() {
    long used = Long.MAX_VALUE;
    long now = collected();
    while (used - now > 1_000) {
      used = now;
      now = collected();
    }
    return now;
  }

  private static long collected() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
