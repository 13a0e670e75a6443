package io.github.mirror4j.http.spring;

import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.http.micrometer.MirrorMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * Publishes the meters of mirroring to the registries that Spring Boot configures.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = MirrorAutoConfiguration.class)
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MirrorEngine.class)
public final class MirrorMetricsAutoConfiguration {

  MirrorMetricsAutoConfiguration() {}

  /** Boot binds it to its registries, as each {@code MeterBinder}. */
  @Bean(destroyMethod = "close")
  @ConditionalOnMissingBean
  MirrorMetrics mirrorMetrics(MirrorEngine engine) {
    return new MirrorMetrics(engine);
  }
}
