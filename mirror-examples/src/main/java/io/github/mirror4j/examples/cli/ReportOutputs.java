package io.github.mirror4j.examples.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.mirror4j.compare.ComparisonReport;
import io.github.mirror4j.compare.FleetReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the report is written, in which form. As text it is always printed. */
final class ReportOutputs {

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write the report as a page; of several mirrors, one page each.")
  private @Nullable Path html;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the report as JSON.")
  private @Nullable Path json;

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description = "Write the checks as test cases in JUnit's XML.")
  private @Nullable Path junit;

  @Option(
      names = "--markdown",
      paramLabel = "FILE",
      description = "Append a summary in Markdown, such as to the file in GITHUB_STEP_SUMMARY.")
  private @Nullable Path markdown;

  void write(FleetReport report, PrintWriter out) throws IOException {
    out.print(report.toText());
    out.flush();
    if (html != null) {
      pages(report, html);
    }
    if (json != null) {
      Files.writeString(json, report.toJson() + "\n", UTF_8);
    }
    if (junit != null) {
      Files.writeString(junit, JunitReport.of(report), UTF_8);
    }
    if (markdown != null) {
      Files.writeString(
          markdown,
          MarkdownReport.of(report),
          UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
  }

  private static void pages(FleetReport report, Path path) throws IOException {
    List<ComparisonReport> mirrors = report.mirrors();
    for (int i = 0; i < mirrors.size(); i++) {
      Path page = i == 0 ? path : numbered(path, i + 1);
      Files.writeString(page, mirrors.get(i).toHtml(), UTF_8);
    }
  }

  private static Path numbered(Path path, int number) {
    String name = String.valueOf(path.getFileName());
    int dot = name.lastIndexOf('.');
    String changed =
        dot < 0 ? name + "-" + number : name.substring(0, dot) + "-" + number + name.substring(dot);
    return path.resolveSibling(changed);
  }
}
