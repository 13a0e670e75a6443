package io.github.mirror4j.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.mirror4j.rule.RouteRule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What a native image has to keep is in the metadata of the jar: classes that are looked into by
 * reflection, and resources. Whatever else the modules might do by reflection is found here.
 */
class NativeImageMetadataTest {

  private static final JavaClasses CORE = classesBeside(RouteRule.class);
  private static final JavaClasses HTTP = classesBeside(MirrorEngine.class);

  private static final String METADATA =
      "META-INF/native-image/io.github.mirror4j/mirror-http/reachability-metadata.json";
  private static final String SPRING_CLIENT = "io.github.mirror4j.http.spring.SpringClient";

  /** A handle of a constant name in a constant class, which the compiler of an image sees. */
  private static final Set<String> SEEN_BY_ITSELF = Set.of("findVarHandle");

  @Test
  void coreDoesNothingByReflection() {
    assertThat(reflective(CORE)).isEmpty();
  }

  @Test
  void theHttpModuleDoesWhatTheMetadataIsAbout() {
    assertThat(reflective(HTTP))
        .containsExactly(
            "io.github.mirror4j.http.LibraryVersion: getResourceAsStream",
            SPRING_CLIENT + ": getDeclaredFields",
            SPRING_CLIENT + ": setAccessible");
  }

  @Test
  void theClassesAreThoseWhoseFieldsAreCopied() throws IOException {
    Set<String> copied =
        HTTP.stream()
            .filter(type -> type.getPackageName().equals("io.github.mirror4j.http.spring"))
            .filter(NativeImageMetadataTest::createsSpringClient)
            .flatMap(type -> type.getReferencedClassObjects().stream())
            .map(reference -> reference.getRawType())
            .filter(referenced -> referenced.getSimpleName().startsWith("Jdk"))
            .map(JavaClass::getName)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(copied).hasSize(2);
    assertThat(values("type")).containsExactlyInAnyOrderElementsOf(copied);
  }

  @Test
  void everyNameInTheMetadataExists() throws Exception {
    for (String type : values("type")) {
      assertThat(Class.forName(type, false, MirrorEngine.class.getClassLoader())).isNotNull();
    }
    for (String type : values("typeReached")) {
      assertThat(HTTP.contain(type)).as(type).isTrue();
    }
    assertThat(values("glob")).containsExactly("io/github/mirror4j/http/version.txt");
    assertThat(LibraryVersion.class.getResource("version.txt")).isNotNull();
  }

  private static boolean createsSpringClient(JavaClass type) {
    return type.getConstructorCallsFromSelf().stream()
        .map(JavaConstructorCall::getTargetOwner)
        .anyMatch(owner -> owner.getName().equals(SPRING_CLIENT));
  }

  /** Calls of the JDK that find classes, members or resources by name. */
  private static Set<String> reflective(JavaClasses classes) {
    return classes.stream()
        .flatMap(type -> type.getCodeUnitCallsFromSelf().stream())
        .filter(call -> isReflective(call.getTarget()))
        .map(call -> outermost(call.getOrigin()) + ": " + call.getTarget().getName())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isReflective(CodeUnitCallTarget target) {
    String owner = target.getOwner().getName();
    String name = target.getName();
    if (owner.equals(Class.class.getName()) || owner.equals(ClassLoader.class.getName())) {
      return name.startsWith("getDeclared")
          || name.startsWith("getResource")
          || Set.of("forName", "loadClass", "getMethod", "getMethods", "getField", "getFields")
              .contains(name)
          || Set.of("getConstructor", "getConstructors", "getRecordComponents", "newInstance")
              .contains(name);
    }
    return owner.equals(ServiceLoader.class.getName())
        || owner.equals("java.lang.reflect.Proxy") && name.startsWith("newProxy")
        || owner.startsWith("java.lang.reflect.")
            && Set.of("setAccessible", "invoke").contains(name)
        || owner.equals("java.lang.invoke.MethodHandles$Lookup") && !SEEN_BY_ITSELF.contains(name)
        || owner.equals("java.util.ResourceBundle")
        || owner.equals("java.io.ObjectInputStream");
  }

  private static String outermost(JavaCodeUnit unit) {
    JavaClass type = unit.getOwner();
    return type.getName().replaceFirst("\\$.*", "");
  }

  /** The values of all fields of a name; there is no JSON reader here. */
  private static List<String> values(String field) throws IOException {
    try (InputStream in = MirrorEngine.class.getClassLoader().getResourceAsStream(METADATA)) {
      assertThat(in).as(METADATA).isNotNull();
      String json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      String pattern = "\"" + field + "\": \"([^\"]*)\"";
      return Pattern.compile(pattern)
          .matcher(json)
          .results()
          .map((MatchResult found) -> found.group(1))
          .toList();
    }
  }

  private static JavaClasses classesBeside(Class<?> type) {
    return new ClassFileImporter()
        .importUrls(Arrays.asList(type.getProtectionDomain().getCodeSource().getLocation()));
  }
}
