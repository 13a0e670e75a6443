package io.github.mirror4j.rule;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.rule.syntax.HostText;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where a mirror's copies go: to a subset of a service, or to a base URI.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
@CheckReturnValue
public sealed interface MirrorTarget {

  /**
   * Checks this target.
   *
   * @param path the place of this target in the configuration
   * @return the problems; empty if there are none
   */
  List<Problem> problems(String path);

  /**
   * A subset of a service, whose endpoints a registry knows.
   *
   * @param service the service; a short name without a namespace is in the rule's namespace
   * @param labels the subset of its endpoints
   * @since 0.1.0
   */
  record ToService(ServiceRef service, Labels labels) implements MirrorTarget {
    /**
     * Creates the target.
     *
     * @throws NullPointerException if an argument is null
     */
    public ToService {
      requireNonNull(service, "service");
      requireNonNull(labels, "labels");
    }

    @Override
    public List<Problem> problems(String path) {
      List<Problem> problems = new ArrayList<>(serviceProblems(path));
      problems.addAll(labels.problems(path + ".labels"));
      return problems;
    }

    private List<Problem> serviceProblems(String path) {
      String host = service.service();
      if (host != null && host.contains("://")) {
        // A URL may hold a password, which must not reach a log.
        String shown = host.replaceFirst("://[^/]*@", "://***@");
        String expected = "a service; for a URL Mirror.to(URI.create(..))";
        return List.of(Problem.ofText(path + ".service", shown, expected));
      }
      List<Problem> problems = service.problems(path);
      if (problems.isEmpty() && service.isWildcard()) {
        return List.of(Problem.ofText(path + ".service", service.toString(), "one service"));
      }
      return problems;
    }

    @Override
    public String toString() {
      return service + labels.toString();
    }
  }

  /**
   * One address. A copy's path and query are appended to the base's path.
   *
   * @param base an absolute http or https URI without query, fragment and user info
   * @since 0.1.0
   */
  record ToUri(URI base) implements MirrorTarget {
    /**
     * Creates the target.
     *
     * @throws NullPointerException if an argument is null
     */
    public ToUri {
      requireNonNull(base, "base");
    }

    @Override
    public List<Problem> problems(String path) {
      String scheme = base.getScheme() == null ? "" : base.getScheme().toLowerCase(Locale.ROOT);
      boolean isPort = base.getPort() == -1 || (base.getPort() >= 1 && base.getPort() <= 65535);
      boolean isHttp = scheme.equals("http") || scheme.equals("https");
      boolean isBare =
          base.getRawQuery() == null
              && base.getRawFragment() == null
              && base.getRawUserInfo() == null;
      if (isHttp && isBare && base.getHost() != null && isPort) {
        return List.of();
      }
      String expected =
          HostText.expected(
              base.getHost() == null ? hostText(base) : "",
              "an absolute http or https URI with a host, a port from 1 to 65535 if any, and without"
                  + " user info, query and fragment");
      return List.of(Problem.ofText(path + ".uri", toString(), expected));
    }

    /**
     * Returns the text in place of the host. {@link URI} itself returns no host that it cannot
     * parse.
     */
    private static String hostText(URI uri) {
      String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
      return authority.substring(authority.lastIndexOf('@') + 1);
    }

    /**
     * Returns the URI as text without user info. An invalid URI may hold a password, which must not
     * reach a log.
     */
    @Override
    public String toString() {
      String authority = base.getRawAuthority();
      int at = authority == null ? -1 : authority.lastIndexOf('@');
      return at < 0
          ? base.toString()
          : base.toString().replace(authority.substring(0, at) + "@", "***@");
    }
  }
}
