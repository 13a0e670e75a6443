package io.github.mirror4j.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirrorEngine;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an editor offers for completion is what the application reads. */
class PropertyMetadataTest {

  private static final Class<?> PROPERTIES;

  static {
    try {
      PROPERTIES = Class.forName("io.github.mirror4j.http.spring.MirrorProperties");
    } catch (ClassNotFoundException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** What needs Java: a customizer sets these, and beans are taken for most of them. */
  private static final Set<String> IN_JAVA_ONLY =
      Set.of(
          "copyTaskDecorator",
          "listener",
          "mirrorClient",
          "mirrorSslContext",
          "nanoTime",
          "random",
          "registry",
          "withoutBackOff");

  private static Set<String> names(Class<?> type, String prefix) {
    Set<String> names = new TreeSet<>();
    for (RecordComponent component : type.getRecordComponents()) {
      String name = prefix + DataObjectPropertyName.toDashedForm(component.getName());
      if (component.getType().isRecord()) {
        names.addAll(names(component.getType(), name + "."));
      } else {
        names.add(name);
      }
    }
    return names;
  }

  private static List<JsonNode> metadata() throws Exception {
    try (InputStream in =
        MirrorEngine.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
      JsonNode root = JsonMapper.shared().readTree(Objects.requireNonNull(in));
      return root.get("properties").valueStream().toList();
    }
  }

  @Test
  void eachPropertyIsDescribed() throws Exception {
    List<JsonNode> described =
        metadata().stream()
            .filter(property -> property.get("name").asString().startsWith("mirror4j."))
            .toList();

    assertThat(described)
        .extracting(property -> property.get("name").asString())
        .containsExactlyInAnyOrderElementsOf(names(PROPERTIES, "mirror4j."));
    assertThat(described)
        .allSatisfy(
            property -> {
              assertThat(property.get("description").asString()).endsWith(".");
              assertThat(property.get("type").asString()).isNotBlank();
            });
  }

  @Test
  void eachSettingOfTheBuilderIsAPropertyOfItsName() {
    Set<String> components = new TreeSet<>(IN_JAVA_ONLY);
    Stream.of(PROPERTIES.getRecordComponents())
        .map(RecordComponent::getName)
        .forEach(components::add);

    assertThat(
            Arrays.stream(MirrorEngine.Builder.class.getMethods())
                .filter(
                    method ->
                        MirrorEngine.Builder.class.isAssignableFrom(method.getReturnType())
                            || method
                                .getReturnType()
                                .getSimpleName()
                                .equals("MirrorSettingsBuilder"))
                .map(method -> method.getName()))
        .hasSizeGreaterThan(15)
        .allMatch(components::contains);
  }
}
