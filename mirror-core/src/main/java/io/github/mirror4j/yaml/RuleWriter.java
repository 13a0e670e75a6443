package io.github.mirror4j.yaml;

import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.RouteRule;
import java.util.Collection;
import java.util.List;

/**
 * Writes rules as the mesh's documents: the way out for those who outgrow the library.
 *
 * <p>What a target cannot express is named in the {@linkplain Written#report() report}; what it can
 * is read back by {@link RuleFiles} as equal rules. What only this library knows is written as
 * annotations, which a mesh ignores.
 *
 * @since 0.1.0
 */
public final class RuleWriter {

  private RuleWriter() {}

  /**
   * What was written.
   *
   * @param yaml the documents
   * @param report what they cannot express, a sentence for each
   * @since 0.1.0
   */
  public record Written(String yaml, List<String> report) {
    /** Copies the report. */
    public Written {
      report = List.copyOf(report);
    }
  }

  /**
   * Writes a VirtualService for each destination, and a DestinationRule for each service with
   * labels; the converter of Istio 0.8 does the same.
   *
   * @param rules the rules, in any order
   * @return the documents
   */
  public static Written virtualServices(Collection<RouteRule> rules) {
    return virtualServices(rules, ServiceRegistry.empty());
  }

  /**
   * Writes VirtualServices and DestinationRules, and a ServiceEntry for each service of the rules
   * that the registry knows.
   *
   * @param rules the rules, in any order
   * @param registry where endpoints are found
   * @return the documents
   */
  public static Written virtualServices(Collection<RouteRule> rules, ServiceRegistry registry) {
    return new VirtualServiceWriter(registry).write(sorted(rules));
  }

  /**
   * Writes an HTTPRoute for each destination.
   *
   * @param rules the rules, in any order
   * @return the documents
   */
  public static Written httpRoutes(Collection<RouteRule> rules) {
    return new HttpRouteWriter().write(sorted(rules));
  }

  private static List<RouteRule> sorted(Collection<RouteRule> rules) {
    return rules.stream().sorted(UnreachableRules.ORDER).toList();
  }
}
