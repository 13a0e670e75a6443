package io.github.mirror4j.http.spring;

import io.github.mirror4j.http.MirrorEngine;
import java.net.http.HttpClient;
import java.util.stream.Stream;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The JDK clients that are beans of the application, which are left alone unless asked. */
@Configuration(proxyBeanMethods = false)
class HttpClientBeans {

  private static final String ASKED = "mirror4j.wrap-http-clients";

  @Bean
  @ConditionalOnBooleanProperty(ASKED)
  static BeanPostProcessor mirrorHttpClients(
      ObjectProvider<MirrorEngine> engine, ConfigurableListableBeanFactory beans) {
    return new BeanReplacer<>(HttpClient.class, new EngineClients(engine)::wrap, beans);
  }

  @Bean
  ClientReport.Part mirrorHttpClientsReport(ListableBeanFactory beans, Environment environment) {
    boolean asked = "true".equalsIgnoreCase(environment.getProperty(ASKED));
    String reason = "it is the application's own (" + ASKED + "=true changes that)";
    return () ->
        Stream.of(beans.getBeanNamesForType(HttpClient.class, true, false))
            .filter(name -> !name.equals("mirrorEngine"))
            .map(name -> new ClientReport.Clients("bean \"" + name + '"', asked ? null : reason));
  }
}
