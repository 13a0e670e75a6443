package io.github.mirror4j.yaml.tree;

import io.github.mirror4j.rule.Problem;
import java.util.ArrayList;
import java.util.List;

/** Texts to read as one whole, and what is wrong or strange about the files they are from. */
@SuppressWarnings("doclint:missing") // for this module only
public record SourceFiles(List<SourceText> texts, List<Problem> problems, List<String> warnings) {

  public SourceFiles() {
    this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
  }
}
