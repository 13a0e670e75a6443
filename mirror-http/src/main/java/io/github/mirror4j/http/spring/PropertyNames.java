package io.github.mirror4j.http.spring;

import io.github.mirror4j.rule.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.Environment;

/** Says where a property was set: the names that its user wrote, and the file and the line. */
final class PropertyNames {

  static final String PREFIX = "mirror4j";

  private final Environment environment;

  PropertyNames(Environment environment) {
    this.environment = environment;
  }

  /** Names the place of a property's value. */
  String place(ConfigurationPropertyName name, @Nullable ConfigurationProperty property) {
    return property == null || property.getOrigin() == null
        ? name.toString()
        : name + " (" + property.getOrigin() + ")";
  }

  /** Names the place of a property that need not be set. */
  String place(String name) {
    ConfigurationPropertyName full = ConfigurationPropertyName.of(PREFIX + "." + name);
    return place(full, find(full));
  }

  /**
   * Returns a problem of a setting under the name of the property that set it, others as they are.
   */
  Problem ofProperty(Problem problem) {
    int end = endOfName(problem.path());
    String setting = DataObjectPropertyName.toDashedForm(problem.path().substring(0, end));
    ConfigurationPropertyName name = ConfigurationPropertyName.adapt(PREFIX + "." + setting, '.');
    ConfigurationProperty property = find(name);
    return property == null && !hasChild(name)
        ? problem
        : new Problem(
            place(name, property) + problem.path().substring(end),
            problem.value(),
            problem.expected());
  }

  /** The end of the words and dots at the start, such as {@code backOff.first}. */
  private static int endOfName(String path) {
    int end = 0;
    while (end < path.length()
        && (Character.isLetter(path.charAt(end)) || path.charAt(end) == '.')) {
      end++;
    }
    return end;
  }

  private @Nullable ConfigurationProperty find(ConfigurationPropertyName name) {
    for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
      ConfigurationProperty property = source.getConfigurationProperty(name);
      if (property != null) {
        return property;
      }
    }
    return null;
  }

  /** A list or a map has no value itself. */
  private boolean hasChild(ConfigurationPropertyName name) {
    return find(name.append("[0]")) != null;
  }
}
