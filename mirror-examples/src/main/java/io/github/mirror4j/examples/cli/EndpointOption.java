package io.github.mirror4j.examples.cli;

import io.github.mirror4j.registry.ServiceRegistry;
import java.net.URI;
import java.util.List;
import picocli.CommandLine.TypeConversionException;

/** An endpoint on the command line: <code>httpbin{version=v2}=http://localhost:8002</code>. */
record EndpointOption(LabelledName service, URI uri) {

  static EndpointOption parse(String text) {
    int scheme = text.indexOf("=http");
    if (scheme < 1) {
      throw new TypeConversionException(
          "expected an endpoint such as httpbin{version=v2}=http://localhost:8002, but was \""
              + text
              + '"');
    }
    LabelledName service = LabelledName.parse(text.substring(0, scheme));
    try {
      return new EndpointOption(service, URI.create(text.substring(scheme + 1)));
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }

  static ServiceRegistry registry(List<EndpointOption> endpoints) {
    ServiceRegistry.Builder registry = ServiceRegistry.builder();
    for (EndpointOption endpoint : endpoints) {
      LabelledName service = endpoint.service();
      registry.endpoint(service.name(), service.labels(), endpoint.uri());
    }
    return registry.build();
  }
}
