package io.github.mirror4j.examples.cli;

import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.ServiceRef;
import io.github.mirror4j.rule.Source;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who sends the request, for rules that ask for a source. */
final class SourceOptions {

  @Option(
      names = "--source",
      paramLabel = "NAME[{LABELS}]",
      description = "The client's service, such as frontend{version=v1}; unknown by default.")
  private @Nullable LabelledName name;

  @Option(
      names = {"--source-namespace", "--namespace"},
      paramLabel = "NAMESPACE",
      description = "The client's namespace, for rules that require one.")
  private @Nullable String namespace;

  @Option(
      names = "--source-labels",
      split = ",",
      paramLabel = "KEY=VALUE",
      description = "Labels of the client, in addition to those of --source.")
  private Map<String, String> labels = Map.of();

  Optional<Source> source() {
    if (name == null && namespace == null && labels.isEmpty()) {
      return Optional.empty();
    }
    Map<String, String> all = new LinkedHashMap<>(labels);
    ServiceRef service = null;
    if (name != null) {
      all.putAll(name.labels().asMap());
      service = ServiceRef.of(name.name());
    }
    return Optional.of(new Source(service, namespace, new Labels(all)));
  }
}
