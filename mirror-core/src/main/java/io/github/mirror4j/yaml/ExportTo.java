package io.github.mirror4j.yaml;

import io.github.mirror4j.yaml.tree.Fields;
import io.github.mirror4j.yaml.tree.Node;
import io.github.mirror4j.yaml.tree.Scalars;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code exportTo}: the namespaces whose clients see a document of Istio. */
final class ExportTo {

  private static final String EXPECTED = "\".\", \"*\" alone, or the name of a namespace";

  private ExportTo() {}

  /** The namespaces; null for all of them, which is the default. */
  static @Nullable List<String> read(Resource resource) {
    Fields spec = resource.spec();
    List<Node> entries = spec.list("exportTo");
    List<String> namespaces = new ArrayList<>();
    boolean isPublic = entries.isEmpty();
    for (Node entry : entries) {
      String text = Scalars.text(entry, spec.findings());
      boolean isAll = "*".equals(text);
      isPublic |= isAll || text == null;
      String namespace = ".".equals(text) ? resource.namespace() : text;
      boolean isWrong =
          text != null
              && (isAll ? entries.size() > 1 : !Resource.isNamespace(String.valueOf(namespace)));
      if (isWrong || namespaces.contains(namespace)) {
        spec.findings().problem(entry, isWrong ? EXPECTED : "each namespace once");
      } else if (namespace != null) {
        namespaces.add(namespace);
      }
    }
    return isPublic ? null : namespaces;
  }

  /** Says that what a document describes is taken as known to all clients. */
  static void warn(Resource resource) {
    List<String> namespaces = read(resource);
    Node place = resource.spec().get("exportTo");
    if (namespaces != null && place != null) {
      String text = "not applied: it is known to clients of every namespace here, not only of ";
      resource.findings().warning(place, text + String.join(", ", namespaces));
    }
  }
}
