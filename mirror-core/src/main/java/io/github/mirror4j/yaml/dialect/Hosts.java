package io.github.mirror4j.yaml.dialect;

import io.github.mirror4j.rule.ServiceRef;

/** Hosts as Istio's documents write them. */
@SuppressWarnings("doclint:missing") // for this module only
public final class Hosts {

  private static final int EXACT = 255;

  private Hosts() {}

  /** A host without dots is a short name in the document's namespace, any other is whole. */
  public static ServiceRef service(String host, String namespace) {
    return ServiceRef.of(host).withDefaultNamespace(namespace);
  }

  /**
   * How much less specific than an exact host this one is: 0 for an exact host, the more negative
   * the shorter a wildcard is. The mesh looks for the most specific host first.
   */
  static int specificity(ServiceRef service) {
    return service.isWildcard() ? service.host().length() - EXACT : 0;
  }

  /** The precedence of a VirtualService's rules; those for some clients alone have one more. */
  public static int precedence(ServiceRef service) {
    return 2 * specificity(service);
  }
}
