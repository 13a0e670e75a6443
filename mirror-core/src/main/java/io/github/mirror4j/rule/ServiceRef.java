package io.github.mirror4j.rule;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.rule.syntax.HostText;
import io.github.mirror4j.rule.syntax.Ipv6;
import io.github.mirror4j.rule.syntax.Syntax;
import io.github.mirror4j.text.AddressBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A reference to a service as callers address it, by a short name with namespace and domain or by a
 * host.
 *
 * <p>Source of the semantic: {@code IstioService} of Istio 0.5. Either {@code name} is set,
 * optionally with {@code namespace} and {@code domain}, or {@code service} is set, which is a whole
 * host name ({@code orders.example.com}), a wildcard ({@code *}, {@code *.example.com}), an IP
 * address (IPv6 with or without brackets, in any of its forms) or an IPv4 block. Immutable and
 * thread-safe.
 *
 * @param name the short name, such as {@code httpbin}
 * @param namespace the namespace of a short name; absent means the rule's own
 * @param domain the domain of a short name; absent means {@code svc.cluster.local}
 * @param service the whole host, without port
 * @param port the port of the service, if it has several. It selects the endpoints that a registry
 *     returns, but does not affect which requests address the service
 * @since 0.1.0
 */
@CheckReturnValue
public record ServiceRef(
    @Nullable String name,
    @Nullable String namespace,
    @Nullable String domain,
    @Nullable String service,
    @Nullable Integer port) {

  /** The namespace of a rule, and so of its short names, if none is set. */
  public static final String DEFAULT_NAMESPACE = "default";

  private static final String CLUSTER_DOMAIN = "svc.cluster.local";

  /**
   * Creates a reference without a port.
   *
   * @param name the short name
   * @param namespace the namespace of a short name
   * @param domain the domain of a short name
   * @param service the whole host
   */
  public ServiceRef(
      @Nullable String name,
      @Nullable String namespace,
      @Nullable String domain,
      @Nullable String service) {
    this(name, namespace, domain, service, null);
  }

  /**
   * Reads a reference from text: a short name if it has no dot, star, bracket or slash, else a
   * host.
   *
   * @param text {@code httpbin}, {@code orders.example.com}, {@code *.example.com}, {@code *}
   * @return the reference, not validated yet
   */
  public static ServiceRef of(String text) {
    requireNonNull(text, "service");
    boolean isHost = text.chars().anyMatch(c -> ".*[/:".indexOf(c) >= 0);
    return isHost ? host(text) : new ServiceRef(text, null, null, null);
  }

  /**
   * Returns a reference by whole host, even if the host has no dot.
   *
   * @param host the host, without port
   * @return the reference, not validated yet
   */
  public static ServiceRef host(String host) {
    return new ServiceRef(null, null, null, host);
  }

  /**
   * Returns this short name in another namespace.
   *
   * @param namespace the namespace
   * @return a changed copy
   */
  public ServiceRef inNamespace(String namespace) {
    return new ServiceRef(name, namespace, domain, service, port);
  }

  /**
   * Returns this short name in another domain.
   *
   * @param domain the domain, such as {@code svc.cluster.local}
   * @return a changed copy
   */
  public ServiceRef inDomain(String domain) {
    return new ServiceRef(name, namespace, domain, service, port);
  }

  /**
   * Returns this service at one of its ports ({@code port} of a VirtualService's destination or of
   * a Gateway API backend).
   *
   * @param port 1 to 65535; null for none
   * @return a changed copy
   */
  public ServiceRef atPort(@Nullable Integer port) {
    return new ServiceRef(name, namespace, domain, service, port);
  }

  /**
   * Returns this reference with a namespace filled in, if it is a short name that has none.
   *
   * @param defaultNamespace the namespace to fill in
   * @return this reference or a changed copy
   */
  public ServiceRef withDefaultNamespace(String defaultNamespace) {
    return name == null || namespace != null ? this : inNamespace(defaultNamespace);
  }

  /**
   * Returns the most specific host of this service: the host itself, or {@code
   * name.namespace.domain}.
   *
   * @return the host, without port
   */
  public String host() {
    return hosts().get(0);
  }

  /**
   * Returns all hosts by which callers address this service, most specific first.
   *
   * <p>For a service of the cluster these are {@code httpbin.default.svc.cluster.local} and its
   * shorter forms down to {@code httpbin} (the domains of Istio 0.5's generated virtual hosts); any
   * other service has one host. An IPv6 address is in brackets and in the form of RFC 5952. An IPv6
   * address that holds an IPv4 address ({@code ::ffff:10.0.0.1}) becomes that IPv4 address.
   *
   * @return the hosts, without port; never empty
   */
  public List<String> hosts() {
    if (name != null) {
      return forms(name, namespace == null ? DEFAULT_NAMESPACE : namespace, domainOrDefault());
    }
    String host = service == null ? "" : service;
    String ipv6 = host.indexOf(':') < 0 ? null : Ipv6.canonical(host);
    if (ipv6 != null) {
      return List.of(ipv6);
    }
    String[] parts = host.split("\\.", 4);
    if (parts.length >= 3 && parts[2].equals("svc") && !host.startsWith("*")) {
      return forms(parts[0], parts[1], parts.length == 3 ? CLUSTER_DOMAIN : "svc." + parts[3]);
    }
    return List.of(host);
  }

  /**
   * Returns the namespace of a service of the cluster. A short name without a namespace is in
   * {@code default}.
   *
   * @return the namespace; empty for any other host
   */
  public Optional<String> clusterNamespace() {
    List<String> hosts = hosts();
    return hosts.size() == 1 ? Optional.empty() : Optional.of(hosts.get(0).split("\\.", 3)[1]);
  }

  /**
   * Returns whether this is a wildcard host or an address block, and so may address several
   * services.
   *
   * @return true for {@code *}, {@code *.example.com}, {@code 10.0.0.0/8} and the like
   */
  public boolean isWildcard() {
    return service != null && (service.startsWith("*") || service.indexOf('/') >= 0);
  }

  /**
   * Returns whether a request to a host addresses this service.
   *
   * @param host a host in lower case, without port
   * @return true for every form of the name, for a matching wildcard and for an address in the
   *     block
   */
  public boolean matches(String host) {
    if (service != null && service.startsWith("*")) {
      return service.length() == 1
          || (host.length() >= service.length() && host.endsWith(service.substring(1)));
    }
    if (service != null && service.indexOf('/') >= 0) {
      OptionalInt address = AddressBlock.address(host(host).host());
      return address.isPresent()
          && AddressBlock.of(service).filter(b -> b.contains(address.getAsInt())).isPresent();
    }
    return hosts().contains(host.indexOf(':') < 0 ? host : host(host).host());
  }

  /**
   * Checks this reference by Istio's rules.
   *
   * @param path the place of this reference in the configuration
   * @return the problems; empty if there are none
   */
  public List<Problem> problems(String path) {
    List<Problem> problems = new ArrayList<>();
    if ((name == null) == (service == null)) {
      String value = name == null ? "neither name nor service" : "both name and service";
      problems.add(new Problem(path, value, "either a name or a service"));
    }
    if (name != null && !Syntax.isDnsLabel(name)) {
      String expected = HostText.expected(name, Syntax.DNS_LABEL_TEXT);
      problems.add(Problem.ofText(path + ".name", name, expected));
    }
    if (service != null && !Syntax.isServiceHost(service)) {
      problems.add(
          Problem.ofText(
              path + ".service",
              service,
              HostText.expected(
                  service,
                  "a host in lower case without port, '*', '*.domain', an IP address or IPv4 block")));
    }
    if (namespace != null && service != null) {
      problems.add(Problem.ofText(path + ".namespace", namespace, "none beside a service"));
    } else if (namespace != null && !Syntax.isDnsLabel(namespace)) {
      problems.add(Problem.ofText(path + ".namespace", namespace, Syntax.DNS_LABEL_TEXT));
    }
    if (domain != null && service != null) {
      problems.add(Problem.ofText(path + ".domain", domain, "none beside a service"));
    } else if (domain != null && !Syntax.isDomain(domain)) {
      problems.add(Problem.ofText(path + ".domain", domain, Syntax.DOMAIN_TEXT));
    }
    if (port != null && (port < 1 || port > 65535)) {
      problems.add(new Problem(path + ".port", port.toString(), "1 to 65535"));
    }
    return problems;
  }

  /**
   * Returns the service in its short form: {@code httpbin}, {@code httpbin.tutorial:8080}, or the
   * host.
   */
  @Override
  public String toString() {
    return port == null ? text() : text() + ":" + port;
  }

  private String text() {
    if (name == null) {
      // An IPv6 address needs its brackets where a port follows.
      return service == null ? "" : service.indexOf(':') < 0 ? service : host();
    }
    if (domain != null) {
      return host();
    }
    return namespace == null || namespace.equals(DEFAULT_NAMESPACE) ? name : name + "." + namespace;
  }

  private String domainOrDefault() {
    return domain == null ? CLUSTER_DOMAIN : domain;
  }

  private static List<String> forms(String name, String namespace, String domain) {
    List<String> forms = new ArrayList<>();
    String qualified = name + "." + namespace;
    forms.add(qualified + "." + domain);
    if (domain.equals("svc") || domain.startsWith("svc.")) {
      for (int dot = domain.lastIndexOf('.'); dot > 0; dot = domain.lastIndexOf('.', dot - 1)) {
        forms.add(qualified + "." + domain.substring(0, dot));
      }
    }
    forms.add(qualified);
    forms.add(name);
    return List.copyOf(forms);
  }
}
