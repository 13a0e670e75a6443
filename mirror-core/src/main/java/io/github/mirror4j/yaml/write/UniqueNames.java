package io.github.mirror4j.yaml.write;

import java.util.HashSet;
import java.util.Set;

/** Gives each written document of a kind a name that no other one of its namespace has. */
final class UniqueNames {

  private final Set<String> taken = new HashSet<>();

  String of(String namespace, String wanted) {
    String name = wanted;
    for (int n = 2; !taken.add(namespace + "/" + name); n++) {
      name = wanted + "-" + n;
    }
    return name;
  }
}
