package io.github.mirror4j.compare.names;

import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.FieldPath;
import io.github.mirror4j.rule.InvalidConfigurationException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which names of fields may be shown: those that the settings name, and those seen in at least 20
 * distinct requests. Others are <code>{*}</code>. Guarded by the evidence's lock.
 */
public final class FieldNames {

  private static final String HIDDEN = "{*}";

  /** How many names are looked for in the next responses. */
  private static final int WANTED = 16;

  /** In how many responses a name is looked for, before others have their turn. */
  private static final int LOOKS = 200;

  private final SeenNames seen = new SeenNames();
  private final Set<String> named = new HashSet<>();
  private final Map<String, Integer> wanted = new LinkedHashMap<>();

  /**
   * Creates names of which those are shown that some settings name.
   *
   * @param settings the settings
   */
  public FieldNames(Comparison settings) {
    Stream.of(
            settings.ignored(),
            settings.unordered(),
            settings.keys().keySet(),
            settings.expected().keySet(),
            settings.shown())
        .flatMap(paths -> paths.stream())
        .flatMap(path -> path.segments().stream())
        .forEach(this::name);
    named.addAll(settings.keys().values());
  }

  private void name(FieldPath.Segment segment) {
    if (segment instanceof FieldPath.Name(String name)) {
      named.add(name);
    }
  }

  /**
   * Returns the names that are worth looking for in a response.
   *
   * @return some names
   */
  public List<String> wanted() {
    return List.copyOf(wanted.keySet());
  }

  /**
   * Notes names that a response has.
   *
   * @param names the names, of those wanted
   * @param fingerprint the hash of the request
   */
  public void saw(List<String> names, long fingerprint) {
    for (String name : names) {
      seen.see(name, fingerprint);
    }
    wanted.replaceAll((name, looks) -> looks + 1);
    wanted.entrySet().removeIf(name -> name.getValue() >= LOOKS || seen.isShown(name.getKey()));
  }

  /**
   * Notes the names in the path of a difference, and looks for them from now on.
   *
   * @param path the path
   * @param fingerprint the hash of the request
   */
  public void differs(String path, long fingerprint) {
    for (FieldPath.Segment segment : segments(path)) {
      if (segment instanceof FieldPath.Name(String name) && !isShown(name)) {
        seen.see(name, fingerprint);
        if (wanted.size() < WANTED && SeenNames.mayBeShown(name)) {
          wanted.putIfAbsent(name, 0);
        }
      }
    }
  }

  /**
   * Notes a name of a request's query or headers.
   *
   * @param name the name
   * @param fingerprint the hash of the request
   */
  public void see(String name, long fingerprint) {
    seen.see(name, fingerprint);
  }

  /**
   * Returns a name as it may be shown.
   *
   * @param name the name
   * @return the name or a placeholder
   */
  public String shownName(String name) {
    return isShown(name) ? name : HIDDEN;
  }

  private boolean isShown(String name) {
    return named.contains(name) || seen.isShown(name);
  }

  /**
   * Returns a path as it may be shown.
   *
   * @param path the path
   * @return the path, with placeholders for the names that may not be
   */
  public String shown(String path) {
    if (!path.startsWith("$")) {
      return path;
    }
    List<FieldPath.Segment> segments = segments(path);
    if (segments.isEmpty() && !path.equals("$")) {
      return "$." + HIDDEN;
    }
    StringBuilder shown = new StringBuilder("$");
    for (FieldPath.Segment segment : segments) {
      boolean hidden = segment instanceof FieldPath.Name(String name) && !isShown(name);
      shown.append(hidden ? "." + HIDDEN : segment.toString());
    }
    return shown.toString();
  }

  private static List<FieldPath.Segment> segments(String path) {
    if (!path.startsWith("$")) {
      return List.of();
    }
    try {
      return FieldPath.of(path).segments();
    } catch (InvalidConfigurationException notAPath) {
      return List.of();
    }
  }
}
