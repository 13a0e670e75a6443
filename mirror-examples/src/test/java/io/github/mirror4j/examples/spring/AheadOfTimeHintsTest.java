package io.github.mirror4j.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.reflection;
import static org.springframework.aot.hint.predicate.RuntimeHintsPredicates.resource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.javapoet.ClassName;

/** What a native image of an application keeps, so that its rules are found and its properties. */
class AheadOfTimeHintsTest {

  private static RuntimeHints hints(String... properties) {
    try (var context = new AnnotationConfigApplicationContext()) {
      TestPropertyValues.of(properties).applyTo(context);
      context.register(BootApplication.mirror4j());
      var generation =
          new DefaultGenerationContext(
              new ClassNameGenerator(ClassName.get(AheadOfTimeHintsTest.class)),
              new InMemoryGeneratedFiles());
      new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
      return generation.getRuntimeHints();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "classpath:mirror.yaml mirror.yaml",
        "classpath:/mirror.yaml mirror.yaml",
        "classpath:mirror/orders.yaml mirror/orders.yaml",
        "classpath*:mirror/*.yaml mirror/orders.yaml",
        "classpath*:mirror/**/*.yaml mirror/lab/v2/orders.yaml",
        "classpath*:mirror/v?.yaml mirror/v2.yaml",
        "classpath*:mirror/{name:[a-z]+}.yaml mirror/orders.yaml",
      })
  void resourcesOfRules(String location, String resource) {
    assertThat(hints("mirror4j.rules=" + location)).matches(resource().forResource(resource));
  }

  @Test
  void severalLocations() {
    assertThat(hints("mirror4j.rules[0]=classpath:a.yaml", "mirror4j.rules[1]=classpath:b.yaml"))
        .matches(resource().forResource("a.yaml"))
        .matches(resource().forResource("b.yaml"));
  }

  @Test
  void filesAreNoResources() {
    assertThat(hints("mirror4j.rules=/etc/mirror/orders.yaml").resources().resourcePatternHints())
        .flatMap(hint -> hint.getIncludes())
        .noneMatch(include -> include.getPattern().contains("mirror"));
  }

  /** Records are bound by their constructors, those inside of others, too. */
  @Test
  void constructorsOfTheProperties() throws Exception {
    RuntimeHints hints = hints("mirror4j.rules=classpath:mirror.yaml");
    Class<?> properties = Class.forName("io.github.mirror4j.http.spring.MirrorProperties");
    List<Class<?>> records = new ArrayList<>(Arrays.asList(properties.getDeclaredClasses()));
    records.add(properties);

    assertThat(records).hasSizeGreaterThan(4);
    for (Class<?> each : records) {
      assertThat(hints)
          .as(each.getSimpleName())
          .matches(reflection().onConstructorInvocation(each.getDeclaredConstructors()[0]));
    }
  }

  @Test
  void operationsOfTheEndpoint() throws Exception {
    RuntimeHints hints =
        hints(
            "mirror4j.rules=classpath:mirror.yaml",
            "management.endpoints.web.exposure.include=mirror");

    assertThat(
            Stream.of(
                    Class.forName("io.github.mirror4j.http.spring.MirrorEndpoint")
                        .getDeclaredMethods())
                .filter(method -> List.of("status", "view", "act").contains(method.getName())))
        .hasSize(3)
        .allMatch(method -> reflection().onMethodInvocation(method).test(hints));
  }

  @Test
  void withoutMirroringNothingIsKept() throws Exception {
    RuntimeHints hints = hints("mirror4j.rules=classpath:mirror.yaml", "mirror4j.enabled=false");
    Class<?> properties = Class.forName("io.github.mirror4j.http.spring.MirrorProperties");

    assertThat(hints)
        .matches(resource().forResource("mirror.yaml").negate())
        .matches(reflection().onType(properties).negate());
  }
}
