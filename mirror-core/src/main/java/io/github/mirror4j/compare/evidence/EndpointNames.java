package io.github.mirror4j.compare.evidence;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Groups requests into endpoints: by the user's templates, else by the path, with <code>{…}</code>
 * in place of numbers, UUIDs, hexadecimal numbers, dates and tokens. A segment that was not yet
 * seen in enough distinct requests is <code>{*}</code>, since it may be a name or a token. Bounded.
 * Guarded by the evidence's lock.
 */
final class EndpointNames {

  /** The endpoint of all requests beyond the bound. */
  static final String OTHER = "(other)";

  private static final int ENDPOINTS = 200;
  private static final int SEGMENTS = 12;
  private static final String VALUE = "{…}";
  private static final String UNKNOWN = "{*}";
  private static final Pattern DATA =
      Pattern.compile(
          "[+-]?\\d[\\d.,:_-]*" // numbers, dates, times
              + "|\\d{4}-\\d\\d-\\d\\dT[\\d:.]+(Z|[+-][\\d:]+)?"
              + "|\\{?\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}}?"
              + "|(?=\\D*\\d)\\p{XDigit}{8,}"
              + "|(?=\\D*\\d)(?=[^A-Za-z]*[A-Za-z])[A-Za-z0-9]{16,}" // tokens
              + "|(?=\\D*\\d)(?=[^a-z]*[a-z])(?=[^A-Z]*[A-Z])[\\w-]{16,}");

  private final List<Template> templates;
  private final SeenNames seen = new SeenNames();
  private final Set<String> names = new HashSet<>();

  private record Template(String text, List<String> segments) {

    boolean matches(List<String> path) {
      if (path.size() != segments.size()) {
        return false;
      }
      for (int i = 0; i < path.size(); i++) {
        String segment = segments.get(i);
        boolean isVariable = segment.startsWith("{") && segment.endsWith("}");
        if (isVariable ? path.get(i).isEmpty() : !segment.equals(path.get(i))) {
          return false;
        }
      }
      return true;
    }
  }

  EndpointNames(List<String> templates) {
    this.templates =
        templates.stream().map(text -> new Template(text, List.of(text.split("/", -1)))).toList();
  }

  /**
   * Returns the endpoint of a request.
   *
   * @param path the raw path
   * @param fingerprint the hash of the request
   */
  String of(String path, long fingerprint) {
    List<String> segments = List.of(path.split("/", -1));
    Template template = template(segments);
    String name = template == null ? found(segments, fingerprint) : template.text();
    if (names.contains(name)) {
      return name;
    }
    return names.size() < ENDPOINTS && names.add(name) ? name : OTHER;
  }

  private @Nullable Template template(List<String> segments) {
    for (Template template : templates) {
      if (template.matches(segments)) {
        return template;
      }
    }
    return null;
  }

  private String found(List<String> segments, long fingerprint) {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < segments.size() && i <= SEGMENTS; i++) {
      name.append(i == 0 ? "" : "/").append(shown(segments.get(i), fingerprint));
    }
    if (segments.size() > SEGMENTS + 1) {
      name.append("/…");
    }
    return name.isEmpty() ? "/" : name.toString();
  }

  private String shown(String segment, long fingerprint) {
    if (segment.isEmpty()) {
      return "";
    }
    if (DATA.matcher(segment).matches()) {
      return VALUE;
    }
    seen.see(segment, fingerprint);
    return seen.isShown(segment) ? segment : UNKNOWN;
  }
}
