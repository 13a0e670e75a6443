package io.github.mirror4j.http.settings;

import io.github.mirror4j.http.compare.EvidenceFolder;
import io.github.mirror4j.http.send.CopyClients;
import io.github.mirror4j.http.send.CopyPolicy;
import io.github.mirror4j.http.send.ExchangeLimits;
import io.github.mirror4j.rule.Source;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The settings in force, under the names that they have in the builder. */
@SuppressWarnings("doclint:missing") // for this module only
public final class SettingsView {

  private SettingsView() {}

  /** What only tests set, chance and clock, is not shown. */
  public static Map<String, Object> of(
      Settings settings, @Nullable Source source, CopyClients copyClients) {
    Map<String, Object> shown = new LinkedHashMap<>();
    Limits limits = settings.limits();
    ExchangeLimits exchange = settings.exchange();
    CopyPolicy policy = settings.policy();
    shown.put("source", source == null ? "unknown" : source.toString());
    shown.put("maxConcurrentCopies", limits.inFlight().maxConcurrentCopies());
    shown.put("maxConcurrentCopiesInTotal", limits.inFlight().maxConcurrentCopiesInTotal());
    shown.put("bodyLimit", limits.bodies().bodyLimit());
    shown.put("bodyMemory", limits.bodies().bodyMemory());
    shown.put("maxWaitingCopies", limits.waiting().maxWaitingCopies());
    shown.put("maxWaitingTime", limits.waiting().maxWaitingTime().toString());
    shown.put("copyTimeout", exchange.copyTimeout().toString());
    shown.put("responseLimit", exchange.responseLimit());
    shown.put("responseBodyTimeout", exchange.responseBodyTimeout().toString());
    BackOffRange backOff = limits.recovery().backOff();
    shown.put("backOff", backOff == null ? "none" : backOff.toString());
    shown.put("slowStart", limits.recovery().slowStart().toString());
    shown.put("maxBaselinesPerSecond", settings.comparing().baselines().perSecond());
    shown.put("maxBaselineShare", settings.comparing().baselines().share() * 100);
    EvidenceFolder evidence = settings.comparing().evidence();
    shown.put("evidenceFolder", evidence == null ? "none" : evidence.folder().toString());
    shown.put("evidenceInterval", evidence == null ? "none" : evidence.interval().toString());
    shown.put("closeGrace", settings.closeGrace().toString());
    shown.put("copyHeader", policy.copyHeader());
    shown.put("forwardedHost", policy.forwardedHost());
    shown.put("credentialHeaders", List.copyOf(policy.credentialHeaders().names()));
    shown.put("mirrorClient", copyClients.isGiven());
    shown.put("mirrorSslContext", copyClients.hasSslContext());
    shown.put("traceHeaders", policy.stripsTraceHeaders() ? "STRIP" : "KEEP");
    shown.put("copyTaskDecorator", settings.hooks().copyTaskDecorator() != null);
    shown.put("listener", settings.hooks().listeners().size());
    return shown;
  }
}
