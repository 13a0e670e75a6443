package io.github.mirror4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Links between pages resolve, the tests that pages name exist, and the README stays short. */
class PagesTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final List<String> FOLDERS =
      List.of("", "mirror-core", "mirror-http", "mirror-examples", "mirror-examples/delivery");

  private static final Pattern CODE_BLOCK = Pattern.compile("(?ms)^```.*?^```");
  private static final Pattern LINK =
      Pattern.compile("\\]\\((?!https?:)([^)#\\s]*)(?:#([^)]+))?\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
  private static final Pattern TEST_NAME = Pattern.compile("`(\\w+Test)`");

  /** A class that runs in no ordinary build. */
  private static final Pattern LEFT_OUT =
      Pattern.compile("(?m)^@(Tag\\(\"full\"\\)|Disabled|EnabledIf)");

  static Stream<Path> pages() throws IOException {
    TreeSet<Path> pages = new TreeSet<>();
    for (String folder : FOLDERS) {
      try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
        files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
      }
    }
    return pages.stream().map(ROOT::relativize);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void linksResolve(Path page) throws IOException {
    Set<String> broken = new TreeSet<>();
    Matcher links = LINK.matcher(prose(ROOT.resolve(page)));
    while (links.find()) {
      Path target = target(page, links.group(1));
      if (!Files.exists(target)
          || links.group(2) != null && !anchors(target).contains(links.group(2))) {
        broken.add(links.group());
      }
    }

    assertThat(broken).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void testsThatAreNamedExist(Path page) throws IOException {
    assertThat(testClasses()).containsAll(names(page.toString()));
  }

  /** SAFETY.md and the threat model are worth what their tests are. */
  @ParameterizedTest
  @CsvSource({"mirror-http/SAFETY.md, 15", "SECURITY.md, 15"})
  void everyAnswerAndEveryThreatNamesItsTests(String page, int least) throws IOException {
    String text = prose(ROOT.resolve(page));
    List<String> parts =
        Stream.concat(
                Pattern.compile("(?m)^### ").splitAsStream(text).skip(1),
                text.lines().filter(line -> line.matches("\\|[^-].*\\|") && !isHead(line)))
            .toList();

    assertThat(parts).hasSizeGreaterThan(least).allMatch(part -> TEST_NAME.matcher(part).find());
  }

  private static boolean isHead(String line) {
    return line.endsWith(" tests |");
  }

  /** The page says that all of them run in {@code mvn verify}. */
  @Test
  void theTestsOfSafetyRunInEachBuild() throws IOException {
    Set<String> named = names("mirror-http/SAFETY.md");
    Set<String> left = new TreeSet<>();
    for (String folder : FOLDERS) {
      try (Stream<Path> tests = tests(folder)) {
        for (Path test : tests.filter(file -> named.contains(className(file))).toList()) {
          if (LEFT_OUT.matcher(Files.readString(test)).find()) {
            left.add(className(test));
          }
        }
      }
    }

    assertThat(named).hasSizeGreaterThan(50);
    assertThat(left).isEmpty();
  }

  @Test
  void theReadmeIsShort() throws IOException {
    List<String> lines = Files.readAllLines(ROOT.resolve("README.md"));

    assertThat(lines).hasSizeLessThan(250).allMatch(line -> line.length() <= 120);
  }

  private static Path target(Path page, String file) {
    Path from = ROOT.resolve(page);
    return file.isEmpty() ? from : from.resolveSibling(file).normalize();
  }

  /** The anchors that GitHub makes from the headings of a page. */
  private static Set<String> anchors(Path page) throws IOException {
    return HEADING
        .matcher(prose(page))
        .results()
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  private static String prose(Path page) throws IOException {
    return CODE_BLOCK.matcher(Files.readString(page)).replaceAll("");
  }

  private static Set<String> names(String page) throws IOException {
    return TEST_NAME
        .matcher(prose(ROOT.resolve(page)))
        .results()
        .map(name -> name.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> testClasses() throws IOException {
    Set<String> names = new TreeSet<>();
    for (String folder : FOLDERS) {
      try (Stream<Path> files = tests(folder)) {
        files.forEach(file -> names.add(className(file)));
      }
    }
    return names;
  }

  private static Stream<Path> tests(String folder) throws IOException {
    Path tests = ROOT.resolve(folder).resolve("src/test/java");
    return Files.isDirectory(tests)
        ? Files.walk(tests).filter(file -> file.toString().endsWith("Test.java"))
        : Stream.empty();
  }

  private static String className(Path file) {
    return file.getFileName().toString().replace(".java", "");
  }
}
