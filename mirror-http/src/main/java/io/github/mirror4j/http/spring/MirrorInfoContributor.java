package io.github.mirror4j.http.spring;

import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.http.stats.MirrorStatus;
import io.github.mirror4j.rule.ReloadStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;

/** Names the library's version and how many rules are in force. */
final class MirrorInfoContributor implements InfoContributor {

  private final MirrorEngine engine;

  MirrorInfoContributor(MirrorEngine engine) {
    this.engine = engine;
  }

  @Override
  public void contribute(Info.Builder builder) {
    MirrorStatus status = engine.status();
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("version", status.version());
    details.put("switchedOn", status.switchedOn());
    details.put("rules", status.rules().size());
    details.put("mirrors", engine.rules().mirrors().size());
    details.put("ruleFilesInForce", status.reloads().stream().allMatch(ReloadStatus::inForce));
    builder.withDetail("mirror", details);
  }
}
