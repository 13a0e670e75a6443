package io.github.mirror4j.http.spring;

import io.github.mirror4j.rule.Problem;
import io.github.mirror4j.yaml.RuleDocuments;
import io.github.mirror4j.yaml.RuleFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.core.io.Resource;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.core.io.support.ResourcePatternUtils;
import org.springframework.util.ResourceUtils;

/**
 * Where the rules are: files and folders, which can be watched, and resources inside a jar, which
 * never change.
 */
record RuleLocations(List<Path> files, Map<String, String> texts) {

  private static final String EXPECTED =
      "a file, a folder, or resources of the class path (classpath:, classpath*:)";

  /**
   * Finds the files, folders and resources of the locations; adds a problem for each location
   * without any.
   */
  static RuleLocations of(
      List<String> locations,
      PropertyNames names,
      ResourceLoader resources,
      List<Problem> problems) {
    RuleLocations found = new RuleLocations(new ArrayList<>(), new LinkedHashMap<>());
    for (int i = 0; i < locations.size(); i++) {
      String location = locations.get(i).strip();
      try {
        found.add(location, resources);
      } catch (IOException | IllegalArgumentException e) {
        problems.add(Problem.ofText(names.place("rules[" + i + "]"), location, EXPECTED));
      }
    }
    return found;
  }

  /** Reads the resources inside jars, which are one set of documents. */
  RuleDocuments readTexts() {
    return RuleFiles.parse(texts);
  }

  /** Whether a location stands for resources of the class path. */
  static boolean isOnClassPath(String location) {
    return location.startsWith(ResourceUtils.CLASSPATH_URL_PREFIX)
        || location.startsWith(ResourcePatternResolver.CLASSPATH_ALL_URL_PREFIX);
  }

  private void add(String location, ResourceLoader resources) throws IOException {
    if (isOnClassPath(location)) {
      addResources(location, resources);
    } else if (location.startsWith(ResourceUtils.FILE_URL_PREFIX)) {
      files.add(resources.getResource(location).getFile().toPath());
    } else if (location.isEmpty() || ResourceUtils.isUrl(location)) {
      throw new InvalidPathException(location, EXPECTED);
    } else {
      files.add(Path.of(location));
    }
  }

  private void addResources(String location, ResourceLoader resources) throws IOException {
    Resource[] found =
        ResourcePatternUtils.getResourcePatternResolver(resources).getResources(location);
    if (found.length == 0) {
      throw new InvalidPathException(location, EXPECTED);
    }
    for (Resource resource : found) {
      if (resource.isFile()) {
        files.add(resource.getFile().toPath());
      } else {
        String text = resource.getContentAsString(StandardCharsets.UTF_8);
        texts.put(resource.getDescription(), text);
      }
    }
  }
}
