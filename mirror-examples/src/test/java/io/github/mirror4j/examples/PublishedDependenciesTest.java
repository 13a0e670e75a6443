package io.github.mirror4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * What an application gets along with mirror-http, by the pom that is published: nothing of Spring
 * or Micrometer, which only applications use that have them.
 */
class PublishedDependenciesTest {

  @Test
  void theLibraryBringsNothingElse() throws Exception {
    assertThat(dependencies(false))
        .containsExactlyInAnyOrder(
            "io.github.mirror4j:mirror-core",
            "io.github.resilience4j:resilience4j-bulkhead",
            "org.jspecify:jspecify",
            "org.slf4j:slf4j-api");
  }

  @Test
  void springAndMicrometerAreOptional() throws Exception {
    assertThat(dependencies(true))
        .containsExactlyInAnyOrder(
            "io.micrometer:context-propagation",
            "io.micrometer:micrometer-core",
            "org.springframework.boot:spring-boot-actuator-autoconfigure",
            "org.springframework.boot:spring-boot-health",
            "org.springframework.boot:spring-boot-http-client",
            "org.springframework.cloud:spring-cloud-commons");
  }

  private static List<String> dependencies(boolean optional) throws Exception {
    NodeList all =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(Path.of("../mirror-http/pom.xml").toFile())
            .getElementsByTagName("dependency");
    List<String> names = new ArrayList<>();
    for (int i = 0; i < all.getLength(); i++) {
      Element dependency = (Element) all.item(i);
      if (!text(dependency, "scope").equals("test")
          && text(dependency, "optional").equals("true") == optional) {
        names.add(text(dependency, "groupId") + ":" + text(dependency, "artifactId"));
      }
    }
    return names;
  }

  private static String text(Element parent, String name) {
    NodeList found = parent.getElementsByTagName(name);
    return found.getLength() == 0 ? "" : found.item(0).getTextContent();
  }
}
