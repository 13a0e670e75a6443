package io.github.mirror4j.yaml.dialect;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The kinds of documents that are read. */
@SuppressWarnings("doclint:missing") // for this module only
public enum Kind {
  ROUTE_RULE("RouteRule", "config.istio.io", "v1alpha2"),
  VIRTUAL_SERVICE("VirtualService", "networking.istio.io", "v1 v1beta1 v1alpha3"),
  DESTINATION_RULE("DestinationRule", "networking.istio.io", "v1 v1beta1 v1alpha3"),
  SERVICE_ENTRY("ServiceEntry", "networking.istio.io", "v1 v1beta1 v1alpha3"),
  HTTP_ROUTE("HTTPRoute", "gateway.networking.k8s.io", "v1 v1beta1");

  private final String text;
  private final String group;

  /** Separated by blanks. */
  private final String versions;

  Kind(String text, String group, String versions) {
    this.text = text;
    this.group = group;
    this.versions = versions;
  }

  public String text() {
    return text;
  }

  public String group() {
    return group;
  }

  public List<String> apiVersions() {
    return Arrays.stream(versions.split(" ", -1)).map(version -> group + "/" + version).toList();
  }

  public boolean makesRules() {
    return this == ROUTE_RULE || this == VIRTUAL_SERVICE || this == HTTP_ROUTE;
  }

  public static @Nullable Kind of(String text) {
    return Arrays.stream(values()).filter(kind -> kind.text.equals(text)).findFirst().orElse(null);
  }

  public static List<String> texts() {
    return Arrays.stream(values()).map(Kind::text).toList();
  }

  public static boolean isGroup(String group) {
    return Arrays.stream(values()).anyMatch(kind -> kind.group.equals(group));
  }
}
