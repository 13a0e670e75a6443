package io.github.mirror4j;

import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.core.domain.JavaModifier.STATIC;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.mirror4j.rule.CheckReturnValue;
import io.github.mirror4j.rule.RouteRule;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A changed copy that is thrown away ({@code mirror.percentage(5);}) is refused by tools. */
class IgnoredResultTest {

  private final JavaClasses core =
      new ClassFileImporter()
          .importUrl(RouteRule.class.getProtectionDomain().getCodeSource().getLocation());

  @Test
  void everyMethodThatReturnsAChangedCopyIsMarked() {
    List<JavaMethod> copying = methods().filter(IgnoredResultTest::isCopying).toList();

    assertThat(copying)
        .extracting(IgnoredResultTest::name)
        .contains(
            "Mirror.percentage",
            "Mirror.name",
            "PrimaryEdits.setHeader",
            "ServiceRef.inNamespace",
            "SamplingKey.ifMissing",
            "StringMatch.ignoringCase",
            "ServiceRegistry.or");
    assertThat(copying).filteredOn(method -> !isMarked(method)).isEmpty();
  }

  @Test
  void methodsOfBuildersThatReturnTheBuilderAreNot() {
    assertThat(methods().filter(method -> isBuilder(method.getOwner())))
        .filteredOn(method -> method.getRawReturnType().equals(method.getOwner()))
        .isNotEmpty()
        .noneMatch(IgnoredResultTest::isMarked);
  }

  private Stream<JavaMethod> methods() {
    return core.stream().flatMap(type -> type.getMethods().stream());
  }

  private static String name(JavaMethod method) {
    return method.getOwner().getSimpleName() + "." + method.getName();
  }

  private static boolean isCopying(JavaMethod method) {
    JavaClass owner = method.getOwner();
    return method.getModifiers().contains(PUBLIC)
        && !method.getModifiers().contains(STATIC)
        && owner.getModifiers().contains(PUBLIC)
        && !isBuilder(owner)
        && method.getRawReturnType().equals(owner);
  }

  private static boolean isBuilder(JavaClass type) {
    return type.getSimpleName().endsWith("Builder");
  }

  /** As tools look for it: at the method, at its type, at the types around that. */
  private static boolean isMarked(JavaMethod method) {
    Optional<JavaClass> type = Optional.of(method.getOwner());
    boolean marked = method.isAnnotatedWith(CheckReturnValue.class);
    while (!marked && type.isPresent()) {
      marked = type.get().isAnnotatedWith(CheckReturnValue.class);
      type = type.get().getEnclosingClass();
    }
    return marked;
  }
}
