package io.github.mirror4j.yaml.dialect;

/** How large a VirtualService may be: one file must not become a great many rules. */
@SuppressWarnings("doclint:missing") // for this module only
public final class VirtualServiceLimits {

  public static final int MAX_HOSTS = 100;

  /** Each host makes a rule of each route, so this limits their product. */
  public static final int MAX_RULES = 1000;

  private VirtualServiceLimits() {}
}
