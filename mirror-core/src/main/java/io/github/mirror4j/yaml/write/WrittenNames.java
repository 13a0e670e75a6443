package io.github.mirror4j.yaml.write;

import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.yaml.dialect.EntryNames;
import io.github.mirror4j.yaml.dialect.SortedNames;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives the entries of a written document the names under which their rules are read again. */
final class WrittenNames {

  private final String document;
  private final List<RouteRule> rules;
  private final boolean sorted;

  WrittenNames(String document, List<RouteRule> rules) {
    this.document = document;
    this.rules = rules;
    SortedNames names = new SortedNames();
    rules.forEach(rule -> names.add(Integer.toString(rule.precedence()), rule.name()));
    sorted = names.areSorted();
  }

  /**
   * Writes a rule's name into its entry, if the entry can have it; returns the name that is read
   * then.
   */
  AnnotationWriter.ReadHead name(
      RouteRule rule, int index, Map<String, Object> entry, @Nullable Integer precedence) {
    String position = EntryNames.position(document, rules.size() > 1, index);
    String name = nameInEntry(rule, position);
    if (name != null) {
      entry.put("name", name);
    }
    String readName = name == null ? position : rule.name();
    return new AnnotationWriter.ReadHead(readName, precedence, sorted ? rule.name() : position);
  }

  private @Nullable String nameInEntry(RouteRule rule, String position) {
    boolean isInDocument = rule.name().startsWith(document + ".");
    if (!isInDocument || rule.name().equals(position)) {
      return null;
    }
    String name = rule.name().substring(document.length() + 1);
    return EntryNames.isName(name) ? name : null;
  }
}
