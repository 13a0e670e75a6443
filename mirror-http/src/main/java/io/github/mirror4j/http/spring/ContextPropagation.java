package io.github.mirror4j.http.spring;

import io.micrometer.context.ContextSnapshotFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Copies carry the context of their caller: observation, logging context and the like. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(ContextSnapshotFactory.class)
@ConditionalOnBooleanProperty(name = "mirror4j.context-propagation", matchIfMissing = true)
class ContextPropagation {

  /** First, so that a decorator that the application sets replaces it. */
  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  MirrorEngineCustomizer mirrorContextPropagation() {
    ContextSnapshotFactory snapshots = ContextSnapshotFactory.builder().build();
    return builder -> builder.copyTaskDecorator(task -> snapshots.captureAll().wrap(task));
  }
}
