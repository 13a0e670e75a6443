package io.github.mirror4j.http.spring;

import io.github.mirror4j.http.MirrorEngine;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.info.ConditionalOnEnabledInfoContributor;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Shows mirroring to operators: the endpoint {@code mirror}, a health contributor and an info
 * contributor.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = MirrorAutoConfiguration.class)
@ConditionalOnBean(MirrorEngine.class)
public final class MirrorActuatorAutoConfiguration {

  MirrorActuatorAutoConfiguration() {}

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
  static class EndpointConfiguration {

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnAvailableEndpoint
    MirrorEndpoint mirrorEndpoint(MirrorEngine engine) {
      return new MirrorEndpoint(engine);
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(ConditionalOnEnabledHealthIndicator.class)
  static class HealthConfiguration {

    @Bean
    @ConditionalOnMissingBean(name = "mirrorHealthIndicator")
    @ConditionalOnEnabledHealthIndicator("mirror")
    HealthIndicator mirrorHealthIndicator(
        MirrorEngine engine, ObjectProvider<DiscoveryRegistry> discovery, Environment environment) {
      String name = "mirror4j.health.down-on-reload-failure";
      return new MirrorHealthIndicator(
          engine, discovery.getIfAvailable(), environment.getProperty(name, Boolean.class, false));
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(ConditionalOnEnabledInfoContributor.class)
  static class InfoConfiguration {

    @Bean
    @ConditionalOnMissingBean(name = "mirrorInfoContributor")
    @ConditionalOnEnabledInfoContributor("mirror")
    InfoContributor mirrorInfoContributor(MirrorEngine engine) {
      return new MirrorInfoContributor(engine);
    }
  }
}
