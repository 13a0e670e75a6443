package io.github.mirror4j.http.spring;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotContribution;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.BindableRuntimeHintsRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * What a native image of an application has to keep for its rules: the properties' classes, and the
 * resources that {@code mirror4j.rules} names when the application is built. The fields that {@link
 * SpringClient} reads are in the reachability metadata of the jar.
 *
 * <p>Registered in META-INF/spring/aot.factories.
 */
final class MirrorHints implements BeanFactoryInitializationAotProcessor {

  /** What patterns of Spring have beside stars: any one character, and variables. */
  private static final Pattern WITHOUT_STAR = Pattern.compile("\\?|\\{[^}]*}");

  @Override
  public @Nullable BeanFactoryInitializationAotContribution processAheadOfTime(
      ConfigurableListableBeanFactory beans) {
    if (beans.getBeanNamesForType(MirrorAutoConfiguration.class, true, false).length == 0) {
      return null;
    }
    List<String> locations = OnRules.locations(beans.getBean(Environment.class));
    return (generation, code) -> register(locations, generation.getRuntimeHints());
  }

  private static void register(List<String> locations, RuntimeHints hints) {
    BindableRuntimeHintsRegistrar.forTypes(MirrorProperties.class).registerHints(hints);
    locations.stream()
        .filter(RuleLocations::isOnClassPath)
        .map(MirrorHints::pattern)
        .forEach(hints.resources()::registerPattern);
  }

  private static String pattern(String location) {
    String path = location.substring(location.indexOf(':') + 1);
    return WITHOUT_STAR.matcher(StringUtils.trimLeadingCharacter(path, '/')).replaceAll("*");
  }
}
