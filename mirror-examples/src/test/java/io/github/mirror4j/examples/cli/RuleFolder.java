package io.github.mirror4j.examples.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of rules, written for one test. */
record RuleFolder(Path path) {

  static final String RULE =
      """
      apiVersion: config.istio.io/v1alpha2
      kind: RouteRule
      metadata:
        name: httpbin-v2
      spec:
        destination:
          name: httpbin
        route:
        - labels:
            version: v1
        mirror:
          name: httpbin
          labels:
            version: v2
      """;

  static final String OTHER =
      """
      apiVersion: config.istio.io/v1alpha2
      kind: RouteRule
      metadata:
        name: beta
        annotations:
          mirror4j.io/mirror-percentage: "5"
          mirror4j.io/sampling-key: "header:x-user"
          mirror4j.io/methods: "GET"
      spec:
        destination:
          name: httpbin
        precedence: 2
        match:
          source:
            name: frontend
            labels:
              version: v1
          request:
            headers:
              x-beta:
                exact: "yes"
        httpReqRetries:
          simpleRetry:
            attempts: 3
        mirror:
          name: httpbin
          labels:
            version: v2
      """;

  /** Writes a file; returns its path as text. */
  String file(String name, String content) {
    try {
      return Files.writeString(path.resolve(name), content).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
