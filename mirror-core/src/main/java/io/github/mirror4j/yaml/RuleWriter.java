package io.github.mirror4j.yaml;

import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.RouteRule;
import io.github.mirror4j.yaml.write.ConversionReport;
import io.github.mirror4j.yaml.write.HttpRouteWriter;
import io.github.mirror4j.yaml.write.VirtualServiceWriter;
import java.util.Collection;
import java.util.List;

/**
 * Writes rules as documents of a service mesh, for example to move mirroring from the library to
 * the mesh.
 *
 * <p>The {@linkplain Written#report() report} names everything that the documents cannot express.
 * {@link RuleFiles} reads the rest back as equal rules. Settings that only this library has are
 * written as annotations, which a mesh ignores.
 *
 * @since 0.1.0
 */
public final class RuleWriter {

  private RuleWriter() {}

  /**
   * The documents that were written, and what they do not express.
   *
   * @param yaml the documents, in YAML
   * @param report one sentence for each thing that the documents cannot express
   * @since 0.1.0
   */
  public record Written(String yaml, List<String> report) {
    /** Creates a result; the report is copied. */
    public Written {
      report = List.copyOf(report);
    }
  }

  /**
   * Writes a VirtualService for each destination and a DestinationRule for each service with
   * labels, as the converter of Istio 0.8 does.
   *
   * @param rules the rules, in any order
   * @return the documents and the report
   */
  public static Written virtualServices(Collection<RouteRule> rules) {
    return virtualServices(rules, ServiceRegistry.empty());
  }

  /**
   * Writes VirtualServices and DestinationRules, and a ServiceEntry for each service of the rules
   * that the registry knows.
   *
   * @param rules the rules, in any order
   * @param registry the registry to get endpoints from
   * @return the documents and the report
   */
  public static Written virtualServices(Collection<RouteRule> rules, ServiceRegistry registry) {
    ConversionReport report = new ConversionReport();
    String yaml = new VirtualServiceWriter(registry, report).write(sorted(rules));
    return new Written(yaml, report.lines());
  }

  /**
   * Writes an HTTPRoute for each destination.
   *
   * @param rules the rules, in any order
   * @return the documents and the report
   */
  public static Written httpRoutes(Collection<RouteRule> rules) {
    ConversionReport report = new ConversionReport();
    String yaml = new HttpRouteWriter(report).write(sorted(rules));
    return new Written(yaml, report.lines());
  }

  private static List<RouteRule> sorted(Collection<RouteRule> rules) {
    return rules.stream().sorted(RouteRule.ORDER).toList();
  }
}
