package io.github.mirror4j.compare.files;

import io.github.mirror4j.compare.files.EvidenceRow.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The names of all rows that were read, each kept once. Thread-safe. */
public final class RowTable {

  private final Map<Name, Integer> numbers = new ConcurrentHashMap<>();
  private final List<Name> names = new ArrayList<>();
  private final KnownRows known = new KnownRows();

  /** Creates a table without names. */
  public RowTable() {}

  /** {@return the rows that need not be parsed again} */
  KnownRows known() {
    return known;
  }

  int number(Name name) {
    Integer known = numbers.get(name);
    return known == null ? add(name) : known;
  }

  private synchronized int add(Name name) {
    Integer known = numbers.putIfAbsent(name, names.size());
    if (known != null) {
      return known;
    }
    names.add(name);
    return names.size() - 1;
  }

  synchronized Name name(int number) {
    return names.get(number);
  }
}
