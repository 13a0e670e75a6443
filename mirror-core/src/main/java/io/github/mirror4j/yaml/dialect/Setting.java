package io.github.mirror4j.yaml.dialect;

import io.github.mirror4j.text.ConstantText;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The annotations under {@link #PREFIX}; the documentation of {@code io.github.mirror4j.yaml} lists
 * their meanings.
 */
@SuppressWarnings("doclint:missing") // for this module only
public enum Setting {
  MIRROR_PERCENTAGE,
  MIRROR_NAME,
  SAMPLING_KEY,
  METHODS,
  COPY_TIMEOUT,
  BODY_LIMIT,
  MAX_PER_SECOND,
  AFTER_RESPONSE,
  ONLY_AFTER,
  PRIMARY_HEADERS,
  HEADER_EDITS,
  REWRITE_PATH,
  CREDENTIALS,
  COPY_HOST,
  COMPARE,
  RULE_NAME,
  PRECEDENCE,
  ORDER,
  ROUTE;

  /** What the names of all annotations that this library reads begin with. */
  public static final String PREFIX = "mirror4j.io/";

  /** The value of {@link #ROUTE}. */
  public static final String UNROUTED = "none";

  private static final List<String> NAMES = Arrays.stream(values()).map(Setting::text).toList();

  /** The name as it is written, such as {@code copy-timeout}. */
  public String text() {
    return ConstantText.hyphenated(this);
  }

  public static List<String> names() {
    return NAMES;
  }

  public static Setting named(String text) {
    return values()[NAMES.indexOf(text)];
  }

  /**
   * What expresses the same in a document that does not accept this setting; null if it accepts it.
   */
  public @Nullable String insteadIn(Kind kind) {
    boolean isRouteRule = kind == Kind.ROUTE_RULE;
    return switch (this) {
      case MIRROR_PERCENTAGE ->
          switch (kind) {
            case VIRTUAL_SERVICE -> "mirrorPercentage, or percentage in mirrors";
            case HTTP_ROUTE -> "percent or fraction of the RequestMirror";
            default -> null;
          };
      case RULE_NAME, ORDER -> isRouteRule ? "metadata.name" : null;
      case PRECEDENCE -> isRouteRule ? "spec.precedence" : null;
      default -> null;
    };
  }

  /** A name without the numbers of rule and mirror. */
  public static String base(String name) {
    return name.replaceFirst("(\\.[0-9]{1,4}){1,2}$", "");
  }
}
