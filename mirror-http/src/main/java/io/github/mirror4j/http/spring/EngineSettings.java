package io.github.mirror4j.http.spring;

import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.Problem;
import io.github.mirror4j.rule.ServiceRef;
import io.github.mirror4j.rule.Source;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** Passes properties to the builder of the engine, which judges their ranges. */
record EngineSettings(MirrorProperties properties, PropertyNames names, List<Problem> problems) {

  void apply(MirrorEngine.Builder builder) {
    limits(builder);
    evidence(builder);
    headers(builder);
    backOff(builder, properties.backOff());
    source(builder, properties.source());
  }

  private void limits(MirrorEngine.Builder builder) {
    set(properties.maxConcurrentCopies(), builder::maxConcurrentCopies);
    set(properties.maxConcurrentCopiesInTotal(), builder::maxConcurrentCopiesInTotal);
    setBytes(properties.bodyLimit(), builder::bodyLimit);
    setBytes(properties.bodyMemory(), builder::bodyMemory);
    set(properties.copyTimeout(), builder::copyTimeout);
    setBytes(properties.responseLimit(), builder::responseLimit);
    set(properties.responseBodyTimeout(), builder::responseBodyTimeout);
    set(properties.maxBaselinesPerSecond(), builder::maxBaselinesPerSecond);
    set(properties.maxBaselineShare(), builder::maxBaselineShare);
    set(properties.evidenceInterval(), builder::evidenceInterval);
    set(properties.slowStart(), builder::slowStart);
    set(properties.maxWaitingCopies(), builder::maxWaitingCopies);
    set(properties.maxWaitingTime(), builder::maxWaitingTime);
    set(properties.closeGrace(), builder::closeGrace);
  }

  private void evidence(MirrorEngine.Builder builder) {
    String folder = properties.evidenceFolder();
    if (folder == null || folder.isBlank()) {
      return;
    }
    try {
      builder.evidenceFolder(Path.of(folder));
    } catch (InvalidPathException e) {
      problems.add(Problem.ofText(names.place("evidence-folder"), folder, "a folder"));
    }
  }

  private void headers(MirrorEngine.Builder builder) {
    set(properties.copyHeader(), builder::copyHeader);
    set(properties.forwardedHost(), builder::forwardedHost);
    set(properties.traceHeaders(), builder::traceHeaders);
    set(properties.credentialHeaders(), list -> builder.credentialHeaders(array(list)));
    builder.additionalCredentialHeaders(array(properties.additionalCredentialHeaders()));
  }

  private void backOff(MirrorEngine.Builder builder, MirrorProperties.Pauses pauses) {
    if (!pauses.enabled()) {
      builder.withoutBackOff();
    } else if (pauses.first() != null && pauses.longest() != null) {
      builder.backOff(pauses.first(), pauses.longest());
    } else if (pauses.first() != null || pauses.longest() != null) {
      String name = pauses.first() == null ? "back-off.first" : "back-off.longest";
      String expected = "a duration, as back-off.first and back-off.longest are set together";
      problems.add(new Problem(names.place(name), "missing", expected));
    }
  }

  private void source(MirrorEngine.Builder builder, MirrorProperties.Identity identity) {
    if (!identity.isKnown()) {
      return;
    }
    String service = identity.service();
    Source source =
        new Source(
            service == null ? null : ServiceRef.of(service),
            identity.namespace(),
            new Labels(identity.labels()));
    builder.source(source);
  }

  private static <T> void set(@Nullable T value, Consumer<T> setter) {
    if (value != null) {
      setter.accept(value);
    }
  }

  private static void setBytes(@Nullable DataSize size, Consumer<Long> setter) {
    if (size != null) {
      setter.accept(size.toBytes());
    }
  }

  private static String[] array(List<String> list) {
    return list.toArray(String[]::new);
  }
}
