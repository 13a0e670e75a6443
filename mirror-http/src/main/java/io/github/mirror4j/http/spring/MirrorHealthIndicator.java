package io.github.mirror4j.http.spring;

import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.http.MirrorSwitch;
import io.github.mirror4j.http.stats.MirrorCounts;
import io.github.mirror4j.http.stats.MirrorStats;
import io.github.mirror4j.rule.ReloadStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * Details of mirroring. A mirror never makes the application unhealthy, because failing copies
 * affect nothing else.
 */
final class MirrorHealthIndicator extends AbstractHealthIndicator {

  private final MirrorEngine engine;
  private final @Nullable DiscoveryRegistry discovery;
  private final boolean downOnReloadFailure;

  MirrorHealthIndicator(
      MirrorEngine engine, @Nullable DiscoveryRegistry discovery, boolean downOnReloadFailure) {
    this.engine = engine;
    this.discovery = discovery;
    this.downOnReloadFailure = downOnReloadFailure;
  }

  @Override
  protected void doHealthCheck(Health.Builder builder) {
    MirrorStats stats = engine.stats();
    boolean inForce = engine.reloads().stream().allMatch(ReloadStatus::inForce);
    builder.up();
    if (!inForce && downOnReloadFailure) {
      builder.down();
    }
    Map<String, String> mirrors = new LinkedHashMap<>();
    for (MirrorCounts counts : stats.mirrors()) {
      mirrors.put(counts.id().toString(), counts.state().toString());
    }
    builder
        .withDetail("state", stats.total().state().toString())
        .withDetail("switchedOn", MirrorSwitch.isOn())
        .withDetail("rules", engine.rules().rules().size())
        .withDetail("ruleFilesInForce", inForce)
        .withDetail("mirrors", mirrors);
    if (discovery != null) {
      builder.withDetail("discovery", discovery.details());
    }
  }
}
