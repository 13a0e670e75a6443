package io.github.mirror4j.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.Source;
import io.github.mirror4j.yaml.write.RoundTrip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Reads every file of the folder that {@code -Dmirror4j.samples} names; skipped without it. */
class SampleFolderTest {

  /** What the mesh has beside the files: the subsets that some of them name. */
  private static final String SUBSETS =
      """
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: {name: recommendation, namespace: tutorial}
      spec:
        host: recommendation
        subsets:
        - {name: version-v1, labels: {version: v1}}
        - {name: version-v2, labels: {version: v2}}
      ---
      apiVersion: networking.istio.io/v1
      kind: DestinationRule
      metadata: {name: sample, namespace: bar}
      spec:
        host: sample.bar.svc.cluster.local
        subsets:
        - {name: v1, labels: {version: v1}}
      """;

  private static final Map<String, Consumer<RuleDocuments>> MEANINGS =
      Map.ofEntries(
          Map.entry("01", d -> ways(d, "http://httpbin/headers", "v1.httpbin -> v2.httpbin")),
          Map.entry(
              "02",
              d ->
                  ways(
                      d,
                      "http://recommendation.tutorial/",
                      "v1.recommendation.tutorial.svc.cluster.local"
                          + " -> v2.recommendation-v2.tutorial.svc.cluster.local")),
          Map.entry("03", d -> ways(d, "http://c/", "v1.c -> v1.b")),
          Map.entry("04", d -> ways(d, "http://c/", "v1.c -> v1.b")),
          Map.entry("05", d -> ways(d, "http://c/", "v1.c -> v1.b")),
          Map.entry("07", SampleFolderTest::sourceAndRegex),
          Map.entry("08", SampleFolderTest::weights),
          Map.entry(
              "10",
              d ->
                  ways(
                      d,
                      "http://recommendation.tutorial/",
                      "v1.recommendation.tutorial.svc.cluster.local"
                          + " -> v2.recommendation.tutorial.svc.cluster.local")),
          Map.entry("13", SampleFolderTest::unreachable),
          Map.entry("17", d -> conformance(d, "/mirror", 1)),
          Map.entry("18", d -> conformance(d, "/multi-mirror", 2)),
          Map.entry(
              "20", d -> ways(d, "http://mirror.example/", "v1.foo-v1:8080 -> v1.foo-v2:8080")));

  @TestFactory
  Stream<DynamicTest> everyFileReadsWithTheMeaningOfItsSource(@TempDir Path folder)
      throws IOException {
    String samples = System.getProperty("mirror4j.samples");
    assumeTrue(samples != null, "-Dmirror4j.samples is not set");
    Path subsets = Files.writeString(folder.resolve("subsets.yaml"), SUBSETS);
    try (Stream<Path> files = Files.list(Path.of(samples))) {
      List<Path> all = files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
      assertThat(all).isNotEmpty();
      return all.stream()
          .map(
              file ->
                  DynamicTest.dynamicTest(
                      file.getFileName().toString(), () -> check(file, subsets)));
    }
  }

  private static void check(Path file, Path subsets) {
    RuleDocuments documents = RuleFiles.read(file, subsets);
    assertThat(documents.rules()).isNotEmpty();
    String number = file.getFileName().toString().substring(0, 2);
    RoundTrip.checkAll(documents.rules(), file.toString());
    MEANINGS.getOrDefault(number, d -> Mesh.of(d)).accept(documents);
  }

  private static void ways(RuleDocuments documents, String uri, String expected) {
    assertThat(Mesh.of(documents).ways(uri)).isEqualTo(expected);
  }

  private static void sourceAndRegex(RuleDocuments documents) {
    Mesh mesh = Mesh.of(documents, Source.of("a", Labels.of("version", "v1")));
    assertThat(mesh.ways("http://c/", "foo", "bar")).isEqualTo("v2.c -> ");
    assertThat(mesh.get("http://c/", "foo", "xbar").rule()).isEmpty();
    assertThat(mesh.get("http://c/").rule()).isEmpty();
    assertThat(Mesh.of(documents).get("http://c/", "foo", "bar").rule()).isEmpty();
  }

  private static void weights(RuleDocuments documents) {
    Mesh mesh = Mesh.of(documents);
    assertThat(mesh.primaries("http://c/", 100, "v1.c")).isEqualTo(75);
    assertThat(mesh.primaries("http://c/", 100, "v2.c")).isEqualTo(25);
  }

  private static void unreachable(RuleDocuments documents) {
    ways(documents, "http://sample.foo/", "v1.sample.foo.svc.cluster.local -> ");
    assertThat(documents.warnings())
        .anyMatch(w -> w.contains("spec.http[0].fault") && w.contains("not applied"));
    assertThat(Mesh.of(documents).rules().warnings()).anyMatch(w -> w.contains("is never reached"));
  }

  private static void conformance(RuleDocuments documents, String path, int copies) {
    Mesh mesh = Mesh.withOwnServices(documents);
    String in = ".gateway-conformance-infra.svc.cluster.local:8080";
    String v2AndMore = " infra-backend-v2" + in + (copies == 2 ? " infra-backend-v3" + in : "");
    String expected = "infra-backend-v1" + in + " ->" + v2AndMore;
    assertThat(mesh.ways("http://any.example" + path)).isEqualTo(expected);
    assertThat(mesh.ways("http://any.example" + path + "/x")).isEqualTo(expected);
    assertThat(mesh.get("http://any.example" + path + "-x").rule()).isEmpty();
    // The second of the file's two rules is the one with the RequestHeaderModifier.
    assertThat(documents.rules())
        .extracting(rule -> rule.primary().headerEdits().size())
        .containsExactly(0, 4);
  }
}
