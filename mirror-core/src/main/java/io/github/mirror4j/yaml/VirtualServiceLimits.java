package io.github.mirror4j.yaml;

/** How large a VirtualService may be: one file must not become a great many rules. */
final class VirtualServiceLimits {

  static final int MAX_HOSTS = 100;

  /** Each host makes a rule of each route, so this limits their product. */
  static final int MAX_RULES = 1000;

  private VirtualServiceLimits() {}
}
