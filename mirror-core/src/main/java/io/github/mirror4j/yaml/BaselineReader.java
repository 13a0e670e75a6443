package io.github.mirror4j.yaml;

import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.MirrorTarget;
import io.github.mirror4j.rule.ServiceRef;
import io.github.mirror4j.yaml.tree.Fields;
import io.github.mirror4j.yaml.tree.Findings;
import io.github.mirror4j.yaml.tree.Node;
import io.github.mirror4j.yaml.tree.Scalars;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings of a comparison about the baseline: a percentage, {@code none}, or a
 * percentage with the second deployment that it goes to.
 */
final class BaselineReader {

  static final String NONE = "none";

  private static final String EXPECTED =
      "the percentage of compared requests that are also sent to the old version once more, \""
          + NONE
          + "\", or an object with percentage and uri, name or service";

  private final Fields fields;
  private final Map<String, Node> places;
  private final Findings findings;

  BaselineReader(Fields fields, Map<String, Node> places, Findings findings) {
    this.fields = fields;
    this.places = places;
    this.findings = findings;
  }

  /** Returns a builder; where the baseline cannot be read, one that allows all other settings. */
  Comparison.Builder read() {
    Node baseline = fields.required("baseline", EXPECTED);
    if (baseline == null) {
      return unread();
    }
    places.put("baseline", baseline);
    if (baseline instanceof Node.Obj) {
      return readObject(Fields.of(baseline, findings));
    }
    if (baseline instanceof Node.Text text && text.kind() == Node.Text.Kind.NUMBER) {
      Double percent = percent(baseline);
      return percent == null ? unread() : Comparison.withBaseline(percent);
    }
    if (baseline instanceof Node.Text text && text.text().equals(NONE)) {
      return Comparison.withoutBaseline();
    }
    if (!Scalars.isUnreadable(baseline)) {
      findings.problem(baseline, EXPECTED);
    }
    return unread();
  }

  private Comparison.Builder readObject(Fields baseline) {
    Node share = baseline.required("percentage", "the percentage of compared requests, above 0");
    Double percent = share == null ? null : percent(share);
    if (share != null) {
      places.put("baseline.percentage", share);
    }
    MirrorTarget target = target(baseline);
    baseline.done();
    if (percent == null) {
      return unread();
    }
    return target == null
        ? Comparison.withBaseline(percent)
        : Comparison.withBaselineAt(target, percent);
  }

  /** The deployment; null where none is named: it goes to the primary's own service. */
  private @Nullable MirrorTarget target(Fields baseline) {
    Node uri = baseline.get("uri");
    if (uri != null) {
      places.put("baseline.uri", uri);
      return uri(uri);
    }
    String name = text(baseline, "name");
    String service = text(baseline, "service");
    String namespace = text(baseline, "namespace");
    String domain = text(baseline, "domain");
    Integer port = baseline.integer("port", 1, 65_535);
    var labels = baseline.labels("labels");
    Node at = baseline.get("labels");
    if (at != null) {
      places.put("baseline.labels", at);
    }
    boolean isNone = name == null && service == null;
    if (isNone && namespace == null && domain == null && port == null && at == null) {
      return null;
    }
    return new MirrorTarget.ToService(
        new ServiceRef(name, namespace, domain, service, port), labels);
  }

  private @Nullable MirrorTarget uri(Node node) {
    String text = Scalars.text(node, findings);
    try {
      return text == null ? null : new MirrorTarget.ToUri(new URI(text));
    } catch (URISyntaxException e) {
      // It may hold a password, which must not reach a log.
      findings.problem(node, "no URI", "an absolute http or https URI");
      return null;
    }
  }

  private @Nullable String text(Fields baseline, String name) {
    Node node = baseline.get(name);
    if (node != null) {
      places.put("baseline." + name, node);
    }
    return baseline.text(name);
  }

  private @Nullable Double percent(Node node) {
    return Scalars.decimal(node, 0, 100, findings);
  }

  private static Comparison.Builder unread() {
    return Comparison.withBaseline(100);
  }
}
