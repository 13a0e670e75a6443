package io.github.mirror4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The manifests have the shape of the custom resources of Argo Rollouts and Flagger. */
class DeliveryManifestsTest {

  private static final Path FOLDER = Path.of("delivery");

  private record Manifest(String file, String kind, JsonNode node) {

    @Override
    public String toString() {
      return file + ": " + kind;
    }
  }

  static List<Manifest> manifests() throws IOException {
    List<Manifest> manifests = new ArrayList<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".yaml")).sorted().toList()) {
        for (String text : Files.readString(file).split("\n---\n")) {
          JsonNode node = YAMLMapper.shared().readTree(text);
          manifests.add(
              new Manifest(file.getFileName().toString(), node.at("/kind").asString(), node));
        }
      }
    }
    return manifests;
  }

  private static JsonNode shapes() throws IOException {
    try (InputStream in =
        DeliveryManifestsTest.class.getResourceAsStream("/delivery-shapes.yaml")) {
      return YAMLMapper.shared().readTree(in);
    }
  }

  @ParameterizedTest
  @MethodSource("manifests")
  void customResourcesHaveTheirShape(Manifest manifest) throws IOException {
    JsonNode shape = shapes().get(manifest.kind());
    if (shape == null) {
      assertThat(manifest.kind()).isIn("Deployment", "Service");
      return;
    }
    List<String> problems = new ArrayList<>();
    check(manifest.kind(), manifest.node(), shape, problems);

    assertThat(problems).isEmpty();
  }

  @Test
  void allOfThemAreThere() throws IOException {
    assertThat(manifests())
        .extracting(Manifest::kind)
        .containsExactlyInAnyOrder(
            "AnalysisTemplate", "Rollout", "Canary", "Deployment", "Service");
  }

  @Test
  void whatHasAnotherShapeIsFound() throws IOException {
    JsonNode wrong =
        YAMLMapper.shared()
            .readTree(
                """
                apiVersion: argoproj.io/v1
                kind: AnalysisTemplate
                metadata: {}
                spec:
                  metrics:
                    - successCondition: true
                      intervall: 5m
                      interval: often
                      provider: {web: {url: u, jsonPath: "{$.verdict}"}}
                """);
    List<String> problems = new ArrayList<>();
    check("t", wrong, shapes().get("AnalysisTemplate"), problems);

    assertThat(problems)
        .containsExactlyInAnyOrder(
            "t.apiVersion: \"argoproj.io/v1\" (expected: (argoproj.io/v1alpha1))",
            "t.spec.metrics.0.name: missing",
            "t.spec.metrics.0.successCondition: true (expected: string)",
            "t.spec.metrics.0.intervall: not known",
            "t.spec.metrics.0.interval: \"often\" (expected: duration)");
  }

  private static void check(String place, JsonNode node, JsonNode shape, List<String> problems) {
    if (shape.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        check(place + "." + i, node.get(i), shape.get(0), problems);
      }
      if (!node.isArray()) {
        problems.add(place + ": " + node + " (expected: a list)");
      }
    } else if (shape.isObject()) {
      checkFields(place, node, shape, problems);
    } else if (!isOf(node, shape.asString())) {
      problems.add(place + ": " + node + " (expected: " + shape.asString() + ")");
    }
  }

  private static void checkFields(
      String place, JsonNode node, JsonNode shape, List<String> problems) {
    Set<String> known = new TreeSet<>();
    for (Map.Entry<String, JsonNode> field : shape.properties()) {
      boolean isRequired = field.getKey().endsWith("!");
      String name = isRequired ? field.getKey().replace("!", "") : field.getKey();
      known.add(name);
      JsonNode value = node.get(name);
      if (value != null) {
        check(place + "." + name, value, field.getValue(), problems);
      } else if (isRequired) {
        problems.add(place + "." + name + ": missing");
      }
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (!known.contains(field.getKey())) {
        problems.add(place + "." + field.getKey() + ": not known");
      }
    }
  }

  private static boolean isOf(JsonNode value, String type) {
    return switch (type) {
      case "string" -> value.isString();
      case "number" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      case "object" -> value.isObject() || value.isArray();
      case "duration" -> value.isString() && value.asString().matches("[0-9]+(s|m|h)");
      default -> value.isString() && value.asString().matches(type);
    };
  }

  /**
   * A pod's own verdict is not that of the fleet: the manifests say so where somebody reads them.
   */
  @Test
  void theManifestsSayWhyOnePodIsNotEnough() throws IOException {
    for (String file : List.of("argo-rollouts.yaml", "flagger.yaml")) {
      assertThat(Files.readString(FOLDER.resolve(file)))
          .contains("Ask the gate, not a pod", "\"scope\":\"process\"");
    }
  }
}
