package io.github.mirror4j.http.spring;

import io.github.mirror4j.http.MirrorEngine;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.http.client.reactive.JdkClientHttpConnectorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.JdkClientHttpConnector;

/** The clients below {@code WebClient} and HTTP interfaces over it. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(
    value = {ClientHttpConnectorBuilder.class, JdkClientHttpConnector.class},
    name = {
      "reactor.core.publisher.Mono",
      "org.springframework.web.reactive.function.client.WebClient"
    })
class Connectors {

  private static final String NAME = "WebClient";
  private static final String BOOTS_CONNECTOR = "clientHttpConnector";

  /** Boot's other builders, and what they build. */
  private static final Map<String, String> OTHERS =
      Map.of(
          "HttpComponentsClientHttpConnectorBuilder", "Apache HttpClient 5",
          "JettyClientHttpConnectorBuilder", "Jetty's HttpClient",
          "ReactorClientHttpConnectorBuilder", "Reactor Netty");

  private static final SpringClient<JdkClientHttpConnector> CONNECTOR =
      new SpringClient<>(
          JdkClientHttpConnector.class, (client, executor) -> new JdkClientHttpConnector(client));

  @Bean
  static BeanPostProcessor mirrorConnectors(
      ObjectProvider<MirrorEngine> engine, ConfigurableListableBeanFactory beans) {
    EngineClients clients = new EngineClients(engine);
    return new BeanReplacer<ClientHttpConnectorBuilder<?>>(
        builderType(), builder -> mirroring(builder, clients), beans);
  }

  @Bean
  ClientReport.Part mirrorConnectorsReport(
      ObjectProvider<ClientHttpConnectorBuilder<?>> builders, ListableBeanFactory beans) {
    return () ->
        Stream.of(new ClientReport.Clients(NAME, reason(builders.getIfAvailable(), beans)));
  }

  private static ClientHttpConnectorBuilder<?> mirroring(
      ClientHttpConnectorBuilder<?> builder, EngineClients clients) {
    return builder instanceof Mirroring || OTHERS.containsKey(name(builder))
        ? builder
        : new Mirroring(builder, clients);
  }

  private static @Nullable String reason(
      @Nullable ClientHttpConnectorBuilder<?> builder, ListableBeanFactory beans) {
    for (String name : beans.getBeanNamesForType(ClientHttpConnector.class, true, false)) {
      if (!name.equals(BOOTS_CONNECTOR)) {
        return "its connector is the bean \"" + name + "\" of the application";
      }
    }
    if (builder == null) {
      return "Spring Boot has no ClientHttpConnectorBuilder for it here";
    }
    String other = OTHERS.get(name(builder));
    if (other != null) {
      return "it uses " + other + " (spring.http.clients.reactive.connector=jdk changes that)";
    }
    if (!(builder instanceof Mirroring mirroring)) {
      return "its builder is declared as " + name(builder);
    }
    return CONNECTOR.problem().orElse(mirroring.reason());
  }

  private static String name(Object builder) {
    return builder.getClass().getSimpleName();
  }

  @SuppressWarnings("unchecked")
  private static Class<ClientHttpConnectorBuilder<?>> builderType() {
    return (Class<ClientHttpConnectorBuilder<?>>) (Class<?>) ClientHttpConnectorBuilder.class;
  }

  /** Boot's builder, and then a mirroring client in what it built. */
  private record Mirroring(ClientHttpConnectorBuilder<?> boots, EngineClients clients)
      implements ClientHttpConnectorBuilder<ClientHttpConnector> {

    @Override
    public ClientHttpConnector build(@Nullable HttpClientSettings settings) {
      return (ClientHttpConnector) CONNECTOR.with(boots.build(settings), clients::wrap);
    }

    /** The builder may be the application's own. */
    @Nullable String reason() {
      return boots instanceof JdkClientHttpConnectorBuilder
          ? null
          : "its builder is the application's own; what it builds is mirrored if it is a"
              + " JdkClientHttpConnector";
    }
  }
}
