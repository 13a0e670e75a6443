package io.github.mirror4j.http.described;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.Mirror;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** Describes one call, whose response is compared with that of a mirror and with a baseline. */
public final class DescribedBaselineProcess {

  private DescribedBaselineProcess() {}

  /** Says whether the pair ended; arguments: where the call went, and the mirror. */
  public static void main(String[] arguments) throws Exception {
    URI called = URI.create(arguments[0]);
    Mirror mirror =
        Mirror.to(URI.create(arguments[1])).compare(Comparison.withBaseline(100).build());
    try (MirrorEngine engine =
        MirrorEngine.builder().rules(Fixtures.copyAll(mirror)).maxBaselineShare(1000).build()) {
      engine
          .mirror(Fixtures.get(called))
          .responded(
              200, Map.of("Content-Type", List.of("text/plain")), "three orders".getBytes(UTF_8));
      System.out.println(Fixtures.pairsSettled(engine, Fixtures.PATIENCE));
    }
  }
}
