package io.github.mirror4j.rule;

import static java.util.Objects.requireNonNull;

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
   * Returns whether a caller of this identity meets a condition.
   *
   * @param condition what a rule requires
   * @param defaultNamespace the namespace of short names in the condition
   * @return true if service, namespace and labels agree
   */
  public boolean meets(Source condition, String defaultNamespace) {
    return isService(condition, defaultNamespace)
        && (condition.namespace == null || condition.namespace.equals(callerNamespace()))
        && labels.containsAll(condition.labels);
  }

  /**
   * Returns the namespace of the caller: the one that was set, or that of its service.
   *
   * @return the namespace, or null if it is not known
   */
  public @Nullable String callerNamespace() {
    if (namespace != null || service == null) {
      return namespace;
    }
    return service.clusterNamespace().orElse(null);
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

  private boolean isService(Source condition, String defaultNamespace) {
    if (condition.service == null || service == null) {
      return condition.service == null;
    }
    String wanted = condition.hostOf(condition.service, defaultNamespace);
    return wanted.equals(hostOf(service, ServiceRef.DEFAULT_NAMESPACE));
  }

  /**
   * Returns the service's host. A short name is resolved in this source's namespace, if it has one.
   */
  private String hostOf(ServiceRef own, String defaultNamespace) {
    return own.withDefaultNamespace(namespace == null ? defaultNamespace : namespace).host();
  }

  /** Returns the source as text, such as {@code frontend{version=v1}}. */
  @Override
  public String toString() {
    String who =
        service != null ? service.toString() : namespace == null ? "any" : "any in " + namespace;
    return who + labels;
  }
}
