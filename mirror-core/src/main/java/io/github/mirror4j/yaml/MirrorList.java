package io.github.mirror4j.yaml;

import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.yaml.tree.Node;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Puts mirrors into a rule, with what annotations say about each and a name of its own. */
record MirrorList(RuleDraft draft, int rule) {

  void add(List<Mirror> mirrors, List<Node> places) {
    AnnotationReader settings = new AnnotationReader(draft, rule);
    Set<String> names = new HashSet<>();
    for (int i = 0; i < mirrors.size(); i++) {
      draft.place("mirror[" + i + "]", places.get(i));
      Mirror mirror = settings.applyTo(mirrors.get(i), i);
      // The mesh may mirror twice to one place; here each mirror has a name.
      String name = mirror.name();
      for (int n = 2; !names.add(mirror.name()); n++) {
        mirror = mirror.name(name + "#" + n);
      }
      draft.mirror(mirror);
    }
    if (!places.isEmpty()) {
      draft.place("mirror", places.get(0));
    }
  }
}
