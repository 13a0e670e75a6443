package io.github.mirror4j.compare.names;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Groups requests into endpoints: by the user's templates, else by the path, with <code>{…}</code>
 * in place of numbers, UUIDs, hexadecimal numbers, dates and tokens. A segment that too few
 * distinct requests had so far is <code>{*}</code>, since it may be a name or a token. Bounded.
 * Guarded by the evidence's lock.
 */
public final class EndpointNames {

  /** The endpoint of all requests beyond the bound. */
  public static final String OTHER = "(other)";

  private static final int ENDPOINTS = 200;
  private static final int SEGMENTS = 12;
  private static final int MAX_LENGTH = 200;
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

  private record Template(String text) {

    boolean matches(List<String> path) {
      int start = 0;
      for (String segment : path) {
        int slash = text.indexOf('/', Math.min(start, text.length()));
        int end = slash < 0 ? text.length() : slash;
        if (start > end || !matches(segment, start, end)) {
          return false;
        }
        start = end + 1;
      }
      return start > text.length();
    }

    private boolean matches(String segment, int start, int end) {
      boolean isVariable =
          end - start > 1 && text.charAt(start) == '{' && text.charAt(end - 1) == '}';
      return isVariable
          ? !segment.isEmpty()
          : segment.length() == end - start && text.startsWith(segment, start);
    }
  }

  /**
   * Creates names.
   *
   * @param templates the user's templates
   */
  public EndpointNames(List<String> templates) {
    this.templates = templates.stream().map(Template::new).toList();
  }

  /**
   * Returns the endpoint of a request.
   *
   * @param path the raw path
   * @param fingerprint the hash of the request
   * @return the endpoint
   */
  public String of(String path, long fingerprint) {
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
    int used = 0;
    while (used < segments.size() && used <= SEGMENTS && name.length() < MAX_LENGTH) {
      name.append(used == 0 ? "" : "/").append(shown(segments.get(used++), fingerprint));
    }
    if (used < segments.size()) {
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
