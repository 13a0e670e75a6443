package io.github.mirror4j.http.send;

import io.github.mirror4j.rule.HeaderEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Applies the changes of a rule or a mirror to headers. */
public final class HeaderEdits {

  private HeaderEdits() {}

  /**
   * Makes the changes, one after the other.
   *
   * @param edits the changes
   * @param headers the headers, whose names are compared in any case
   */
  public static void apply(List<HeaderEdit> edits, Map<String, List<String>> headers) {
    edits.forEach(edit -> apply(edit, headers));
  }

  private static void apply(HeaderEdit edit, Map<String, List<String>> headers) {
    switch (edit) {
      case HeaderEdit.Set(String name, String value) -> headers.put(name, List.of(value));
      case HeaderEdit.Remove(String name) -> headers.remove(name);
      case HeaderEdit.Add(String name, String value) -> {
        List<String> values = new ArrayList<>(headers.getOrDefault(name, List.of()));
        values.add(value);
        headers.put(name, values);
      }
    }
  }
}
