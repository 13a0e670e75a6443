package io.github.mirror4j;

import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.select.RuleSet;
import io.github.mirror4j.yaml.RuleFiles;
import io.github.mirror4j.yaml.RuleWriter;
import java.util.List;

/** A program that states its rules in Java; run without Jackson by a test. */
public final class RulesInJava {

  private RulesInJava() {}

  /**
   * Builds and writes a rule, which works, and reads a file, which does not.
   *
   * @param args none
   */
  public static void main(String[] args) {
    RouteRule rule = RouteRule.builder("r").destination("a").build();
    System.out.println(RuleSet.builder().rules(rule).build());
    System.out.println(RuleWriter.virtualServices(List.of(rule)).yaml());
    try {
      RuleFiles.parse("f", "a: b");
    } catch (IllegalStateException e) {
      System.out.println(e.getMessage());
    }
  }
}
