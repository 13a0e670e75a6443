package io.github.mirror4j.yaml.write;

import io.github.mirror4j.rule.CopyHost;
import io.github.mirror4j.rule.Credentials;
import io.github.mirror4j.rule.HeaderEdit;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.PathRewrite;
import io.github.mirror4j.rule.PrimaryOutcome;
import io.github.mirror4j.rule.RateLimit;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.rule.SamplingKey;
import io.github.mirror4j.text.ConstantText;
import io.github.mirror4j.yaml.dialect.RouteTimeout;
import io.github.mirror4j.yaml.dialect.Setting;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes what no mesh knows as annotations, and names it in the report. */
final class AnnotationWriter {

  private final Map<String, String> annotations = new LinkedHashMap<>();
  private final ConversionReport report;

  AnnotationWriter(ConversionReport report) {
    this.report = report;
  }

  Map<String, String> annotations() {
    return annotations;
  }

  /**
   * What a reader makes of a rule without annotations; the precedence is null where it is unknown.
   */
  record ReadHead(String name, @Nullable Integer precedence, String order) {}

  /** What a reader would derive otherwise: name, precedence, order, and the missing routes. */
  void addHead(RouteRule rule, int index, ReadHead read) {
    if (!rule.name().equals(read.name())) {
      annotations.put(key(Setting.RULE_NAME, "." + index), rule.name());
    }
    if (read.precedence() == null || rule.precedence() != read.precedence()) {
      annotations.put(key(Setting.PRECEDENCE, "." + index), Integer.toString(rule.precedence()));
    }
    if (!rule.order().equals(read.order())) {
      annotations.put(key(Setting.ORDER, "." + index), rule.order());
    }
    if (rule.routes().isEmpty()) {
      annotations.put(key(Setting.ROUTE, "." + index), Setting.UNROUTED);
    }
  }

  /**
   * The settings of a rule; {@code readNames} are the names that its mirrors get without an
   * annotation.
   */
  void addRule(RouteRule rule, int index, List<String> readNames) {
    rule.samplingKey().ifPresent(key -> addKey(rule, key, "." + index));
    for (int m = 0; m < rule.mirrors().size(); m++) {
      addMirror(rule, rule.mirrors().get(m), readNames.get(m), "." + index + "." + m);
    }
  }

  private void addKey(RouteRule rule, SamplingKey key, String number) {
    if (key.name().matches("[^;\\s]+")) {
      add(rule, Setting.SAMPLING_KEY, number, text(key));
    } else {
      report.add(rule, "sampling key " + key + " cannot be expressed and is left out");
    }
  }

  private void addMirror(RouteRule rule, Mirror mirror, String readName, String number) {
    if (!mirror.name().equals(readName)) {
      annotations.put(key(Setting.MIRROR_NAME, number), mirror.name());
    }
    if (!mirror.methods().isEmpty()) {
      add(rule, Setting.METHODS, number, String.join(", ", new TreeSet<>(mirror.methods())));
    }
    addTimeout(rule, mirror, number);
    mirror
        .bodyLimit()
        .ifPresent(bytes -> add(rule, Setting.BODY_LIMIT, number, Long.toString(bytes)));
    mirror.rateLimit().ifPresent(limit -> add(rule, Setting.MAX_PER_SECOND, number, text(limit)));
    addTime(rule, mirror, number);
    if (!mirror.headerEdits().isEmpty()) {
      var lines = mirror.headerEdits().stream().map(AnnotationWriter::text).toList();
      add(rule, Setting.HEADER_EDITS, number, String.join("\n", lines));
    }
    mirror.pathRewrite().ifPresent(r -> addRewrite(rule, r, number));
    if (mirror.credentials() != Credentials.SAME_SERVICE) {
      add(rule, Setting.CREDENTIALS, number, ConstantText.hyphenated(mirror.credentials()));
    }
    if (mirror.host() != CopyHost.MIRROR) {
      add(rule, Setting.COPY_HOST, number, ConstantText.hyphenated(mirror.host()));
    }
    mirror
        .comparison()
        .ifPresent(c -> add(rule, Setting.COMPARE, number, ComparisonWriter.text(c)));
  }

  /** When copies are sent, and what they say of their primaries. */
  private void addTime(RouteRule rule, Mirror mirror, String number) {
    Optional<PrimaryOutcome> outcome = mirror.primaryOutcome();
    outcome.ifPresent(it -> add(rule, Setting.ONLY_AFTER, number, it.toString()));
    if (outcome.isEmpty() && mirror.isAfterResponse()) {
      add(rule, Setting.AFTER_RESPONSE, number, "true");
    }
    if (mirror.hasPrimaryHeaders()) {
      add(rule, Setting.PRIMARY_HEADERS, number, "true");
    }
    if (mirror.editor().isPresent()) {
      report.add(
          rule,
          "the editor of copies cannot be expressed, so it is left out: by the written rule, copies"
              + " are sent unedited");
    }
  }

  private void addRewrite(RouteRule rule, PathRewrite rewrite, String number) {
    boolean isOneLine =
        !(rewrite instanceof PathRewrite.Regex(String pattern, String substitution))
            || (pattern + substitution).indexOf('\n') < 0;
    if (isOneLine) {
      add(rule, Setting.REWRITE_PATH, number, text(rewrite));
    } else {
      report.add(
          rule, "the path rewrite " + rewrite + " of copies cannot be expressed and is left out");
    }
  }

  /** In the mesh a route's timeout is that of its copies too. */
  private void addTimeout(RouteRule rule, Mirror mirror, String number) {
    Duration ofPrimary = rule.primary().timeout();
    Duration implied = ofPrimary == null ? null : RouteTimeout.ofCopy(ofPrimary);
    Duration own = mirror.timeout().orElse(null);
    if (own == null && implied != null) {
      report.add(rule, "the timeout of the primaries holds for the copies too");
    } else if (own != null && !own.equals(implied)) {
      add(rule, Setting.COPY_TIMEOUT, number, text(own));
    }
  }

  private void add(RouteRule rule, Setting setting, String number, String value) {
    annotations.put(key(setting, number), value);
    report.add(rule, setting.text() + " is an annotation, which a mesh does not apply");
  }

  private static String key(Setting setting, String number) {
    return Setting.PREFIX + setting.text() + number;
  }

  private static String text(SamplingKey key) {
    String from =
        switch (key.from()) {
          case HEADER -> "header:";
          case COOKIE -> "cookie:";
          case QUERY_PARAMETER -> "query:";
        };
    boolean isDefault = key.missing() == SamplingKey.Missing.LAST;
    String missing = key.missing().name().toLowerCase(Locale.ROOT);
    return from + key.name() + (isDefault ? "" : "; missing=" + missing);
  }

  private static String text(RateLimit limit) {
    String rate = BigDecimal.valueOf(limit.perSecond()).stripTrailingZeros().toPlainString();
    boolean isDefault = limit.equals(RateLimit.of(limit.perSecond()));
    return isDefault ? rate : rate + "; burst=" + limit.burst();
  }

  private static String text(HeaderEdit edit) {
    return switch (edit) {
      case HeaderEdit.Set(String name, String value) -> "set " + name + ": " + value;
      case HeaderEdit.Add(String name, String value) -> "add " + name + ": " + value;
      case HeaderEdit.Remove(String name) -> "remove " + name;
    };
  }

  private static String text(PathRewrite rewrite) {
    return switch (rewrite) {
      case PathRewrite.Full(String to) -> "full " + to;
      case PathRewrite.Prefix(String from, String to) -> "prefix " + from + " " + to;
      case PathRewrite.Regex(String pattern, String substitution) -> {
        boolean isPlain = pattern.equals(pattern.strip()) && substitution.matches("\\S+");
        yield "regex " + pattern + (isPlain ? " " : "\nto ") + substitution;
      }
    };
  }

  /**
   * A duration in whole seconds or milliseconds if it has no fraction of them, else in both seconds
   * and nanoseconds: readers take nine digits of a unit.
   */
  static String text(Duration time) {
    long seconds = time.toSeconds();
    int nanos = time.toNanosPart();
    if (nanos == 0) {
      return seconds + "s";
    }
    if (nanos % 1_000_000 == 0) {
      return time.toMillis() + "ms";
    }
    return (seconds == 0 ? "" : seconds + "s") + nanos + "ns";
  }
}
