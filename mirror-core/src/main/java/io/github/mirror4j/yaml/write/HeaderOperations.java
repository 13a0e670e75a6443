package io.github.mirror4j.yaml.write;

import io.github.mirror4j.rule.HeaderEdit;
import io.github.mirror4j.rule.RouteRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A rule's header edits as the mesh states them: names to remove, then values to set, then values
 * to add, one for each name.
 */
record HeaderOperations(List<String> remove, Map<String, String> set, Map<String, String> add) {

  static HeaderOperations of(RouteRule rule, ConversionReport report) {
    HeaderOperations out =
        new HeaderOperations(new ArrayList<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    boolean isRepeated = false;
    int last = 0;
    boolean isOrdered = true;
    for (HeaderEdit edit : rule.primary().headerEdits()) {
      isRepeated |= !names.add(edit.name());
      int rank = out.put(edit, rule, report);
      isOrdered &= rank >= last;
      last = rank;
    }
    if (isRepeated && !isOrdered) {
      report.add(
          rule, "a mesh removes, sets and adds headers in this order, whatever the rule's is");
    }
    return out;
  }

  boolean isEmpty() {
    return remove.isEmpty() && set.isEmpty() && add.isEmpty();
  }

  private int put(HeaderEdit edit, RouteRule rule, ConversionReport report) {
    return switch (edit) {
      case HeaderEdit.Remove(String name) -> {
        remove.add(name);
        yield 0;
      }
      case HeaderEdit.Set(String name, String value) -> {
        put(set, name, value, rule, report);
        yield 1;
      }
      case HeaderEdit.Add(String name, String value) -> {
        put(add, name, value, rule, report);
        yield 2;
      }
    };
  }

  private static void put(
      Map<String, String> map, String name, String value, RouteRule rule, ConversionReport report) {
    boolean isNew =
        map.keySet().stream()
            .noneMatch(n -> n.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)));
    if (isNew) {
      map.put(name, value);
    } else {
      report.add(rule, "a second value of header " + name + " cannot be expressed and is left out");
    }
  }
}
