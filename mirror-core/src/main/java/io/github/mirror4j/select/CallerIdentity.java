package io.github.mirror4j.select;

import io.github.mirror4j.rule.ServiceRef;
import io.github.mirror4j.rule.Source;
import org.jspecify.annotations.Nullable;

/** Compares the identity of a caller with the source that a match requires. */
final class CallerIdentity {

  private CallerIdentity() {}

  /**
   * Returns whether service, namespace and labels of the caller agree with the condition.
   *
   * @param defaultNamespace the namespace of short names in the condition
   */
  static boolean meets(Source caller, Source condition, String defaultNamespace) {
    return isService(caller, condition, defaultNamespace)
        && (condition.namespace() == null || condition.namespace().equals(namespace(caller)))
        && caller.labels().containsAll(condition.labels());
  }

  /** Returns the namespace that was set, or that of the caller's service; null if unknown. */
  static @Nullable String namespace(Source caller) {
    ServiceRef service = caller.service();
    if (caller.namespace() != null || service == null) {
      return caller.namespace();
    }
    return service.clusterNamespace().orElse(null);
  }

  private static boolean isService(Source caller, Source condition, String defaultNamespace) {
    ServiceRef wanted = condition.service();
    ServiceRef own = caller.service();
    if (wanted == null || own == null) {
      return wanted == null;
    }
    return host(wanted, condition, defaultNamespace)
        .equals(host(own, caller, ServiceRef.DEFAULT_NAMESPACE));
  }

  /**
   * Returns the service's host. A short name is resolved in the source's namespace, if it has one.
   */
  private static String host(ServiceRef service, Source of, String defaultNamespace) {
    String namespace = of.namespace();
    return service.withDefaultNamespace(namespace == null ? defaultNamespace : namespace).host();
  }
}
