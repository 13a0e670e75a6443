package io.github.mirror4j.http.spring;

import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.http.stats.MirrorListener;
import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.RouteRule;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;

/**
 * Mirrors the requests of the JDK clients that Spring Boot builds, by the rules of {@code
 * mirror4j.rules} and of {@link RouteRule} beans. Does nothing if there are no rules.
 *
 * @since 0.1.0
 */
@AutoConfiguration(
    afterName = {
      "org.springframework.boot.http.client.autoconfigure.imperative"
          + ".ImperativeHttpClientAutoConfiguration",
      "org.springframework.cloud.client.discovery.composite"
          + ".CompositeDiscoveryClientAutoConfiguration"
    })
@ConditionalOnClass(name = "org.springframework.boot.bootstrap.BootstrapContext") // since Boot 4
@Conditional(OnRules.class)
@Import({
  RequestFactories.class,
  Connectors.class,
  HttpClientBeans.class,
  ContextPropagation.class,
  Discovery.class
})
public final class MirrorAutoConfiguration {

  MirrorAutoConfiguration() {}

  /** Not lazy: what is wrong with rules must stop the start, not the first request. */
  @Bean(destroyMethod = "close")
  @Lazy(false)
  @ConditionalOnMissingBean
  MirrorEngine mirrorEngine(
      Environment environment,
      ResourceLoader resources,
      ObjectProvider<RouteRule> rules,
      ObjectProvider<ServiceRegistry> registries,
      ObjectProvider<DiscoveryRegistry> discovery,
      ObjectProvider<MirrorListener> listeners,
      ObjectProvider<MirrorEngineCustomizer> customizers,
      ObjectProvider<SslBundles> bundles) {
    ServiceRegistry registry =
        registries.orderedStream().reduce(ServiceRegistry::or).orElse(ServiceRegistry.empty());
    return new EngineFactory(environment, resources, rules.orderedStream().toList(), registry)
        .create(
            discovery.getIfAvailable(),
            bundles.getIfAvailable(),
            builder -> {
              listeners.orderedStream().forEach(builder::listener);
              customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
            });
  }

  @Bean
  @Lazy(false)
  ClientReport mirrorClientReport(MirrorEngine engine, ObjectProvider<ClientReport.Part> parts) {
    return new ClientReport(engine, parts);
  }
}
