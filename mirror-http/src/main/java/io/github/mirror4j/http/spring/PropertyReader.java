package io.github.mirror4j.http.spring;

import io.github.mirror4j.rule.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;

/** Binds the properties, and goes on where one is wrong, so that all mistakes are found at once. */
final class PropertyReader {

  private final PropertyNames names;
  private final Binder binder;
  private final List<Problem> problems = new ArrayList<>();
  private final Set<ConfigurationPropertyName> wrong = new HashSet<>();

  PropertyReader(Environment environment) {
    names = new PropertyNames(environment);
    binder = binder(environment);
  }

  /**
   * Returns a binder as {@link Binder#get(Environment)} does, except that it has converters of its
   * own. Those which Boot shares hold the class loader of their first user: with Boot's developer
   * tools that of an application that was restarted.
   */
  static Binder binder(Environment environment) {
    return new Binder(
        ConfigurationPropertySources.get(environment),
        new PropertySourcesPlaceholdersResolver(environment),
        new ApplicationConversionService());
  }

  /** Returns the properties; those that are wrong have their defaults. */
  MirrorProperties read() {
    MirrorProperties properties =
        binder.bindOrCreate(PropertyNames.PREFIX, target(), new Collecting());
    findUnknown();
    return properties;
  }

  /** Returns what was wrong with them. */
  List<Problem> problems() {
    return problems;
  }

  private void findUnknown() {
    BindHandler tolerant =
        new AbstractBindHandler() {
          @Override
          public @Nullable Object onFailure(
              ConfigurationPropertyName name,
              Bindable<?> target,
              BindContext context,
              Exception error) {
            return null; // reported already
          }
        };
    try {
      binder.bind(
          PropertyNames.PREFIX,
          target(),
          new NoUnboundElementsBindHandler(tolerant, new UnboundElementsSourceFilter()));
    } catch (RuntimeException e) {
      unbound(e)
          .filter(property -> !wrong.contains(property.getName()))
          .forEach(property -> add(property, "a property of Mirror4J"));
    }
  }

  private static Stream<ConfigurationProperty> unbound(Throwable failure) {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      if (e instanceof UnboundConfigurationPropertiesException unbound) {
        return unbound.getUnboundProperties().stream();
      }
    }
    return Stream.empty();
  }

  private static Bindable<MirrorProperties> target() {
    return Bindable.of(MirrorProperties.class);
  }

  private void add(ConfigurationProperty property, String expected) {
    String place = names.place(property.getName(), property);
    problems.add(Problem.ofText(place, String.valueOf(property.getValue()), expected));
  }

  private final class Collecting extends AbstractBindHandler {

    @Override
    public @Nullable Object onFailure(
        ConfigurationPropertyName name, Bindable<?> target, BindContext context, Exception error)
        throws Exception {
      ConfigurationProperty property = context.getConfigurationProperty();
      if (property == null) {
        throw error;
      }
      wrong.add(property.getName());
      add(property, expected(target.getType().resolve(Object.class)));
      return null;
    }
  }

  private static String expected(Class<?> type) {
    if (type == Duration.class) {
      return "a duration such as 500ms, 5s or 1m";
    }
    if (type == DataSize.class) {
      return "a size such as 512KB or 1MB";
    }
    if (type == Integer.class) {
      return "a whole number";
    }
    if (type == Double.class) {
      return "a number";
    }
    if (type == Boolean.class || type == boolean.class) {
      return "true or false";
    }
    if (type.isEnum()) {
      return Stream.of(type.getEnumConstants())
          .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
          .collect(Collectors.joining(", ", "one of ", ""));
    }
    return "a " + type.getSimpleName() + " without unknown placeholders";
  }
}
