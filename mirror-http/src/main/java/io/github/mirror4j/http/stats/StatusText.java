package io.github.mirror4j.http.stats;

import io.github.mirror4j.compare.PairCounts;
import io.github.mirror4j.rule.ReloadFailure;
import io.github.mirror4j.rule.ReloadStatus;
import io.github.mirror4j.text.Printable;
import io.github.mirror4j.text.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** The status as a page that a person reads in a terminal. */
final class StatusText {

  private final StringBuilder page = new StringBuilder();

  private StatusText() {}

  static String of(MirrorStatus status) {
    StatusText text = new StatusText();
    text.head(status);
    text.copies(status.stats());
    text.comparisons(status.comparisons());
    status.overhead().ifPresent(text::overhead);
    status.evidenceFile().ifPresent(text::evidenceFile);
    text.failures(status.recentFailures());
    text.lines("Rules, in the order in which they are tried", status.rules());
    text.lines("Warnings", status.warnings());
    text.reloads(status.reloads());
    text.settings(status.settings());
    return text.page.toString();
  }

  private void head(MirrorStatus status) {
    line(
        "Mirror4J %s at %s: %s"
            .formatted(status.version(), status.timestamp(), status.stats().total().state()));
    if (!status.switchedOn()) {
      line("Mirroring is switched off in this process, by mirror4j.enabled or MirrorSwitch.off()");
    }
  }

  private void copies(MirrorStats stats) {
    TextTable table = new TextTable("<<>>>>>><");
    table.row(
        "mirror",
        "state",
        "selected",
        "in flight",
        "completed",
        "failed",
        "timed out",
        "dropped",
        "in detail");
    stats.mirrors().forEach(counts -> copies(table, counts.id().toString(), counts));
    copies(table, "all, ever", stats.total());
    section("Copies");
    page.append(table);
    line(
        "  requests that were copies themselves: %d; bytes held: %d of %d; missed by listeners: %d; internal errors: %d"
            .formatted(
                stats.alreadyMirrored(),
                stats.bufferedBytes(),
                stats.bufferedBytesLimit(),
                stats.missedNotifications(),
                stats.internalErrors()));
    if (stats.undecided() > 0) {
      line("  requests with undecided rules: %d".formatted(stats.undecided()));
    }
  }

  private static void copies(TextTable table, String name, MirrorCounts counts) {
    StringJoiner detail = new StringJoiner(", ");
    counts.completed().forEach((status, count) -> detail.add(status + "xx " + count));
    counts.failed().forEach((cause, count) -> detail.add(cause + " " + count));
    counts.dropped().forEach((reason, count) -> detail.add(reason + " " + count));
    if (counts.waiting() > 0) {
      detail.add("waiting " + counts.waiting());
    }
    if (counts.withheld() > 0) {
      detail.add("withheld " + counts.withheld());
    }
    table.row(
        name,
        counts.state().toString(),
        "" + counts.selected(),
        "" + counts.inFlight(),
        "" + counts.completedInTotal(),
        "" + counts.failedInTotal(),
        "" + counts.timedOut(),
        "" + counts.droppedInTotal(),
        detail.toString());
  }

  private void comparisons(List<ComparisonStatus> comparisons) {
    if (comparisons.isEmpty()) {
      return;
    }
    TextTable table = new TextTable("<>>>><");
    table.row("mirror", "selected", "compared", "pending", "lost", "in detail");
    for (ComparisonStatus comparison : comparisons) {
      PairCounts pairs = comparison.pairs();
      StringJoiner detail = new StringJoiner(", ");
      pairs.lost().forEach((reason, count) -> detail.add(reason + " " + count));
      table.row(
          comparison.id().toString(),
          "" + pairs.selected(),
          "" + pairs.compared(),
          "" + pairs.pending(),
          "" + pairs.allLost(),
          detail.toString());
    }
    section("Comparisons, in pairs of responses");
    page.append(table);
    comparisons.forEach(
        comparison -> line("  " + Printable.of(comparison.id() + " is " + comparison.verdict())));
  }

  private void overhead(OverheadReport report) {
    section("Overhead of mirroring");
    report.toText().lines().forEach(row -> line(row.startsWith(" ") ? row : "  " + row));
  }

  private void evidenceFile(EvidenceFileStatus file) {
    section("Evidence file");
    line(
        "  %s: written %d times, last at %s; failures: %d%s"
            .formatted(
                Printable.of(file.file()),
                file.written(),
                file.lastSuccess().map(Object::toString).orElse("no time yet"),
                file.failures(),
                file.lastFailure().map(kind -> ", the last one " + kind).orElse("")));
  }

  private void failures(List<RecentFailure> failures) {
    TextTable table = new TextTable("<><<<<<<");
    table.row("last", "count", "first", "mirror", "host", "cause", "message", "exceptions");
    for (RecentFailure failure : failures) {
      table.row(
          failure.last().toString(),
          "" + failure.count(),
          failure.first().toString(),
          failure.id().toString(),
          failure.host(),
          StatusTree.cause(failure),
          failure.message(),
          String.join(" < ", failure.exceptions()));
    }
    section("Recent failures, the latest first");
    page.append(failures.isEmpty() ? "  none\n" : table);
  }

  private void reloads(List<ReloadStatus> reloads) {
    if (reloads.isEmpty()) {
      return;
    }
    section("Reloading of rules");
    for (ReloadStatus reload : reloads) {
      line(
          "  %s: %s; last success: %s; reloads: %d; failures: %d; kept back: %d"
              .formatted(
                  Printable.of(String.join(", ", reload.origins())),
                  reload.inForce() ? "in force" : "NOT IN FORCE, the rules before are",
                  reload.lastSuccess(),
                  reload.reloads(),
                  reload.failures(),
                  reload.keptBack()));
      reload.lastFailure().ifPresent(this::lastFailure);
    }
  }

  private void lastFailure(ReloadFailure failure) {
    line(
        "    last %s, at %s:"
            .formatted(failure.keptBack() ? "kept back" : "failure", failure.time()));
    StatusTree.problems(failure).forEach(text -> line("      " + Printable.of(text)));
  }

  private void settings(Map<String, Object> settings) {
    TextTable table = new TextTable("<<");
    settings.forEach((name, value) -> table.row(name, value.toString()));
    section("Settings");
    page.append(table);
  }

  private void lines(String title, List<String> lines) {
    section(title);
    List<String> shown = new ArrayList<>(lines);
    if (shown.isEmpty()) {
      shown.add("none");
    }
    shown.forEach(text -> line("  " + Printable.of(text)));
  }

  private void section(String title) {
    page.append('\n');
    line(title);
  }

  private void line(String text) {
    page.append(text).append('\n');
  }
}
