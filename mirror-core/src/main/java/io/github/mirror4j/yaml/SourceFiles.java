package io.github.mirror4j.yaml;

import io.github.mirror4j.rule.Problem;
import java.util.ArrayList;
import java.util.List;

/** Texts to read as one whole, and what is wrong or strange about the files they are from. */
record SourceFiles(List<SourceText> texts, List<Problem> problems, List<String> warnings) {

  SourceFiles() {
    this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
  }
}
