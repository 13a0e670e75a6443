package io.github.mirror4j.yaml;

import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.CopyHost;
import io.github.mirror4j.rule.Credentials;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.PathRewrite;
import io.github.mirror4j.rule.PrimaryOutcome;
import io.github.mirror4j.rule.SamplingKey;
import io.github.mirror4j.text.ConstantText;
import io.github.mirror4j.yaml.dialect.Setting;
import io.github.mirror4j.yaml.tree.Findings;
import io.github.mirror4j.yaml.tree.Node;
import io.github.mirror4j.yaml.tree.Scalars;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Applies a document's annotations to a rule and to its mirrors. */
final class AnnotationReader {

  private static final Pattern REGEX_LINES = Pattern.compile("regex ([^\n]+)\nto ([^\n]*)");
  private static final Pattern HEADER_EDIT = Pattern.compile("(?s)(set|add) ([^:]*):(.*)");
  private static final Pattern KEY =
      Pattern.compile("(header|cookie|query):([^;\\s]+)(?:;\\s*missing=(first|last|random))?");

  /** As many decimals as any number has from 0.001 on. */
  private static final Pattern RATE =
      Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,20})?)(?:;\\s*burst=([0-9]{1,9}))?");

  private final RuleDraft draft;
  private final Annotations annotations;
  private final Findings findings;
  private final int rule;

  AnnotationReader(RuleDraft draft, int rule) {
    this.draft = draft;
    this.rule = rule;
    annotations = draft.resource().annotations();
    findings = draft.resource().findings();
  }

  /** Reads the settings of the rule as a whole. */
  void applyToRule() {
    Node.Text key = annotations.find(Setting.SAMPLING_KEY, rule);
    if (key == null) {
      return;
    }
    Matcher matcher = KEY.matcher(key.text());
    if (!matcher.matches()) {
      findings.problem(
          key, "\"header:NAME\", \"cookie:NAME\" or \"query:NAME\", perhaps \"; missing=first\"");
      return;
    }
    String name = matcher.group(2);
    SamplingKey samplingKey =
        switch (matcher.group(1)) {
          case "header" -> SamplingKey.header(name);
          case "cookie" -> SamplingKey.cookie(name);
          default -> SamplingKey.queryParameter(name);
        };
    String missing = matcher.group(3);
    if (missing != null) {
      var verdict = SamplingKey.Missing.valueOf(missing.toUpperCase(Locale.ROOT));
      samplingKey = samplingKey.ifMissing(verdict);
    }
    draft.place("samplingKey", key);
    draft.builder().samplingKey(samplingKey);
  }

  Mirror applyTo(Mirror mirror, int index) {
    String at = "mirror[" + index + "].";
    Mirror result = mirror;
    Node.Text name = find(Setting.MIRROR_NAME, index, at + "name");
    if (name != null) {
      result = result.name(name.text());
    }
    Node.Text methods = find(Setting.METHODS, index, at + "methods");
    if (methods != null) {
      result = result.methods(methods.text().strip().split("\\s*,\\s*", -1));
    }
    Node.Text timeout = find(Setting.COPY_TIMEOUT, index, at + "timeout");
    Duration time = timeout == null ? null : Scalars.duration(timeout, findings);
    result = time == null ? result : result.timeout(time);
    Node.Text limit = find(Setting.BODY_LIMIT, index, at + "bodyLimit");
    Long bytes = limit == null ? null : Scalars.bytes(limit, findings);
    result = bytes == null ? result : result.bodyLimit(bytes);
    Node.Text rate = find(Setting.MAX_PER_SECOND, index, at + "maxPerSecond");
    result = rate == null ? result : withRate(result, rate);
    result = withTime(result, index, at);
    Node.Text edits = find(Setting.HEADER_EDITS, index, at + "headerEdits");
    result = edits == null ? result : withEdits(result, edits);
    Node.Text rewrite = find(Setting.REWRITE_PATH, index, at + "pathRewrite");
    PathRewrite change = rewrite == null ? null : rewrite(rewrite);
    result = change == null ? result : result.rewritePath(change);
    Node.Text credentials = find(Setting.CREDENTIALS, index, at + "credentials");
    Credentials policy =
        credentials == null ? null : choice(credentials, Credentials.class, Credentials.values());
    result = policy == null ? result : result.credentials(policy);
    Node.Text host = find(Setting.COPY_HOST, index, at + "host");
    CopyHost copyHost = host == null ? null : choice(host, CopyHost.class, CopyHost.values());
    result = copyHost == null ? result : result.host(copyHost);
    Node.Text compare = annotations.find(Setting.COMPARE, rule, index);
    return compare == null ? result : withComparison(result, compare, at + "comparison");
  }

  /** {@code 50}, or {@code 50; burst=200}. */
  private Mirror withRate(Mirror mirror, Node.Text value) {
    Matcher matcher = RATE.matcher(value.text());
    if (!matcher.matches()) {
      findings.problem(value, "a number, such as \"50\", perhaps \"; burst=200\"");
      return mirror;
    }
    double rate = Double.parseDouble(matcher.group(1));
    return matcher.group(2) == null
        ? mirror.maxPerSecond(rate)
        : mirror.maxPerSecond(rate, Integer.parseInt(matcher.group(2)));
  }

  /** When copies are sent: with their primaries, or after them. */
  private Mirror withTime(Mirror mirror, int index, String at) {
    Mirror result = mirror;
    if (isTrue(find(Setting.AFTER_RESPONSE, index, at + "afterResponse"))) {
      result = result.afterResponse();
    }
    Node.Text outcome = find(Setting.ONLY_AFTER, index, at + "onlyAfter");
    if (outcome != null) {
      try {
        result = result.onlyAfter(PrimaryOutcome.parse(outcome.text()));
      } catch (IllegalArgumentException e) {
        findings.problem(outcome, String.valueOf(e.getMessage()));
      }
    }
    return isTrue(find(Setting.PRIMARY_HEADERS, index, at + "primaryHeaders"))
        ? result.primaryHeaders()
        : result;
  }

  private boolean isTrue(Node.@Nullable Text value) {
    if (value == null || value.text().equals("false")) {
      return false;
    }
    if (!value.text().equals("true")) {
      findings.problem(value, "\"true\" or \"false\"");
    }
    return value.text().equals("true");
  }

  private Mirror withComparison(Mirror mirror, Node.Text text, String corePath) {
    Annotations.ReadComparison read = annotations.comparison(text);
    draft.place(corePath, read.settings());
    Comparison comparison = read.comparison();
    return comparison == null ? mirror : mirror.compare(comparison);
  }

  private Node.@Nullable Text find(Setting setting, int index, String corePath) {
    Node.Text value = annotations.find(setting, rule, index);
    if (value != null) {
      draft.place(corePath, value);
    }
    return value;
  }

  /** One edit a line: {@code set NAME: VALUE}, {@code add NAME: VALUE} or {@code remove NAME}. */
  private Mirror withEdits(Mirror mirror, Node.Text value) {
    Mirror result = mirror;
    for (String line : value.text().strip().split("\\s*\\n\\s*", -1)) {
      Matcher edit = HEADER_EDIT.matcher(line);
      if (line.startsWith("remove ")) {
        result = result.removeHeader(line.substring("remove ".length()).strip());
      } else if (!edit.matches()) {
        String shown = '"' + Node.printable(line) + '"';
        findings.problem(
            value, shown, "\"set NAME: VALUE\", \"add NAME: VALUE\" or \"remove NAME\"");
      } else {
        String name = edit.group(2).strip();
        String text = edit.group(3).strip();
        boolean isSet = edit.group(1).equals("set");
        result = isSet ? result.setHeader(name, text) : result.addHeader(name, text);
      }
    }
    return result;
  }

  /**
   * {@code full TO}, {@code prefix FROM TO} or {@code regex PATTERN SUBSTITUTION}, separated by
   * blanks; with {@code to SUBSTITUTION} on a line of its own where that is empty or has blanks.
   */
  private @Nullable PathRewrite rewrite(Node.Text value) {
    Matcher lines = REGEX_LINES.matcher(value.text());
    if (lines.matches()) {
      return PathRewrite.regex(lines.group(1), lines.group(2));
    }
    String text = value.text().strip();
    int first = text.indexOf(' ');
    int last = text.lastIndexOf(' ');
    if (text.startsWith("full ") && first == last) {
      return PathRewrite.full(text.substring(last + 1));
    }
    if (first > 0 && last > first) {
      String from = text.substring(first, last).strip();
      String to = text.substring(last + 1);
      if (text.startsWith("prefix ")) {
        return PathRewrite.prefix(from, to);
      }
      if (text.startsWith("regex ")) {
        return PathRewrite.regex(from, to);
      }
    }
    findings.problem(value, "\"full TO\", \"prefix FROM TO\" or \"regex PATTERN SUBSTITUTION\"");
    return null;
  }

  private <E extends Enum<E>> @Nullable E choice(Node.Text value, Class<E> type, E[] choices) {
    List<String> texts = new ArrayList<>();
    for (E choice : choices) {
      String text = ConstantText.hyphenated(choice);
      if (text.equals(value.text())) {
        return Enum.valueOf(type, choice.name());
      }
      texts.add('"' + text + '"');
    }
    findings.problem(value, String.join(", ", texts));
    return null;
  }
}
