package io.github.mirror4j.yaml.dialect;

import io.github.mirror4j.rule.ServiceRef;

/**
 * The Gateway API's order of matches as one number, so that it becomes a rule's precedence: the
 * more specific host first, then an exact path, the longest path prefix, a method, the most
 * headers, the most query parameters. A regular expression comes last among the paths, as in Istio.
 *
 * <p>Host (8 bits, 0 for an exact one, negative below), path (12), method (1), headers (5), query
 * (5): 31 bits, so that an int holds it.
 */
@SuppressWarnings("doclint:missing") // for this module only
public final class Specificity {

  /** More than the most specific match of a host has. */
  public static final int ALL = 1 << 23;

  private static final int MAX_PATH = 1024;
  private static final int PREFIX = 1024;
  private static final int EXACT = 4095;
  private static final int MAX = 31;

  private Specificity() {}

  public static int ofExactPath() {
    return EXACT;
  }

  public static int ofPrefix(String prefix) {
    return PREFIX + Math.min(prefix.length(), MAX_PATH);
  }

  public static int ofRegex(String regex) {
    return Math.min(regex.length(), PREFIX - 1);
  }

  public static int of(int path, boolean method, int headers, int query) {
    int value = path << 1 | (method ? 1 : 0);
    value = value << 5 | Math.min(headers, MAX);
    return value << 5 | Math.min(query, MAX);
  }

  /** No match at all means the path prefix {@code /}. */
  public static int ofEveryPath() {
    return of(ofPrefix("/"), false, 0, 0);
  }

  public static int precedence(ServiceRef host, int specificity) {
    return Hosts.specificity(host) * ALL + specificity;
  }
}
