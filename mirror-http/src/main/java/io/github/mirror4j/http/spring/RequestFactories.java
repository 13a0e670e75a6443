package io.github.mirror4j.http.spring;

import io.github.mirror4j.http.MirrorEngine;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.JdkClientHttpRequestFactoryBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ResourceLoader;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;

/** The clients below {@code RestClient}, {@code RestTemplate} and HTTP interfaces over them. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({ClientHttpRequestFactoryBuilder.class, JdkClientHttpRequestFactory.class})
class RequestFactories {

  private static final String NAME = "RestClient, RestTemplate";

  /** Boot's other builders, and what they build. */
  private static final Map<String, String> OTHERS =
      Map.of(
          "HttpComponentsClientHttpRequestFactoryBuilder", "Apache HttpClient 5",
          "JettyClientHttpRequestFactoryBuilder", "Jetty's HttpClient",
          "ReactorClientHttpRequestFactoryBuilder", "Reactor Netty",
          "SimpleClientHttpRequestFactoryBuilder", "HttpURLConnection");

  private static final SpringClient<JdkClientHttpRequestFactory> FACTORY =
      new SpringClient<>(
          JdkClientHttpRequestFactory.class,
          (client, executor) ->
              executor == null
                  ? new JdkClientHttpRequestFactory(client)
                  : new JdkClientHttpRequestFactory(client, executor));

  @Bean
  static BeanPostProcessor mirrorRequestFactories(
      ObjectProvider<MirrorEngine> engine, ConfigurableListableBeanFactory beans) {
    EngineClients clients = new EngineClients(engine);
    return new BeanReplacer<ClientHttpRequestFactoryBuilder<?>>(
        builderType(), builder -> mirroring(builder, clients), beans);
  }

  /**
   * In a reactive web application, Boot has no such bean, and builds the factory of its {@code
   * RestClient.Builder} by just this expression.
   */
  @Bean
  @ConditionalOnMissingBean(ClientHttpRequestFactoryBuilder.class)
  ClientHttpRequestFactoryBuilder<?> mirrorRequestFactoryBuilder(ResourceLoader resources) {
    return ClientHttpRequestFactoryBuilder.detect(resources.getClassLoader());
  }

  @Bean
  ClientReport.Part mirrorRequestFactoriesReport(
      ObjectProvider<ClientHttpRequestFactoryBuilder<?>> builders) {
    return () -> Stream.of(new ClientReport.Clients(NAME, reason(builders.getObject())));
  }

  private static ClientHttpRequestFactoryBuilder<?> mirroring(
      ClientHttpRequestFactoryBuilder<?> builder, EngineClients clients) {
    return builder instanceof Mirroring || OTHERS.containsKey(name(builder))
        ? builder
        : new Mirroring(builder, clients);
  }

  private static @Nullable String reason(ClientHttpRequestFactoryBuilder<?> builder) {
    String other = OTHERS.get(name(builder));
    if (other != null) {
      return "they use " + other + " (spring.http.clients.imperative.factory=jdk changes that)";
    }
    if (!(builder instanceof Mirroring mirroring)) {
      return "their builder is declared as " + name(builder);
    }
    return FACTORY.problem().orElse(mirroring.reason());
  }

  private static String name(Object builder) {
    return builder.getClass().getSimpleName();
  }

  @SuppressWarnings("unchecked")
  private static Class<ClientHttpRequestFactoryBuilder<?>> builderType() {
    return (Class<ClientHttpRequestFactoryBuilder<?>>)
        (Class<?>) ClientHttpRequestFactoryBuilder.class;
  }

  /** Boot's builder, and then a mirroring client in what it built. */
  private record Mirroring(ClientHttpRequestFactoryBuilder<?> boots, EngineClients clients)
      implements ClientHttpRequestFactoryBuilder<ClientHttpRequestFactory> {

    @Override
    public ClientHttpRequestFactory build(@Nullable HttpClientSettings settings) {
      return (ClientHttpRequestFactory) FACTORY.with(boots.build(settings), clients::wrap);
    }

    /** The builder may be the application's own. */
    @Nullable String reason() {
      return boots instanceof JdkClientHttpRequestFactoryBuilder
          ? null
          : "their builder is the application's own; what it builds is mirrored if it is a"
              + " JdkClientHttpRequestFactory";
    }
  }
}
