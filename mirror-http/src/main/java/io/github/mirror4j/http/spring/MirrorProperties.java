package io.github.mirror4j.http.spring;

import io.github.mirror4j.http.MirrorSettingsBuilder;
import io.github.mirror4j.http.TraceHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The properties below {@code mirror4j}. Settings of the engine have their names in {@link
 * MirrorSettingsBuilder}; those that are null are left to its defaults.
 *
 * <p>META-INF/spring-configuration-metadata.json describes each of them.
 */
record MirrorProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue List<String> rules,
    @DefaultValue Reload reload,
    @DefaultValue Identity source,
    @DefaultValue Registry discovery,
    @DefaultValue("false") boolean wrapHttpClients,
    @DefaultValue("true") boolean contextPropagation,
    @DefaultValue Ssl ssl,
    @DefaultValue Health health,
    @Nullable Integer maxConcurrentCopies,
    @Nullable Integer maxConcurrentCopiesInTotal,
    @Nullable DataSize bodyLimit,
    @Nullable DataSize bodyMemory,
    @Nullable Duration copyTimeout,
    @Nullable DataSize responseLimit,
    @Nullable Duration responseBodyTimeout,
    @Nullable Double maxBaselinesPerSecond,
    @Nullable Double maxBaselineShare,
    @Nullable String evidenceFolder,
    @Nullable Duration evidenceInterval,
    @DefaultValue Pauses backOff,
    @Nullable Duration slowStart,
    @Nullable Integer maxWaitingCopies,
    @Nullable Duration maxWaitingTime,
    @Nullable Duration closeGrace,
    @Nullable String copyHeader,
    @Nullable Boolean forwardedHost,
    @Nullable List<String> credentialHeaders,
    @DefaultValue List<String> additionalCredentialHeaders,
    @Nullable TraceHeaders traceHeaders) {

  /** How rule files are watched. */
  record Reload(
      @DefaultValue("true") boolean enabled,
      @DefaultValue("5s") Duration interval,
      @DefaultValue("true") boolean keepBack) {}

  /** Who this application is, for rules that match on the source of a request. */
  record Identity(
      @Nullable String service,
      @Nullable String namespace,
      @DefaultValue Map<String, String> labels) {

    boolean isKnown() {
      return service != null || namespace != null || !labels.isEmpty();
    }
  }

  /** Whether and how often Spring Cloud's service discovery is asked. */
  record Registry(@DefaultValue("false") boolean enabled, @DefaultValue("30s") Duration interval) {}

  /** Whom the copies' client trusts. */
  record Ssl(@Nullable String bundle) {}

  /** What the health contributor makes of mirroring. */
  record Health(@DefaultValue("false") boolean downOnReloadFailure) {}

  /** The pauses of copies to a failing mirror. */
  record Pauses(
      @DefaultValue("true") boolean enabled,
      @Nullable Duration first,
      @Nullable Duration longest) {}
}
