package io.github.mirror4j;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.mirror4j.rule.RouteRule;
import org.junit.jupiter.api.Test;

/**
 * Which room may know which: select -> rule, registry; registry -> rule; yaml -> rule, registry;
 * within yaml: readers -> write -> dialect -> tree.
 */
class RoomsTest {

  private static final String RULE = "io.github.mirror4j.rule..";
  private static final String REGISTRY = "io.github.mirror4j.registry..";
  private static final String SELECT = "io.github.mirror4j.select..";
  private static final String COMPARE = "io.github.mirror4j.compare..";
  private static final String YAML = "io.github.mirror4j.yaml..";
  private static final String READERS = "io.github.mirror4j.yaml";
  private static final String WRITE = "io.github.mirror4j.yaml.write..";
  private static final String DIALECT = "io.github.mirror4j.yaml.dialect..";
  private static final String TREE = "io.github.mirror4j.yaml.tree..";
  private static final String TEXT = "io.github.mirror4j.text..";
  private static final String HTTP = "io.github.mirror4j.http..";

  private static final String JSON_READERS =
      "io\\.github\\.mirror4j\\.compare\\.(diff\\.JsonTokens|files\\.JsonRows)(\\$.*)?";

  private static final JavaClasses CORE =
      new ClassFileImporter()
          .importUrl(RouteRule.class.getProtectionDomain().getCodeSource().getLocation());

  @Test
  void rulesKnowNoOtherRoom() {
    mayNotKnow(RULE, REGISTRY, SELECT, COMPARE, YAML, HTTP);
  }

  @Test
  void theSyntaxOfRulesKnowsNoRule() {
    mayNotKnow("..mirror4j.rule.syntax..", "io.github.mirror4j.rule");
  }

  @Test
  void theRegistryKnowsOnlyRules() {
    mayNotKnow(REGISTRY, SELECT, COMPARE, YAML, HTTP);
  }

  @Test
  void theSelectionKnowsOnlyRulesAndTheRegistry() {
    mayNotKnow(SELECT, COMPARE, YAML, HTTP);
  }

  @Test
  void textKnowsNoOtherRoom() {
    mayNotKnow(TEXT, RULE, REGISTRY, SELECT, COMPARE, YAML, HTTP);
  }

  @Test
  void theComparisonKnowsOnlyRulesAndText() {
    mayNotKnow(COMPARE, REGISTRY, SELECT, YAML, HTTP);
  }

  @Test
  void differencesKnowNoEvidence() {
    mayNotKnow("..mirror4j.compare.diff..", "..mirror4j.compare.evidence..");
  }

  @Test
  void theStatisticsKnowNoOtherRoomOfTheComparison() {
    mayNotKnow(
        "..mirror4j.compare.bound..",
        "..mirror4j.compare.diff..",
        "..mirror4j.compare.evidence..",
        "..mirror4j.compare.pair..");
  }

  @Test
  void pairsKnowNoEvidence() {
    mayNotKnow(
        "..mirror4j.compare.pair..", "..mirror4j.compare.bound..", "..mirror4j.compare.evidence..");
  }

  @Test
  void countersKnowNeitherDifferencesNorEvidence() {
    mayNotKnow(
        "..mirror4j.compare.count..",
        "..mirror4j.compare.diff..",
        "..mirror4j.compare.names..",
        "..mirror4j.compare.files..",
        "..mirror4j.compare.evidence..");
  }

  @Test
  void filesOfEvidenceKnowNeitherDifferencesNorHowTheyAreCounted() {
    mayNotKnow(
        "..mirror4j.compare.files..",
        "io.github.mirror4j.compare",
        "..mirror4j.compare.diff..",
        "..mirror4j.compare.evidence..");
  }

  @Test
  void yamlKnowsNoComparison() {
    mayNotKnow(YAML, COMPARE);
  }

  @Test
  void onlyTheYamlTreeAndTwoReadersOfJsonKnowJackson() {
    noClasses()
        .that()
        .resideOutsideOfPackage(TREE)
        .and()
        .haveNameNotMatching(JSON_READERS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("tools.jackson..", "com.fasterxml.jackson..", "org.snakeyaml..")
        .check(CORE);
  }

  @Test
  void theYamlTreeKnowsOnlyRulesAndText() {
    mayNotKnow(TREE, READERS, WRITE, DIALECT, REGISTRY, SELECT, COMPARE, HTTP);
  }

  @Test
  void theDialectsKnowNeitherReadersNorWriters() {
    mayNotKnow(DIALECT, READERS, WRITE);
  }

  @Test
  void writersKnowNoReaderAndNoTree() {
    mayNotKnow(WRITE, READERS, TREE);
  }

  @Test
  void nothingInCoreKnowsAnHttpClient() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.net.http..", HTTP)
        .check(CORE);
  }

  private void mayNotKnow(String room, String... others) {
    noClasses()
        .that()
        .resideInAPackage(room)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .check(CORE);
  }
}
