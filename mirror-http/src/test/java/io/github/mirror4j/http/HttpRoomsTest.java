package io.github.mirror4j.http;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may know whom in this module. */
class HttpRoomsTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .importUrl(MirrorEngine.class.getProtectionDomain().getCodeSource().getLocation());

  private static final String ENGINE = "io.github.mirror4j.http";
  private static final String ACCOUNT = "io.github.mirror4j.http.account";
  private static final String BODY = "io.github.mirror4j.http.body";
  private static final String COMPARE = "io.github.mirror4j.http.compare";
  private static final String GUARD = "io.github.mirror4j.http.guard";
  private static final String METRICS = "io.github.mirror4j.http.micrometer";
  private static final String SETTINGS = "io.github.mirror4j.http.settings";
  private static final String SEND = "io.github.mirror4j.http.send";
  private static final String SPRING = "io.github.mirror4j.http.spring";
  private static final String STATS = "io.github.mirror4j.http.stats";
  private static final Set<String> LANE = Set.of("Permits");
  private static final DescribedPredicate<JavaClass> LIBRARIES =
      resideInAnyPackage("io.github.resilience4j..", "tools.jackson..", "com.fasterxml..");

  @Test
  void onlyTheLaneKnowsResilience4j() {
    DescribedPredicate<JavaClass> ofTheLane =
        DescribedPredicate.describe(
            "of the lane", type -> LANE.contains(outermost(type).getSimpleName()));
    noClasses()
        .that(DescribedPredicate.not(ofTheLane))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.github.resilience4j..")
        .check(CLASSES);
  }

  @Test
  void statisticsKnowNothingOfTheEngine() {
    mayNotKnow(STATS, ENGINE, ACCOUNT, BODY, COMPARE, GUARD, METRICS, SEND, SETTINGS);
  }

  @Test
  void guardsKnowNoOtherRoomOfThisModule() {
    mayNotKnow(GUARD, ENGINE, ACCOUNT, BODY, COMPARE, STATS, METRICS, SEND, SETTINGS);
  }

  @Test
  void bodiesKnowOnlyStatisticsAndGuards() {
    mayNotKnow(BODY, ENGINE, ACCOUNT, COMPARE, METRICS, SEND, SETTINGS);
  }

  @Test
  void comparisonsKnowOnlyBodiesAndStatistics() {
    mayNotKnow(COMPARE, ENGINE, ACCOUNT, METRICS, SEND, SETTINGS);
  }

  @Test
  void theSendingOfOneCopyKnowsNoEngine() {
    mayNotKnow(SEND, ENGINE, ACCOUNT, METRICS, SETTINGS);
  }

  @Test
  void settingsKnowNoEngine() {
    mayNotKnow(SETTINGS, ENGINE, ACCOUNT, BODY, METRICS);
  }

  @Test
  void theAccountOfCopiesKnowsNoEngine() {
    mayNotKnow(ACCOUNT, ENGINE, BODY, COMPARE, METRICS, SETTINGS);
  }

  @Test
  void onlyOnePackageKnowsMicrometerAndOnlySpringsKnowsThat() {
    noClasses()
        .that()
        .resideOutsideOfPackages(METRICS, SPRING)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.micrometer..", METRICS)
        .check(CLASSES);
  }

  @Test
  void onlyOnePackageKnowsSpringAndNobodyKnowsThat() {
    noClasses()
        .that()
        .resideOutsideOfPackage(SPRING)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.springframework..", "reactor..", SPRING)
        .check(CLASSES);
  }

  @Test
  void springsPackageUsesWhatIsPublic() {
    noClasses()
        .that()
        .resideInAPackage(SPRING)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("..testkit", "io.github.mirror4j.http.body..")
        .check(CLASSES);
  }

  @Test
  void nobodyKnowsJackson() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("tools.jackson..", "com.fasterxml..")
        .check(CLASSES);
  }

  @Test
  void onlySpringsPackageReadsRuleFiles() {
    noClasses()
        .that()
        .resideOutsideOfPackage(SPRING)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.github.mirror4j.yaml..")
        .check(CLASSES);
  }

  @Test
  void nobodyNeedsTheTestKit() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..testkit")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("..testkit")
        .check(CLASSES);
  }

  @Test
  void theTestKitNeedsNoTestFramework() {
    noClasses()
        .that()
        .resideInAPackage("..testkit")
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages("java..", "org.jspecify..", "io.github.mirror4j..")
        .check(CLASSES);
  }

  @Test
  void nothingPublicShowsALibrary() {
    Stream<? extends JavaMember> visible =
        CLASSES.stream()
            .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
            .flatMap(type -> type.getMembers().stream())
            .filter(HttpRoomsTest::isVisible);
    assertThat(visible)
        .hasSizeGreaterThan(50)
        .allSatisfy(
            member -> assertThat(member.getAllInvolvedRawTypes()).noneMatch(LIBRARIES::test));
  }

  @Test
  void noPackageNeedsAnother() {
    assertThat(CLASSES.stream().map(JavaClass::getPackageName).distinct())
        .filteredOn(name -> !name.isEmpty())
        .allMatch(name -> name.startsWith("io.github.mirror4j.http"));
  }

  private static void mayNotKnow(String room, String... others) {
    noClasses()
        .that()
        .resideInAPackage(room)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .check(CLASSES);
  }

  private static boolean isVisible(JavaMember member) {
    return member.getModifiers().contains(JavaModifier.PUBLIC)
        || member.getModifiers().contains(JavaModifier.PROTECTED);
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(HttpRoomsTest::outermost).orElse(type);
  }
}
