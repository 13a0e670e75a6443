package io.github.mirror4j.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mirror4j.rule.RouteRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files and folders are read as one whole; what is wrong with any of them is said at once. */
class FolderReadingTest {

  @TempDir Path folder;

  @Test
  void readsTheRuleFilesOfAFolderInTheOrderOfTheirNames() throws IOException {
    Files.writeString(folder.resolve("b.yml"), RuleFileWatcherTest.rule("two", "m"));
    Files.writeString(folder.resolve("a.yaml"), RuleFileWatcherTest.rule("one", "m"));
    Files.writeString(folder.resolve("readme.txt"), "no rules");
    Files.writeString(folder.resolve(".hidden.yaml"), "no rules");
    Files.createDirectory(folder.resolve("deeper.yaml"));
    assertThat(RuleFiles.read(folder).rules())
        .extracting(RouteRule::name)
        .containsExactly("one", "two");
  }

  @Test
  void namesTheProblemsOfAllFiles() throws IOException {
    Path first = Files.writeString(folder.resolve("a.yaml"), RuleFileWatcherTest.rule("one", "M"));
    Path second =
        Files.writeString(folder.resolve("b.yaml"), RuleFileWatcherTest.rule("two", "Nn"));
    Path bytes = Files.write(folder.resolve("c.yaml"), new byte[] {'a', (byte) 0xff});
    Path large = Files.write(folder.resolve("d.yaml"), new byte[300_000]);
    Path missing = folder.resolve("e.yaml");
    assertThatThrownBy(() -> RuleFiles.read(folder, missing))
        .hasMessageContaining("rule files: 5 problems")
        .hasMessageContaining(first + ":6:18: spec.mirror.name: \"M\" (expected: a DNS label")
        .hasMessageContaining(second + ":6:18: spec.mirror.name: \"Nn\"")
        .hasMessageContaining(bytes + ": other bytes (expected: text in UTF-8)")
        .hasMessageContaining(large + ": more than 262144 bytes (expected: at most 262144 bytes")
        .hasMessageContaining(missing + ": missing (expected: a file or a folder)");
  }

  @Test
  void skipsOtherKindsAndEmptyDocumentsWithANote() {
    RuleDocuments documents =
        RuleFiles.parse(
            "f",
            """
            # nothing
            ---
            ---
            apiVersion: v1
            kind: Service
            metadata: {name: a}
            spec: {ports: [{port: 80}]}
            ---
            apiVersion: gateway.networking.k8s.io/v1
            kind: TLSRoute
            metadata: {name: b}
            ---
            apiVersion: appmesh.k8s.aws/v1beta2
            kind: VirtualService
            metadata: {name: c}
            ---
            """);
    assertThat(documents.rules()).isEmpty();
    assertThat(documents.warnings()).isEmpty();
    assertThat(documents.notes())
        .containsExactly(
            "f:4:1: Service is skipped, it holds no rules",
            "f:9:1: TLSRoute is skipped, it holds no rules",
            "f:13:1: VirtualService is skipped, it holds no rules");
  }

  @Test
  void readsWhatKubernetesToolsPrint() {
    RuleDocuments documents =
        RuleFiles.parse(
            "f",
            "\uFEFFapiVersion: networking.istio.io/v1\r\nkind: VirtualService\r\nmetadata:\r\n"
                + "  creationTimestamp: \"2026-01-01T00:00:00Z\"\r\n  generation: 2\r\n"
                + "  annotations:\r\n    kubectl.kubernetes.io/last-applied-configuration: |\r\n"
                + "      {\"a\": 1}\r\n  labels: {app: \"😀\"}\r\n  name: a\r\n  uid: x\r\n"
                + "spec:\r\n  hosts: [a]\r\n  http:\r\n  - route: [{destination: {host: b}}]\r\n"
                + "status: {}\r\n");
    assertThat(Mesh.of(documents).ways("http://a/")).isEqualTo("v1.b -> ");
  }

  @Test
  void documentsOfDifferentKindsMayShareAName() {
    RuleDocuments documents =
        RuleFiles.parse(
            "f",
            RuleFileWatcherTest.rule("a", "m")
                + """
                ---
                apiVersion: networking.istio.io/v1
                kind: VirtualService
                metadata: {name: a}
                spec: {hosts: [x], http: [{route: [{destination: {host: b}}]}]}
                """);
    assertThat(documents.rules())
        .extracting(RouteRule::name)
        .containsExactly("a", "a.virtualservice");
  }

  @Test
  void everyFolderWithoutARuleFileIsWarnedOf() throws IOException {
    Path rules = Files.createDirectory(folder.resolve("rules"));
    Files.writeString(rules.resolve("a.yaml"), RuleFileWatcherTest.rule("one", "m"));
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.writeString(other.resolve("readme.txt"), "no rules");
    Files.writeString(other.resolve(".hidden.yaml"), "no rules");

    RuleDocuments documents = RuleFiles.read(folder, rules, other);

    String text =
        ": no rules, as this folder itself has no .yaml, .yml or .json file that is not hidden";
    assertThat(documents.rules()).hasSize(1);
    assertThat(documents.warnings()).containsExactly(folder + text, other + text);
  }

  @Test
  void aFolderOfOtherKindsHasRuleFiles() throws IOException {
    Files.writeString(folder.resolve("a.yaml"), "# nothing\n");
    assertThat(RuleFiles.read(folder).warnings()).isEmpty();
  }
}
