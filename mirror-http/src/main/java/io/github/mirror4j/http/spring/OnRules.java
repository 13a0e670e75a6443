package io.github.mirror4j.http.spring;

import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.rule.RouteRule;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.ConfigurationCondition;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Whether there is something to mirror by: rules of files or beans, or an engine. A wrong value of
 * {@code mirror4j.enabled} counts as true here, so that it is reported when it is bound.
 */
final class OnRules extends SpringBootCondition implements ConfigurationCondition {

  @Override
  public ConfigurationPhase getConfigurationPhase() {
    return ConfigurationPhase.REGISTER_BEAN;
  }

  @Override
  public ConditionOutcome getMatchOutcome(
      ConditionContext context, AnnotatedTypeMetadata metadata) {
    ConditionMessage.Builder message = ConditionMessage.forCondition("Rules of Mirror4J");
    if ("false".equalsIgnoreCase(context.getEnvironment().getProperty("mirror4j.enabled"))) {
      return ConditionOutcome.noMatch(message.because("mirror4j.enabled is false"));
    }
    if (!locations(context.getEnvironment()).isEmpty()) {
      return ConditionOutcome.match(message.because("mirror4j.rules is set"));
    }
    ConfigurableListableBeanFactory beans = context.getBeanFactory();
    if (beans != null && Stream.of(RouteRule.class, MirrorEngine.class).anyMatch(hasBean(beans))) {
      return ConditionOutcome.match(message.because("there is a RouteRule or MirrorEngine bean"));
    }
    return ConditionOutcome.noMatch(
        message.because(
            "mirror4j.rules is not set, and there is no RouteRule or MirrorEngine bean"));
  }

  /** Returns what {@code mirror4j.rules} names. */
  static List<String> locations(Environment environment) {
    return PropertyReader.binder(environment)
        .bind("mirror4j.rules", Bindable.listOf(String.class))
        .orElse(List.of())
        .stream()
        .map(String::strip)
        .filter(location -> !location.isEmpty())
        .toList();
  }

  private static Predicate<Class<?>> hasBean(ConfigurableListableBeanFactory beans) {
    return type -> beans.getBeanNamesForType(type, true, false).length > 0;
  }
}
