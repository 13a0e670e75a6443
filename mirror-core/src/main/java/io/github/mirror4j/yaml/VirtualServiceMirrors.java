package io.github.mirror4j.yaml;

import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.yaml.dialect.RouteTimeout;
import io.github.mirror4j.yaml.tree.Fields;
import io.github.mirror4j.yaml.tree.Findings;
import io.github.mirror4j.yaml.tree.Node;
import io.github.mirror4j.yaml.tree.Scalars;
import io.github.mirror4j.yaml.tree.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads {@code mirror} or {@code mirrors} of a VirtualService's http entry. */
final class VirtualServiceMirrors {

  private static final List<String> OLD_PERCENT = List.of("mirrorPercent", "mirror_percent");
  private static final List<String> PERCENTAGE = List.of("mirrorPercentage", "mirror_percentage");

  private final RuleDraft draft;
  private final DestinationReader destinations;
  private final Findings findings;
  private final int rule;
  private final List<Mirror> mirrors = new ArrayList<>();
  private final List<Node> places = new ArrayList<>();

  VirtualServiceMirrors(RuleDraft draft, int rule, DestinationReader destinations) {
    this.draft = draft;
    this.rule = rule;
    this.destinations = destinations;
    findings = draft.resource().findings();
  }

  void read(Fields entry, RouteTimeout timeout) {
    String namespace = draft.resource().namespace();
    DestinationReader.Destination single = destinations.read(entry.object("mirror"), namespace);
    Double percent = percent(entry);
    if (single != null) {
      PERCENTAGE.forEach(name -> placeShare(entry.get(name)));
      add(single, percent, timeout);
    }
    Node node = entry.get("mirrors");
    // In the mesh an empty list is an absent one.
    boolean isList = node != null && !(node instanceof Node.Arr list && list.items().isEmpty());
    if (entry.has("mirror") && node != null && isList) {
      findings.problem(node, "beside mirror", "either mirror or mirrors");
    }
    for (Fields policy : entry.objects("mirrors")) {
      policy.required("destination", "a destination with a host");
      var to = destinations.read(policy.object("destination"), namespace);
      Double share = policy.has("percentage") ? value(policy, "percentage") : null;
      policy.done();
      if (to != null) {
        placeShare(policy.get("percentage"));
        add(to, share, timeout);
      }
    }
  }

  /** Where the mesh would send copies that are not sent here, in brackets; empty without any. */
  String lost() {
    return mirrors.isEmpty() ? "" : " (its copies are for " + RuleDraft.targets(mirrors) + ")";
  }

  void addToRule() {
    new MirrorList(draft, rule).add(mirrors, places);
  }

  private void placeShare(@Nullable Node percentage) {
    if (percentage != null) {
      draft.place("mirror[" + mirrors.size() + "].percentage", percentage);
    }
  }

  private void add(
      DestinationReader.Destination to, @Nullable Double percent, RouteTimeout timeout) {
    Mirror mirror = VirtualServiceRouteReader.mirror(to.service(), to.labels());
    mirror = percent == null ? mirror : mirror.percentage(percent);
    mirrors.add(timeout.applyTo(mirror));
    places.add(to.node());
  }

  /** Absent means all, an explicit 0 none; the newer spelling wins over the older one. */
  private @Nullable Double percent(Fields entry) {
    Double percent = null;
    for (String name : OLD_PERCENT) {
      Integer old = oldPercent(entry, name);
      if (old != null) {
        String text = "an old spelling, use mirrorPercentage: {value: " + old + "}";
        findings.warning(Objects.requireNonNull(entry.get(name)), text);
        percent = old.doubleValue();
      }
    }
    for (String name : PERCENTAGE) {
      percent = entry.has(name) ? value(entry, name) : percent;
    }
    boolean alone = percent != null && !entry.has("mirror");
    if (alone) {
      findings.warning(entry.node(), "a percentage without mirror is not applied");
    }
    return percent;
  }

  private @Nullable Integer oldPercent(Fields entry, String name) {
    Node node = entry.get(name);
    if (node instanceof Node.Obj) {
      String number = "a whole number, 0 to 100, without quotes";
      findings.problem(node, number + Suggestion.didYouMean("mirrorPercentage"));
      return null;
    }
    return entry.integer(name, 0, 100);
  }

  /** {@code {value: 5.5}}; in Istio a percentage without value is 0. */
  private @Nullable Double value(Fields fields, String name) {
    Node given = Objects.requireNonNull(fields.get(name));
    if (given instanceof Node.Text text && text.kind() == Node.Text.Kind.NUMBER) {
      findings.problem(given, "an object; write {value: " + text.shown() + "}");
      return null;
    }
    Fields percentage = Fields.of(given, findings);
    Node value = percentage.get("value");
    percentage.done();
    if (value != null) {
      return Scalars.decimal(value, 0, 100, findings);
    }
    if (!findings.isWrong(percentage.node())) {
      findings.warning(percentage.node(), "without value it means 0, so nothing is copied");
    }
    return 0.0;
  }
}
