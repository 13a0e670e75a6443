package io.github.mirror4j.http.spring;

import io.github.mirror4j.rule.InvalidConfigurationException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows the problems of a configuration in place of a stack trace. */
final class MirrorFailureAnalyzer extends AbstractFailureAnalyzer<InvalidConfigurationException> {

  private static final String ACTION =
      "Correct each line above. To start without mirroring until then, set mirror4j.enabled=false.";

  @Override
  protected FailureAnalysis analyze(Throwable root, InvalidConfigurationException cause) {
    return new FailureAnalysis(cause.getMessage(), ACTION, cause);
  }
}
