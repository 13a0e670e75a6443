package io.github.mirror4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.compare.DifferenceKind;
import io.github.mirror4j.compare.LossReason;
import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.http.MirrorSettingsBuilder;
import io.github.mirror4j.http.micrometer.MirrorMetrics;
import io.github.mirror4j.http.stats.DropReason;
import io.github.mirror4j.http.stats.FailureCause;
import io.github.mirror4j.http.stats.LaneState;
import io.github.mirror4j.http.testkit.Fault;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of the pages name what the code has: all of it, and nothing else. */
class PageTablesTest {

  private static final Pattern THREADS =
      Pattern.compile("Threads\\s*\\.\\w+\\(\"(mirror4j-\\w+-)\"");

  private static final Pattern SAMPLE = Pattern.compile("(?m)^(mirror4j_\\w+)");
  private static final Pattern PROMETHEUS =
      Pattern.compile("`(mirror4j_\\w+)`(?:\\s\\(([^)]*)\\))?");
  private static final Pattern EXPORTED = Pattern.compile("exports ([\\w.]+);");

  @Test
  void limitsOfTheReadmeAreTheDefaults() throws IOException {
    MarkdownTable table = MarkdownTable.of("README.md", "| setting | default | beyond it |");
    Map<String, Object> settings;
    try (MirrorEngine engine = MirrorEngine.builder().build()) {
      settings = engine.status().settings();
    }

    assertThat(table.rows()).hasSizeGreaterThan(7);
    for (List<String> row : table.rows()) {
      for (String name : MarkdownTable.code(row.get(0)).filter(n -> n.matches("\\w+")).toList()) {
        assertThat(settings).containsKey(name);
        if (!name.equals("bodyMemory")) {
          assertThat(row.get(1)).as(name).contains(inWords(settings.get(name)));
        }
      }
    }
    assertThat(table.code(2)).isSubsetOf(names(DropReason.values()));
    assertThat(table.row("`bodyMemory`: all bodies, and heads beyond 16 KiB").get(1))
        .isEqualTo("1/16 of the heap, 1 to 64 MiB");
    assertThat(settings.get("bodyMemory"))
        .isEqualTo(Math.clamp(Runtime.getRuntime().maxMemory() / 16, 1L << 20, 64L << 20));
  }

  @Test
  void limitsOfWaitingCopiesAreTheDefaults() throws IOException {
    MarkdownTable table =
        MarkdownTable.of("mirror-http/COPIES.md", "| setting of the client | default | dropped |");

    assertThat(table.row("`maxWaitingCopies`").get(1)).startsWith("1,024");
    assertThat(MirrorSettingsBuilder.DEFAULT_MAX_WAITING_COPIES).isEqualTo(1_024);
    assertThat(table.row("`maxWaitingTime`").get(1)).isEqualTo("1 min");
    try (MirrorEngine engine = MirrorEngine.builder().build()) {
      assertThat(engine.status().settings()).containsEntry("maxWaitingTime", "PT1M");
    }
    assertThat(table.code(2)).isSubsetOf(names(DropReason.values()));
  }

  @Test
  void everyOutcomeIsExplained() throws IOException {
    MarkdownTable table = MarkdownTable.of("mirror-http/README.md", "| outcome | when |");

    assertThat(table.code(0))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(
                    names(DropReason.values()).stream(), names(FailureCause.values()).stream())
                .toList());
  }

  @Test
  void everyReasonOfAMeterIsNamed() throws IOException {
    MarkdownTable table = MarkdownTable.of("mirror-http/METRICS.md", "| `outcome` | `reason` |");

    assertThat(MarkdownTable.code(table.row("`failed`").get(1)))
        .containsExactlyInAnyOrderElementsOf(lowerNames(FailureCause.values()));
    assertThat(MarkdownTable.code(table.row("`dropped`").get(1)))
        .containsExactlyInAnyOrderElementsOf(lowerNames(DropReason.values()));
  }

  @Test
  void everyReasonForALostPairIsExplained() throws IOException {
    MarkdownTable table = MarkdownTable.of("mirror-http/COMPARE.md", "| reason | what happened |");

    assertThat(table.code(0)).containsExactlyInAnyOrderElementsOf(names(LossReason.values()));
  }

  @Test
  void everyKindOfDifferenceIsExplained() throws IOException {
    MarkdownTable table =
        MarkdownTable.of("mirror-core/README.md", "| kind | what differs | counts |");

    assertThat(table.code(0)).containsExactlyInAnyOrderElementsOf(names(DifferenceKind.values()));
  }

  @Test
  void everyFaultOfTheTestKitIsExplained() throws IOException {
    MarkdownTable table =
        MarkdownTable.of("mirror-http/TESTING.md", "| fault | what a copy experiences |");

    assertThat(table.code(0)).containsExactlyInAnyOrderElementsOf(names(Fault.values()));
  }

  @Test
  void everySettingOfAComparisonIsExplained() throws IOException {
    MarkdownTable table =
        MarkdownTable.of("mirror-core/README.md", "| setting | meaning | default | range |");
    Set<String> methods =
        Arrays.stream(Comparison.Builder.class.getDeclaredMethods())
            .filter(method -> Modifier.isPublic(method.getModifiers()))
            .map(Method::getName)
            .filter(name -> !name.equals("build"))
            .collect(Collectors.toSet());

    assertThat(table.code(0)).containsExactlyInAnyOrderElementsOf(methods);
  }

  @Test
  void everyKindOfThreadIsNamed() throws IOException {
    MarkdownTable table =
        MarkdownTable.of("mirror-http/README.md", "| threads | what runs there | how many |");

    assertThat(table.code(0).stream().filter(name -> name.startsWith("mirror4j-")))
        .containsExactlyInAnyOrderElementsOf(threads());
  }

  @Test
  void everyMeterIsNamedWithItsTags() throws IOException {
    MarkdownTable table =
        MarkdownTable.of("mirror-http/METRICS.md", "| meter | type | tags | what it measures |");
    MeterRegistry registry = new SimpleMeterRegistry();

    try (MirrorEngine engine = engine(compared());
        MirrorMetrics metrics = new MirrorMetrics(engine)) {
      metrics.bindTo(registry);
      Set<String> registered =
          registry.getMeters().stream()
              .map(meter -> meter.getId().getName())
              .collect(Collectors.toCollection(TreeSet::new));
      registered.add("mirror4j.compare.endpoint.evidence"); // only after the first pair

      assertThat(table.code(0)).containsExactlyInAnyOrderElementsOf(registered);
      for (Meter meter : registry.getMeters()) {
        List<String> row = table.row("`" + meter.getId().getName() + "`");
        assertThat(MarkdownTable.code(row.get(2)))
            .as(row.get(0))
            .containsExactlyInAnyOrderElementsOf(
                meter.getId().getTags().stream().map(tag -> tag.getKey()).toList());
      }
    }
    assertThat(MarkdownTable.code(table.row("`mirror4j.lane.state`").get(3)))
        .containsExactlyInAnyOrderElementsOf(lowerNames(LaneState.values()));
  }

  @Test
  void everyMeterIsNamedAsPrometheusHasIt() throws IOException {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Set<String> scraped = new TreeSet<>();
    try (MirrorEngine engine = engine(compared());
        MirrorMetrics metrics = new MirrorMetrics(engine)) {
      metrics.bindTo(registry);
      found(SAMPLE, registry.scrape()).forEach(name -> scraped.add(name.group(1)));
    }
    scraped.add("mirror4j_compare_endpoint_evidence"); // only after the first pair

    Set<String> named = new TreeSet<>();
    for (MatchResult name : found(PROMETHEUS, Files.readString(page("mirror-http/METRICS.md")))) {
      named.add(name.group(1));
      if (name.group(2) != null) {
        MarkdownTable.code(name.group(2))
            .forEach(end -> named.add(name.group(1).replaceFirst("_[a-z]+$", end)));
      }
    }
    assertThat(named).isEqualTo(scraped);
  }

  @Test
  void everyPackageOfTheCoreIsNamed() throws IOException {
    MarkdownTable table = MarkdownTable.of("mirror-core/README.md", "| package | contents |");
    String module = Files.readString(page("mirror-core/src/main/java/module-info.java"));

    assertThat(table.code(0))
        .containsExactlyInAnyOrderElementsOf(
            found(EXPORTED, module).stream().map(name -> name.group(1)).toList());
  }

  private static List<MatchResult> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().toList();
  }

  /** What a page says about the number of meters. */
  @Test
  void aMirrorHasAsManyMetersAsThePageSays() throws IOException {
    Map<String, Long> none = meters(engine());
    Map<String, Long> mirror = meters(engine(Mirror.to(URI.create("http://localhost:1"))));
    Map<String, Long> comparison = meters(engine(compared()));
    long counters = difference(mirror, none, "COUNTER");
    long timers = difference(mirror, none, "TIMER");
    long gauges = difference(mirror, none, "GAUGE");

    assertThat(Files.readString(page("mirror-http/METRICS.md")).replaceAll("\\s+", " "))
        .contains(
            "That makes %d counters, %d timers and %d gauges for each mirror."
                .formatted(counters, timers, gauges),
            "A thousand mirrors have %d,000 meters.".formatted(counters + timers + gauges),
            "A comparison has %d counters and %d gauges more"
                .formatted(
                    difference(comparison, mirror, "COUNTER"),
                    difference(comparison, mirror, "GAUGE")));
  }

  private static Map<String, Long> meters(MirrorEngine engine) {
    MeterRegistry registry = new SimpleMeterRegistry();
    try (engine;
        MirrorMetrics metrics = new MirrorMetrics(engine)) {
      metrics.bindTo(registry);
      return registry.getMeters().stream()
          .collect(Collectors.groupingBy(m -> m.getId().getType().name(), Collectors.counting()));
    }
  }

  private static long difference(Map<String, Long> more, Map<String, Long> less, String type) {
    return more.getOrDefault(type, 0L) - less.getOrDefault(type, 0L);
  }

  private static Mirror compared() {
    return Mirror.to(URI.create("http://localhost:1"))
        .compare(Comparison.withoutBaseline().build());
  }

  private static MirrorEngine engine(Mirror... mirrors) {
    RouteRule.Builder rule = RouteRule.builder("orders-v2").destination("orders");
    Arrays.stream(mirrors).forEach(rule::mirror);
    return MirrorEngine.builder().rules(rule.build()).build();
  }

  /** The names that the sources give to threads. */
  private static Set<String> threads() throws IOException {
    Set<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.walk(page("mirror-http/src/main/java"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        THREADS.matcher(Files.readString(file)).results().forEach(n -> names.add(n.group(1) + "*"));
      }
    }
    return names;
  }

  private static Path page(String name) {
    return MarkdownTable.ROOT.resolve(name);
  }

  private static List<String> names(Enum<?>... constants) {
    return Arrays.stream(constants).map(Enum::name).toList();
  }

  private static List<String> lowerNames(Enum<?>... constants) {
    return Arrays.stream(constants).map(c -> c.name().toLowerCase(Locale.ROOT)).toList();
  }

  /** A setting as the pages write it: {@code 10 s}, {@code 64 KiB}. */
  private static String inWords(Object setting) {
    return switch (setting) {
      case Long bytes when bytes % (1 << 20) == 0 -> bytes / (1 << 20) + " MiB";
      case Long bytes -> bytes / 1024 + " KiB";
      case String range when range.contains(" to ") ->
          Arrays.stream(range.split(" to "))
              .map(PageTablesTest::inWords)
              .collect(Collectors.joining(", doubling to "));
      case String time -> {
        Duration duration = Duration.parse(time);
        yield duration.toSeconds() % 60 == 0
            ? duration.toMinutes() + " min"
            : duration.toSeconds() + " s";
      }
      default -> setting.toString();
    };
  }
}
