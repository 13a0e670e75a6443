package io.github.mirror4j.http.spring;

import io.github.mirror4j.registry.Endpoint;
import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.MirrorTarget;
import io.github.mirror4j.rule.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.discovery.DiscoveryClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Spring Cloud's service discovery as a registry: an instance's metadata are its labels. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(DiscoveryClient.class)
@ConditionalOnBooleanProperty("mirror4j.discovery.enabled")
class Discovery {

  /** After the registries of the application. */
  @Bean
  @Order(Ordered.LOWEST_PRECEDENCE)
  @Lazy(false)
  @ConditionalOnBean(DiscoveryClient.class)
  DiscoveryRegistry mirrorDiscoveryRegistry(ObjectProvider<DiscoveryClient> clients) {
    // Asked for late: the client may itself send its requests through a client of Boot's.
    return new DiscoveryRegistry(
        service ->
            clients.getObject().getInstances(service).stream().map(Discovery::endpoint).toList());
  }

  private static Endpoint endpoint(ServiceInstance instance) {
    List<Problem> problems = new MirrorTarget.ToUri(instance.getUri()).problems("uri");
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(instance.getInstanceId() + ": " + problems);
    }
    return new Endpoint(instance.getUri(), labels(instance.getMetadata()));
  }

  /** No rule can ask for what is no valid label. */
  private static Labels labels(@Nullable Map<String, String> metadata) {
    Map<String, String> labels = new HashMap<>();
    if (metadata != null) {
      metadata.forEach(
          (key, value) -> {
            if (key != null && value != null && Labels.of(key, value).problems("").isEmpty()) {
              labels.put(key, value);
            }
          });
    }
    return new Labels(labels);
  }
}
