package io.github.mirror4j.examples.cli;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.rule.InvalidConfigurationException;
import io.github.mirror4j.rule.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Shows two saved reports side by side: what has become better or worse since. */
@Command(
    name = "compare-reports",
    description = "Shows two reports, saved as JSON, side by side.",
    footer = "Exit code: 0 if both reports could be read, 1 if not.")
final class CompareReportsCommand implements Callable<Integer> {

  private static final String ROW = "%-40s %-10s %9s %9s    %-10s %9s %9s";

  @Parameters(index = "0", paramLabel = "BEFORE", description = "The earlier report.")
  private @Nullable Path before;

  @Parameters(index = "1", paramLabel = "AFTER", description = "The later report.")
  private @Nullable Path after;

  @Spec private @Nullable CommandSpec spec;

  private record Row(@Nullable JsonNode before, @Nullable JsonNode after) {}

  @Override
  public Integer call() throws IOException {
    JsonNode one = read(requireNonNull(before));
    JsonNode other = read(requireNonNull(after));
    Messages out = Messages.toOut(requireNonNull(spec).commandLine());
    out.line("before  " + verdict(one));
    out.line("        evidence of " + scope(one));
    out.line("after   " + verdict(other));
    out.line("        evidence of " + scope(other));
    out.line("");
    if (!one.at("/scope").equals(other.at("/scope"))) {
      out.line(
          "Only one of the reports is about a fleet. A process sees only a part of its traffic.");
      out.line("");
    }
    out.line(ROW.formatted("", "before", "at least", "at most", "after", "at least", "at most"));
    rows(one, other).forEach((name, row) -> out.line(line(name, row)));
    return 0;
  }

  private static JsonNode read(Path file) throws IOException {
    try {
      JsonNode report = JsonMapper.shared().readTree(Files.readString(file));
      if (report.at("/v").asInt(0) == 1 && report.at("/mirrors").isArray()) {
        return report;
      }
    } catch (JacksonException e) {
      // The same as a file that holds something else.
    }
    throw new InvalidConfigurationException(
        "reports", List.of(Problem.ofText("file", file.toString(), "a report saved as JSON")));
  }

  private static String verdict(JsonNode report) {
    return report.at("/at").asString("")
        + " "
        + report.at("/verdict").asString("")
        + ": "
        + report.at("/because").asString("");
  }

  private static String scope(JsonNode report) {
    long processes = report.at("/processes").asLong(0);
    return switch (report.at("/scope").asString("")) {
      case "process" -> "one process alone";
      case "fleet" ->
          "a fleet: " + processes + (processes == 1 ? " process" : " processes, added up");
      default -> "an unknown number of processes";
    };
  }

  private static Map<String, Row> rows(JsonNode before, JsonNode after) {
    Map<String, Row> rows = new TreeMap<>();
    checks(before).forEach((name, check) -> rows.put(name, new Row(check, null)));
    checks(after)
        .forEach(
            (name, check) -> {
              Row known = rows.get(name);
              rows.put(name, new Row(known == null ? null : known.before(), check));
            });
    return rows;
  }

  private static Map<String, JsonNode> checks(JsonNode report) {
    Map<String, JsonNode> checks = new TreeMap<>();
    for (JsonNode mirror : report.at("/mirrors")) {
      String prefix = mirror.at("/rule").asString("") + " -> " + mirror.at("/mirror").asString("");
      for (JsonNode check : mirror.at("/checks")) {
        JsonNode over = check.at("/overSeconds");
        checks.put(
            "%s %s %s%s"
                .formatted(
                    prefix,
                    check.at("/endpoint").asString("all endpoints"),
                    check.at("/check").asString(""),
                    over.isNumber() ? " than " + over.asString() + " s" : ""),
            check);
      }
    }
    return checks;
  }

  private static String line(String name, Row row) {
    return ROW.formatted(
        name,
        state(row.before()),
        bound(row.before(), "lower"),
        bound(row.before(), "upper"),
        state(row.after()),
        bound(row.after(), "lower"),
        bound(row.after(), "upper"));
  }

  private static String state(@Nullable JsonNode check) {
    return check == null ? "-" : check.at("/state").asString("");
  }

  private static String bound(@Nullable JsonNode check, String side) {
    JsonNode bound = check == null ? null : check.get(side);
    return bound == null || !bound.isNumber() ? "-" : ReportRows.percent(bound.asDouble());
  }
}
