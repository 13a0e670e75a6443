package io.github.mirror4j.yaml;

import io.github.mirror4j.rule.InvalidConfigurationException;
import java.nio.file.Path;

/** Reads a folder and prints what is wrong with it; meant for a small heap. */
final class RuleFileLimitsProcess {

  private RuleFileLimitsProcess() {}

  public static void main(String... args) {
    try {
      System.out.println(RuleFiles.read(Path.of(args[0])).rules().size() + " rules");
    } catch (InvalidConfigurationException e) {
      System.out.println(e.getMessage());
    }
  }
}
