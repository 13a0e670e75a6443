package io.github.mirror4j.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.mirror4j.http.fixture.TypeCycles;
import io.github.mirror4j.rule.RouteRule;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** No more types depend on each other than a builder, what it builds, and what wraps that. */
class TypeCyclesTest {

  private static final int MAX_IN_HTTP = 4;
  private static final int MAX_IN_CORE = 3;

  @Test
  void theLargestCycleOfHttpIsTheFamilyOfTheBuilders() {
    assertThat(cycles(MirrorEngine.class))
        .allSatisfy(cycle -> assertThat(cycle).hasSizeLessThanOrEqualTo(MAX_IN_HTTP))
        .contains(
            Set.of(
                MirrorEngine.class.getName(),
                MirrorSettingsBuilder.class.getName(),
                MirroringHttpClient.class.getName(),
                WrappedHttpClientBuilder.class.getName()));
  }

  @Test
  void cyclesOfCoreAreSmall() {
    assertThat(cycles(RouteRule.class))
        .isNotEmpty()
        .allSatisfy(cycle -> assertThat(cycle).hasSizeLessThanOrEqualTo(MAX_IN_CORE));
  }

  private static List<Set<String>> cycles(Class<?> ofModule) {
    JavaClasses classes =
        new ClassFileImporter()
            .importUrl(ofModule.getProtectionDomain().getCodeSource().getLocation());
    return TypeCycles.of(classes);
  }
}
