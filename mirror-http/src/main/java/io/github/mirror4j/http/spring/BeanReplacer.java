package io.github.mirror4j.http.spring;

import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;

/**
 * Replaces beans of a type, after Boot and the application have processed them.
 *
 * @param <T> the type
 */
final class BeanReplacer<T> implements BeanPostProcessor {

  private static final Logger LOG = StartLog.LOGGER;

  private final Class<T> type;
  private final UnaryOperator<T> replacement;
  private final ConfigurableListableBeanFactory beans;

  BeanReplacer(Class<T> type, UnaryOperator<T> replacement, ConfigurableListableBeanFactory beans) {
    this.type = type;
    this.replacement = replacement;
    this.beans = beans;
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    if (!type.isInstance(bean)) {
      return bean;
    }
    T after = replacement.apply(type.cast(bean));
    if (after.equals(bean) || fits(name, after)) {
      return after;
    }
    LOG.warn(
        "The bean \"{}\" is not mirrored: it is declared as {} (expected: {})",
        name,
        bean.getClass().getSimpleName(),
        type.getSimpleName());
    return bean;
  }

  /** Returns whether the bean can still be found by the type that it was declared with. */
  private boolean fits(String name, Object after) {
    if (!beans.containsBeanDefinition(name)) {
      return true;
    }
    BeanDefinition definition = beans.getMergedBeanDefinition(name);
    Class<?> declared =
        definition instanceof RootBeanDefinition root ? root.getResolvableType().resolve() : null;
    return declared == null || declared.isInstance(after);
  }
}
