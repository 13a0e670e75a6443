package io.github.mirror4j.examples;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.mirror4j.compare.ComparisonReport;
import io.github.mirror4j.examples.browser.Browser;
import io.github.mirror4j.examples.browser.LargeReport;
import io.github.mirror4j.examples.browser.Tab;
import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.stats.OverheadMeasure;
import io.github.mirror4j.http.stats.OverheadRatio;
import io.github.mirror4j.http.stats.OverheadReport;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.MirrorId;
import io.github.mirror4j.rule.RouteRule;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * The page of a report in a real browser. Screenshots and PDFs are left in {@code
 * target/report-pages}. Without Chromium it is skipped; {@code -Dmirror4j.chromium} names one that
 * is not on the PATH.
 */
@Tag("full")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportInBrowserTest {

  private static final Path OUTPUT = Path.of("target", "report-pages");
  private static final Pattern WRITTEN = Pattern.compile("The page: (\\S+)");

  private static final int TAB = 9;
  private static final int ENTER = 13;

  /** The start of each element that sticks out of the window, so that the page would scroll. */
  private static final String TOO_WIDE =
      """
      [...document.querySelectorAll('main *')]
        .filter(e => e.getBoundingClientRect().width > 1 && e.checkVisibility())
        .filter(e => e.getBoundingClientRect().right > innerWidth + 1)
        .map(e => e.outerHTML.slice(0, 100))""";

  /** The start of what closed details hide. */
  private static final String HIDDEN =
      """
      [...document.querySelectorAll('details > :not(summary)')]
        .filter(e => !e.checkVisibility())
        .map(e => e.outerHTML.slice(0, 100))""";

  private List<Page> pages = List.of();
  private Browser browser;
  private Tab tab;

  /** A page in a file, with the headings that it has to have. */
  record Page(String name, URI uri, String heading, List<String> sections) {
    @Override
    public String toString() {
      return name;
    }
  }

  @BeforeAll
  void start(@TempDir Path profile) throws Exception {
    Optional<Path> program = Browser.find();
    assumeTrue(
        program.isPresent(), "no Chromium on the PATH, and -D" + Browser.PROPERTY + " is not set");
    Files.createDirectories(OUTPUT);
    pages = write();
    browser = Browser.start(program.get(), profile);
    tab = browser.newTab();
  }

  @AfterAll
  void close() throws Exception {
    if (browser != null) {
      browser.close();
    }
  }

  List<Page> pages() {
    return pages;
  }

  @ParameterizedTest
  @MethodSource("pages")
  void itLoadsNothingAndTheConsoleStaysEmpty(Page page) throws Exception {
    tab.open(page.uri());
    for (String scheme : List.of("light", "dark")) {
      tab.show("screen", scheme);
      tab.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)");
      tab.screenshot(false);
    }

    assertThat(tab.console()).isEmpty();
    assertThat(tab.requests()).first().isEqualTo(page.uri().toString());
    assertThat(tab.requests().subList(1, tab.requests().size())).allMatch("data:,"::equals);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everySectionIsVisible(Page page) throws Exception {
    tab.open(page.uri());

    assertThat(texts("[...document.querySelectorAll('h1')].map(e => e.innerText.trim())"))
        .containsExactly(page.heading());
    assertThat(
            texts(
                """
                [...document.querySelectorAll('h2')]
                  .filter(e => e.checkVisibility() && e.getBoundingClientRect().height > 0)
                  .map(e => e.innerText)"""))
        .containsExactlyElementsOf(page.sections());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void itFitsNarrowAndWideWindowsInBothSchemes(Page page) throws Exception {
    tab.open(page.uri());
    List<String> backgrounds = new ArrayList<>();
    for (String scheme : List.of("light", "dark")) {
      for (int width : List.of(360, 1600)) {
        tab.show("screen", scheme);
        tab.resize(width, 900);

        assertThat(tab.evaluate("document.documentElement.scrollWidth").asInt())
            .as("%s, %d pixels", scheme, width)
            .isLessThanOrEqualTo(width);
        assertThat(texts(TOO_WIDE)).as("%s, %d pixels", scheme, width).isEmpty();
        assertThat(
                tab.evaluate("document.querySelector('h1').getBoundingClientRect().bottom")
                    .asDouble())
            .as("the verdict is seen without scrolling")
            .isLessThan(450);
        Files.write(
            OUTPUT.resolve("%s-%s-%d.png".formatted(page, scheme, width)), tab.screenshot(true));
      }
      backgrounds.add(tab.evaluate("getComputedStyle(document.body).backgroundColor").asString());
    }

    assertThat(backgrounds).containsExactly("rgb(255, 255, 255)", "rgb(21, 23, 26)");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void paperShowsAllWithoutAClick(Page page) throws Exception {
    tab.open(page.uri());
    tab.resize(794, 1123);
    tab.show("print", "dark");
    List<String> hidden = texts(HIDDEN);
    String ink = tab.evaluate("getComputedStyle(document.body).color").asString();
    String paper = tab.evaluate("getComputedStyle(document.body).backgroundColor").asString();
    byte[] pdf = tab.pdf();
    Files.write(OUTPUT.resolve(page + ".pdf"), pdf);

    assertThat(hidden).isEmpty();
    assertThat(ink).isEqualTo("rgb(0, 0, 0)");
    assertThat(paper).isEqualTo("rgb(255, 255, 255)");
    assertThat(new String(pdf, ISO_8859_1)).startsWith("%PDF-").contains("/Type /Page");
  }

  @ParameterizedTest
  @MethodSource("pages")
  void aKeyboardOpensWhatIsClosed(Page page) throws Exception {
    tab.open(page.uri());
    tab.show("screen", "light");
    boolean isOpen = tab.evaluate("document.querySelector('details').open").asBoolean();

    tab.press("Tab", TAB, "");
    assertThat(tab.evaluate("document.activeElement.tagName").asString()).isEqualTo("SUMMARY");
    tab.press("Enter", ENTER, "\r");

    assertThat(tab.evaluate("document.querySelector('details').open").asBoolean())
        .isEqualTo(!isOpen);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void aScreenReaderGetsHeadingsAndATextForEachPlot(Page page) throws Exception {
    tab.open(page.uri());
    List<JsonNode> nodes =
        StreamSupport.stream(tab.accessibility().spliterator(), false)
            .filter(node -> !node.path("ignored").asBoolean())
            .toList();

    assertThat(names(nodes, "heading")).contains(page.heading()).containsAll(page.sections());
    assertThat(names(nodes, "image")).isNotEmpty().allMatch(name -> name.length() > 20);
    assertThat(names(nodes, "table")).isNotEmpty().noneMatch(String::isBlank);
  }

  /** The browser and the checks above do find what they look for. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          console | <script>console.log('here')</script>
          console | <script>throw new Error('here')</script>
          request | <img src="http://127.0.0.1:1/picture.png">
          width   | <p style="width: 2000px">wide</p>
          paper   | <details><summary>closed</summary><p>hidden</p></details>
          """)
  void aFaultyPageIsFound(String fault, String element) throws Exception {
    Path file = OUTPUT.resolve("faulty.html");
    Files.writeString(file, "<!doctype html><main>" + element + "</main>");
    tab.show("screen", "light");
    tab.resize(360, 900);
    tab.open(file.toUri());

    assertThat(
            switch (fault) {
              case "console" -> tab.console();
              case "request" -> tab.requests().subList(1, tab.requests().size());
              case "width" -> texts(TOO_WIDE);
              default -> texts(HIDDEN);
            })
        .isNotEmpty();
  }

  /** The picture that README.md and COMPARE.md show, which is copied by hand. */
  @Test
  void theFirstScreenIsAPictureForTheReadme() throws Exception {
    tab.open(pages.getFirst().uri());
    tab.show("screen", "light");
    tab.resize(1240, 840);
    byte[] picture = tab.screenshot(false);
    Files.write(OUTPUT.resolve("readme.png"), picture);

    assertThat(picture.length).isLessThan(150_000);
  }

  private List<String> texts(String expression) throws Exception {
    List<String> texts = new ArrayList<>();
    tab.evaluate(expression).forEach(text -> texts.add(text.asString()));
    return texts;
  }

  private static List<String> names(List<JsonNode> nodes, String role) {
    return nodes.stream()
        .filter(node -> node.path("role").path("value").asString().equals(role))
        .map(node -> node.path("name").path("value").asString("").strip())
        .toList();
  }

  /** Two pages that the demo wrote, one of a report without a verdict, and a large one. */
  private static List<Page> write() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Httpbin v1 = Httpbin.start("v1");
        Httpbin v2 = Httpbin.start("v2")) {
      PrintStream print = new PrintStream(out, true, UTF_8);
      assertThat(new SafetyCheck(v1, v2).run(print, print)).as(out.toString(UTF_8)).isZero();
    }
    List<Path> written =
        WRITTEN.matcher(out.toString(UTF_8)).results().map(page -> Path.of(page.group(1))).toList();
    ComparisonReport undecided = undecided();
    return List.of(
        page("not-safe", Files.readString(written.get(0)), "NOT SAFE: do not release v2", 1),
        page("safe", Files.readString(written.get(1)), "SAFE: v2 may be released", 2),
        page("undecided", undecided.toHtml(), "UNDECIDED: do not release v2 yet", 1),
        page(
            "large",
            LargeReport.of(undecided).toHtml(List.of(overhead().toSection())),
            "UNDECIDED: do not release v2 yet",
            1));
  }

  private static Page page(String name, String html, String heading, int builds) throws Exception {
    Path file = OUTPUT.resolve(name + ".html");
    Files.writeString(file, html);
    List<String> sections = new ArrayList<>();
    if (heading.startsWith("UNDECIDED")) {
      sections.add("What SAFE still needs");
    }
    sections.add("Checks: how much more often v2 is worse than v1");
    sections.add("Coverage: from selected to compared");
    sections.add("What each setting for a path let pass");
    sections.add("Endpoints");
    sections.add("Each endpoint: statuses and fields");
    sections.add("Latency of the copies");
    sections.add("Evidence over time");
    if (!name.equals("safe")) { // Examples belong to a build, and v2.1 differs nowhere.
      sections.add("Examples");
    }
    if (builds > 1) {
      sections.add("Builds compared");
    }
    if (name.equals("large")) {
      sections.add(overhead().toSection().title());
    }
    sections.add("What this does not tell");
    sections.add("Settings");
    return new Page(name, file.toUri(), heading, sections);
  }

  /** What mirroring might cost. */
  private static OverheadReport overhead() {
    return new OverheadReport(
        Instant.parse("2026-11-27T10:00:00Z"),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        true,
        212,
        3,
        104_332,
        Stream.of(OverheadMeasure.values())
            .map(measure -> new OverheadRatio(measure, 212, 1.02, 0.99, 1.05))
            .toList());
  }

  /** A report of a few requests, each of which v2 responds to with another version. */
  private static ComparisonReport undecided() throws Exception {
    MirrorId id = new MirrorId("would-v2-be-safe", "v2");
    try (Httpbin v1 = Httpbin.start("v1");
        Httpbin v2 = Httpbin.start("v2");
        HttpClient plain = HttpClient.newHttpClient();
        MirrorEngine engine =
            MirrorEngine.builder()
                .maxBaselineShare(1_000)
                .maxBaselinesPerSecond(1_000)
                .rules(
                    RouteRule.builder(id.rule())
                        .destination("*")
                        .mirror(
                            Mirror.to(v2.uri())
                                .name(id.mirror())
                                .compare(
                                    Comparison.withBaseline(100)
                                        .endpoint("/get")
                                        .ignore("$.version")
                                        .warmUp(Duration.ZERO, 0)
                                        .build()))
                        .build())
                .build()) {
      v2.release("v2", 10);
      MirroringHttpClient client = engine.wrap(plain);
      for (int i = 0; i < 60; i++) {
        URI uri = v1.uri().resolve("/get?number=" + i);
        client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        engine.awaitIdle(Duration.ofSeconds(10));
      }
      assertThat(engine.comparison(id).awaitIdle(Duration.ofSeconds(10))).isTrue();
      return engine.comparison(id).report();
    }
  }
}
