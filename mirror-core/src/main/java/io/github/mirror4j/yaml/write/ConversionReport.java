package io.github.mirror4j.yaml.write;

import io.github.mirror4j.rule.RouteRule;
import java.util.ArrayList;
import java.util.List;

/** Collects what a target cannot express. */
@SuppressWarnings("doclint:missing") // for this module only
public final class ConversionReport {

  private final List<String> lines = new ArrayList<>();

  void add(RouteRule rule, String text) {
    add("rule \"" + rule.name() + "\": " + text);
  }

  void add(String line) {
    if (!lines.contains(line)) {
      lines.add(line);
    }
  }

  public List<String> lines() {
    return lines;
  }
}
