package io.github.mirror4j.rule;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.rule.syntax.Syntax;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A caller: the service to which a client belongs, or the service that a rule requires.
 *
 * <p>As the identity of a client, it is set once, when the client is built. As a condition of a
 * {@link Match}, it holds if service and namespace agree and the caller has all of the labels. It
 * is compared with the caller's identity, never per request. Source of the semantic: {@code
 * MatchCondition.source} (Istio 0.5), {@code sourceLabels} and {@code sourceNamespace}
 * (VirtualService). Immutable and thread-safe.
 *
 * @param service the calling service; absent in a condition means any service
 * @param namespace the caller's namespace, and so that of a short name of the service; absent in a
 *     condition means any
 * @param labels the caller's labels
 * @since 0.1.0
 */
@CheckReturnValue
public record Source(@Nullable ServiceRef service, @Nullable String namespace, Labels labels) {

  /**
   * Creates a source.
   *
   * @throws NullPointerException if {@code labels} is null
   */
  public Source {
    requireNonNull(labels, "labels");
  }

  /**
   * Returns a calling service with labels.
   *
   * @param service the service, as in {@link ServiceRef#of}
   * @param labels its labels
   * @return the source
   */
  public static Source of(String service, Labels labels) {
    return new Source(ServiceRef.of(service), null, labels);
  }

  /**
   * Returns a calling service without labels.
   *
   * @param service the service, as in {@link ServiceRef#of}
   * @return the source
   */
  public static Source of(String service) {
    return of(service, Labels.none());
  }

  /**
   * Checks this source.
   *
   * @param path the place of this source in the configuration
   * @return the problems; empty if there are none
   */
  public List<Problem> problems(String path) {
    List<Problem> problems = new ArrayList<>(labels.problems(path + ".labels"));
    if (service != null) {
      problems.addAll(service.problems(path));
    }
    if (namespace != null && !Syntax.isDnsLabel(namespace)) {
      problems.add(Problem.ofText(path + ".namespace", namespace, Syntax.DNS_LABEL_TEXT));
    }
    return problems;
  }

  /** Returns the source as text, such as {@code frontend{version=v1}}. */
  @Override
  public String toString() {
    String who =
        service != null ? service.toString() : namespace == null ? "any" : "any in " + namespace;
    return who + labels;
  }
}
