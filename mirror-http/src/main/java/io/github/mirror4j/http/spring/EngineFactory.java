package io.github.mirror4j.http.spring;

import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.InvalidConfigurationException;
import io.github.mirror4j.rule.Problem;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.yaml.RuleDocuments;
import io.github.mirror4j.yaml.RuleFileWatcher;
import io.github.mirror4j.yaml.RuleFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;

/**
 * Creates the engine of an application: properties, rule files and beans are judged together, and
 * one exception names all mistakes.
 */
final class EngineFactory {

  private static final Logger LOG = StartLog.LOGGER;

  private static final Duration MIN_CHECK_INTERVAL = Duration.ofMillis(100);
  private static final Duration MAX_CHECK_INTERVAL = Duration.ofHours(1);
  private static final RuleDocuments NOTHING =
      new RuleDocuments(List.of(), ServiceRegistry.empty(), List.of(), List.of());

  private final PropertyNames names;
  private final MirrorProperties properties;
  private final List<Problem> problems = new ArrayList<>();
  private final List<RouteRule> ruleBeans;
  private final ServiceRegistry registryBeans;
  private final RuleLocations locations;
  private RuleDocuments texts = NOTHING;

  EngineFactory(
      Environment environment,
      ResourceLoader resources,
      List<RouteRule> ruleBeans,
      ServiceRegistry registryBeans) {
    names = new PropertyNames(environment);
    PropertyReader reader = new PropertyReader(environment);
    properties = reader.read();
    problems.addAll(reader.problems());
    this.ruleBeans = ruleBeans;
    this.registryBeans = registryBeans;
    List<String> rules = properties.enabled() ? properties.rules() : List.of();
    locations = RuleLocations.of(rules, names, resources, problems);
  }

  /**
   * Creates the engine.
   *
   * @param discovery the registry of Spring Cloud's service discovery, one of the registries
   * @param bundles the SSL bundles, one of which the copies' client may use
   * @param customizing changes the builder after the properties
   * @throws InvalidConfigurationException if anything is wrong; the exception names every problem
   */
  MirrorEngine create(
      @Nullable DiscoveryRegistry discovery,
      @Nullable SslBundles bundles,
      Consumer<MirrorEngine.Builder> customizing) {
    if (!properties.enabled()) {
      // No condition saw this: they were decided before, when the application was built.
      return MirrorEngine.builder().build();
    }
    judgeInterval("reload.interval", properties.reload().interval());
    judgeInterval("discovery.interval", properties.discovery().interval());
    judge(discovery);
    attempt(() -> texts = readTexts());
    MirrorEngine.Builder builder =
        MirrorEngine.builder().registry(texts.registry().or(registryBeans));
    new EngineSettings(properties, names, problems).apply(builder);
    trust(bundles, builder);
    customizing.accept(builder);
    MirrorEngine engine = build(builder);
    boolean isSound = problems.isEmpty();
    if (isSound && discovery != null) {
      discovery.start(properties.discovery().interval());
    }
    attempt(() -> load(isSound ? engine : null));
    if (engine == null || !problems.isEmpty()) {
      if (engine != null) {
        engine.close();
      }
      throw new InvalidConfigurationException("Mirror4J", problems);
    }
    return engine;
  }

  private void judgeInterval(String name, Duration interval) {
    if (interval.compareTo(MIN_CHECK_INTERVAL) < 0 || interval.compareTo(MAX_CHECK_INTERVAL) > 0) {
      String expected = MIN_CHECK_INTERVAL + " to " + MAX_CHECK_INTERVAL;
      problems.add(new Problem(names.place(name), interval.toString(), expected));
    }
  }

  private void judge(@Nullable DiscoveryRegistry discovery) {
    if (discovery == null && properties.discovery().enabled()) {
      String expected = "false, as there is no bean of Spring Cloud's type DiscoveryClient";
      problems.add(new Problem(names.place("discovery.enabled"), "true", expected));
    }
  }

  private void trust(@Nullable SslBundles bundles, MirrorEngine.Builder builder) {
    String bundle = properties.ssl().bundle();
    if (bundle == null) {
      return;
    }
    if (bundles == null || !bundles.getBundleNames().contains(bundle)) {
      String expected = "the name of an SSL bundle (spring.ssl.bundle)";
      problems.add(Problem.ofText(names.place("ssl.bundle"), bundle, expected));
      return;
    }
    builder.mirrorSslContext(bundles.getBundle(bundle).createSslContext());
  }

  private RuleDocuments readTexts() {
    return locations.texts().isEmpty() ? NOTHING : locations.readTexts();
  }

  private @Nullable MirrorEngine build(MirrorEngine.Builder builder) {
    try {
      return builder.build();
    } catch (InvalidConfigurationException e) {
      e.problems().stream().map(names::ofProperty).forEach(problems::add);
      return null;
    }
  }

  /** Puts the rules in force; without an engine they are only judged. */
  private void load(@Nullable MirrorEngine engine) {
    if (engine == null) {
      judge(readFiles());
    } else if (isWatched()) {
      engine.onClose(watch(engine));
    } else {
      RuleDocuments files = readFiles();
      engine.replaceRules(rules(files), files.registry());
      Stream.of(files, texts).flatMap(d -> d.warnings().stream()).forEach(LOG::warn);
    }
  }

  private void judge(RuleDocuments files) {
    MirrorEngine.builder()
        .rules(rules(files))
        .registry(files.registry().or(texts.registry()).or(registryBeans))
        .build()
        .close();
  }

  private boolean isWatched() {
    return properties.reload().enabled() && !locations.files().isEmpty();
  }

  private RuleDocuments readFiles() {
    return locations.files().isEmpty() ? NOTHING : RuleFiles.read(paths());
  }

  private RuleFileWatcher watch(MirrorEngine engine) {
    RuleFileWatcher.Builder watcher =
        RuleFileWatcher.builder(paths())
            .interval(properties.reload().interval())
            .registry(texts.registry().or(registryBeans));
    if (!properties.reload().keepBack()) {
      watcher.withoutKeepingBack();
    }
    return watcher.start(files -> engine.replaceRules(rules(files), files.registry()));
  }

  private List<RouteRule> rules(RuleDocuments files) {
    return Stream.of(files.rules(), texts.rules(), ruleBeans).flatMap(List::stream).toList();
  }

  private Path[] paths() {
    return locations.files().toArray(Path[]::new);
  }

  private void attempt(Runnable step) {
    try {
      step.run();
    } catch (InvalidConfigurationException e) {
      problems.addAll(e.problems());
    }
  }
}
