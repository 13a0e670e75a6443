package io.github.mirror4j.yaml;

import io.github.mirror4j.yaml.tree.Fields;
import io.github.mirror4j.yaml.tree.Findings;
import io.github.mirror4j.yaml.tree.Node;
import io.github.mirror4j.yaml.tree.Suggestion;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the filters of an HTTPRoute's rule or backend; a backend's change nothing here. */
final class HttpRouteFilters {

  private static final String MIRROR = "RequestMirror";
  private static final String HEADERS = "RequestHeaderModifier";
  private static final String REWRITE = "URLRewrite";
  private static final String REDIRECT = "RequestRedirect";
  private static final List<String> TYPES =
      List.of(
          MIRROR,
          REDIRECT,
          HEADERS,
          "ResponseHeaderModifier",
          REWRITE,
          "ExtensionRef",
          "CORS",
          "ExternalAuth");

  private static final Set<String> ONCE =
      Set.of(HEADERS, REWRITE, REDIRECT, "ResponseHeaderModifier", "CORS");

  private final Findings findings;
  private boolean responds;

  HttpRouteFilters(Findings findings) {
    this.findings = findings;
  }

  /** Whether a filter of the rule responds itself, so that nothing is routed or copied. */
  boolean responds() {
    return responds;
  }

  /** Reads them; {@code edits} takes the changes to the primary, null where none are applied. */
  void read(Fields fields, Consumer<Fields> mirrors, @Nullable HttpRouteEdits edits) {
    Set<String> seen = new HashSet<>();
    for (Fields filter : fields.objects("filters", 16)) {
      String type = filter.requiredText("type", String.join(", ", TYPES));
      if (type != null && !TYPES.contains(type)) {
        Node node = Objects.requireNonNull(filter.get("type"));
        findings.problem(node, String.join(", ", TYPES) + Suggestion.question(type, TYPES));
      } else if (type != null) {
        checkBeside(filter, type, seen);
        readFilter(filter, type, mirrors, edits);
      }
    }
  }

  /** Only mirrors and extensions may stand there more than once. */
  private void checkBeside(Fields filter, String type, Set<String> seen) {
    boolean isNew = seen.add(type);
    if (!isNew && ONCE.contains(type)) {
      findings.problem(filter.node(), type + " a second time", "each filter once");
    } else if (type.equals(REWRITE) && seen.contains(REDIRECT)) {
      findings.problem(filter.node(), "beside " + REDIRECT, "either " + REDIRECT + " or " + type);
    } else if (type.equals(REDIRECT) && seen.contains(REWRITE)) {
      findings.problem(filter.node(), "beside " + REWRITE, "either " + REWRITE + " or " + type);
    }
  }

  private void readFilter(
      Fields filter, String type, Consumer<Fields> mirrors, @Nullable HttpRouteEdits edits) {
    String own = field(type);
    filter.required(own, "the settings of " + type);
    for (String other : TYPES) {
      Node node = other.equals(type) ? null : filter.get(field(other));
      if (node != null) {
        findings.problem(node, "beside type " + type, "nothing but " + own);
      }
    }
    if (type.equals(MIRROR)) {
      Fields mirror = filter.object(own);
      if (mirror != null) {
        mirrors.accept(mirror);
      }
    } else if (type.equals(REDIRECT) && edits != null) {
      responds = true;
      findings.warning(filter.node(), "not applied, and the rule neither routes nor copies");
    } else if (edits != null && (type.equals(HEADERS) || type.equals(REWRITE))) {
      Fields change = filter.object(own);
      if (change != null && type.equals(HEADERS)) {
        edits.headers(change);
      } else if (change != null) {
        edits.rewrite(change);
      }
    } else {
      findings.warning(filter.node(), type + " is not applied");
    }
    filter.done();
  }

  /** The field with the settings of a filter: {@code requestMirror} for {@code RequestMirror}. */
  private static String field(String type) {
    return switch (type) {
      case "URLRewrite" -> "urlRewrite";
      case "CORS" -> "cors";
      default -> type.substring(0, 1).toLowerCase(Locale.ROOT) + type.substring(1);
    };
  }
}
