package io.github.mirror4j.examples.cli;

import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.InvalidConfigurationException;
import io.github.mirror4j.rule.Source;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What files do not say of the mesh: where services are, and who the client is. */
final class MeshOptions {

  @Mixin private SourceOptions source = new SourceOptions();

  @Option(
      names = "--endpoint",
      paramLabel = "NAME[{LABELS}]=URL",
      description =
          "An endpoint of a service, such as httpbin{version=v2}=http://localhost:8002; may be"
              + " repeated. It replaces what the files say about this service.")
  private List<EndpointOption> endpoints = List.of();

  Optional<Source> source() {
    return source.source();
  }

  /** The endpoints of the options; what is wrong with options is no fault of the files. */
  ServiceRegistry registry(CommandLine command) {
    try {
      source()
          .ifPresent(s -> InvalidConfigurationException.throwIfAny("source", s.problems("source")));
      return EndpointOption.registry(endpoints);
    } catch (InvalidConfigurationException e) {
      throw new ParameterException(command, String.valueOf(e.getMessage()), e);
    }
  }
}
