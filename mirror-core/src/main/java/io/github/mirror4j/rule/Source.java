package io.github.mirror4j.rule;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who calls: the service that a client belongs to, or the service that a rule asks for.
 *
 * <p>As the identity of a client it is given once, when the client is built; as a condition of a
 * {@link Match} it holds when the service is the same and the caller carries all of the labels.
 * Source of the semantic: {@code MatchCondition.source} (Istio 0.5), {@code sourceLabels} and
 * {@code sourceNamespace} (VirtualService): matched against the caller's identity, never per
 * request. Immutable and thread-safe.
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
   * Makes a source.
   *
   * @throws NullPointerException if {@code labels} is null
   */
  public Source {
    requireNonNull(labels, "labels");
  }

  /**
   * A calling service with labels.
   *
   * @param service the service, as in {@link ServiceRef#of}
   * @param labels its labels
   * @return the source
   */
  public static Source of(String service, Labels labels) {
    return new Source(ServiceRef.of(service), null, labels);
  }

  /**
   * A calling service without labels.
   *
   * @param service the service, as in {@link ServiceRef#of}
   * @return the source
   */
  public static Source of(String service) {
    return of(service, Labels.none());
  }

  /**
   * Whether a caller of this identity meets that condition.
   *
   * @param condition what a rule asks for
   * @param defaultNamespace the namespace of short names in the condition
   * @return true if service, namespace and labels agree
   */
  public boolean meets(Source condition, String defaultNamespace) {
    return isService(condition, defaultNamespace)
        && (condition.namespace == null || condition.namespace.equals(callerNamespace()))
        && labels.containsAll(condition.labels);
  }

  /**
   * The namespace of the caller: the given one, else the one of its service.
   *
   * @return the namespace, or null where it is not known
   */
  public @Nullable String callerNamespace() {
    if (namespace != null || service == null) {
      return namespace;
    }
    return service.clusterNamespace().orElse(null);
  }

  /**
   * What is wrong with this source.
   *
   * @param path the place of this source in the configuration
   * @return the problems, none if all is well
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

  /** The service's host, a short name taken in this source's namespace if it has one. */
  private String hostOf(ServiceRef own, String defaultNamespace) {
    return own.withDefaultNamespace(namespace == null ? defaultNamespace : namespace).host();
  }

  /** The source as text, such as {@code frontend{version=v1}}. */
  @Override
  public String toString() {
    String who =
        service != null ? service.toString() : namespace == null ? "any" : "any in " + namespace;
    return who + labels;
  }
}
