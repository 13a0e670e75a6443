package io.github.mirror4j.select;

import io.github.mirror4j.registry.Endpoint;
import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.PathRewrite;
import io.github.mirror4j.rule.PrimaryEdits;
import io.github.mirror4j.text.HttpText;
import java.net.URI;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A rule's changes to its primaries, compiled. */
final class CompiledEdits {

  static final CompiledEdits NONE = new CompiledEdits(PrimaryEdits.none());

  private final PrimaryEdits edits;
  private final @Nullable UnaryOperator<String> path;
  private final boolean none;

  CompiledEdits(PrimaryEdits edits) {
    this.edits = edits;
    PathRewrite rewrite = edits.pathRewrite();
    path = rewrite == null ? null : rewrite.compile();
    none = edits.isEmpty();
  }

  PrimaryEdits edits() {
    return edits;
  }

  boolean isNone() {
    return none;
  }

  URI rewrite(URI request) {
    if (path == null) {
      return request;
    }
    String changed = path.apply(HttpText.pathOf(request.getRawPath()));
    URI origin = URI.create(request.getScheme() + "://" + request.getRawAuthority());
    return new Endpoint(origin, Labels.none()).resolve(changed, request.getRawQuery());
  }
}
