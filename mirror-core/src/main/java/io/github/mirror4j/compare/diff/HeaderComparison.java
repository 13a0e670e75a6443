package io.github.mirror4j.compare.diff;

import io.github.mirror4j.compare.DifferenceKind;
import io.github.mirror4j.compare.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares the headers that the settings name, by what they mean. */
final class HeaderComparison {

  private static final String AUTHORITY = "^(?i:https?:)?//[^/?#]*";

  private final List<String> names;

  /**
   * Creates the comparison.
   *
   * @param names the headers' names in lower case
   */
  HeaderComparison(List<String> names) {
    this.names = names;
  }

  private static Place place(String name) {
    return Place.outside("header:" + name);
  }

  /**
   * Compares the media types, unless the settings leave them out.
   *
   * @return false if the bodies cannot be compared, since they are of different types
   */
  boolean compareTypes(MediaType a, MediaType b, DifferenceLog log) {
    if (!names.contains("content-type")) {
      return true;
    }
    Place place = place("content-type");
    boolean same = a.name().equals(b.name());
    if (!same) {
      Sample before = Sample.of(a.shown());
      log.add(place, DifferenceKind.MEDIA, Severity.BREAKING, before, Sample.of(b.shown()));
    } else if (!a.parameters().equals(b.parameters())) {
      Sample before = Sample.of(a.shown() + " with parameters");
      Sample after = Sample.of(a.shown() + " with other parameters");
      log.add(place, DifferenceKind.HEADER, Severity.CHANGED, before, after);
    }
    return same;
  }

  void compare(Map<String, List<String>> a, Map<String, List<String>> b, DifferenceLog log) {
    for (String name : names) {
      if (!name.equals("content-type")) {
        compare(name, a.getOrDefault(name, List.of()), b.getOrDefault(name, List.of()), log);
      }
    }
  }

  private static void compare(String name, List<String> a, List<String> b, DifferenceLog log) {
    String before = meaning(name, a);
    String after = meaning(name, b);
    if (before.equals(after)) {
      return;
    }
    Severity severity = a.isEmpty() ? Severity.COMPATIBLE : Severity.CHANGED;
    if (name.equals("location") && withoutAuthority(before).equals(withoutAuthority(after))) {
      log.add(
          place(name), DifferenceKind.REPRESENTATION, Severity.COSMETIC, text(before), text(after));
    } else {
      log.add(place(name), DifferenceKind.HEADER, severity, text(before), text(after));
    }
  }

  /**
   * Removes the authority: a copy is sent to another host, which may name itself in the location.
   */
  private static String withoutAuthority(String location) {
    return location.replaceFirst(AUTHORITY, "");
  }

  private static Sample text(String value) {
    return value.isEmpty() ? Sample.of("absent") : new Node.Scalar(ValueType.STRING, value);
  }

  private static String meaning(String name, List<String> values) {
    return switch (name) {
      case "etag" -> values.isEmpty() ? "" : "present";
      case "www-authenticate", "proxy-authenticate" -> schemes(values);
      case "cache-control", "vary", "allow", "accept-ranges", "content-language" ->
          joined(HeaderText.list(values).stream().map(v -> v.toLowerCase(Locale.ROOT)).sorted());
      default -> joined(values.stream().map(String::strip));
    };
  }

  /** Returns the schemes of challenges: the elements' first words that are not parameters. */
  private static String schemes(List<String> values) {
    return joined(
        HeaderText.list(values).stream()
            .map(element -> element.split("\\s+", 2)[0])
            .filter(word -> !word.contains("="))
            .map(word -> word.toLowerCase(Locale.ROOT))
            .sorted());
  }

  private static String joined(Stream<String> texts) {
    return texts.collect(Collectors.joining(", "));
  }
}
