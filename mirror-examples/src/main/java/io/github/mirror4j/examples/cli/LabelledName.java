package io.github.mirror4j.examples.cli;

import io.github.mirror4j.rule.Labels;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/** A service, perhaps with labels: {@code httpbin} or <code>httpbin{version=v2}</code>. */
record LabelledName(String name, Labels labels) {

  private static final Pattern FORM = Pattern.compile("([^{}=\\s]+)(?:\\{([^{}]*)\\})?");

  static LabelledName parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new TypeConversionException(
          "expected a service such as httpbin or httpbin{version=v2}, but was \"" + text + '"');
    }
    String labels = matcher.group(2);
    return new LabelledName(matcher.group(1), labels == null ? Labels.none() : labels(labels));
  }

  private static Labels labels(String text) {
    Map<String, String> labels = new TreeMap<>();
    for (String label : text.split(",", -1)) {
      int equals = label.indexOf('=');
      if (equals < 1) {
        throw new TypeConversionException(
            "expected labels such as {version=v2}, but was \"{" + text + "}\"");
      }
      labels.put(label.substring(0, equals).strip(), label.substring(equals + 1).strip());
    }
    return new Labels(labels);
  }
}
