package io.github.mirror4j.http;

import io.github.mirror4j.rule.Source;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The settings in force, under the names that they have in the builder. */
final class SettingsView {

  private SettingsView() {}

  /** What only tests set, chance and clock, is not shown. */
  static Map<String, Object> of(
      Settings settings, @Nullable Source source, CopyClients copyClients) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("source", source == null ? "unknown" : source.toString());
    shown.put("maxConcurrentCopies", settings.maxConcurrentCopies());
    shown.put("maxConcurrentCopiesInTotal", settings.maxConcurrentCopiesInTotal());
    shown.put("bodyLimit", settings.bodyLimit());
    shown.put("bodyMemory", settings.bodyMemory());
    shown.put("copyTimeout", settings.copyTimeout().toString());
    shown.put("responseLimit", settings.responseLimit());
    shown.put("responseBodyTimeout", settings.responseBodyTimeout().toString());
    BackOff.@Nullable Range backOff = settings.backOff();
    shown.put("backOff", backOff == null ? "none" : backOff.toString());
    shown.put("closeGrace", settings.closeGrace().toString());
    shown.put("copyHeader", settings.copyHeader());
    shown.put("forwardedHost", settings.forwardedHost());
    shown.put("credentialHeaders", List.copyOf(settings.credentialHeaders().names()));
    shown.put("mirrorClient", copyClients.isGiven());
    shown.put("mirrorSslContext", copyClients.hasSslContext());
    shown.put("traceHeaders", settings.stripsTraceHeaders() ? "STRIP" : "KEEP");
    shown.put("copyTaskDecorator", settings.copyTaskDecorator() != null);
    shown.put("listener", settings.listeners().size());
    return shown;
  }
}
