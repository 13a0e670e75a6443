package io.github.mirror4j.rule;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Labels that select a subset of a service's endpoints, such as {@code version: v2}.
 *
 * <p>Source of the semantic: {@code IstioService.labels} (Istio 0.5) and {@code Subset.labels}
 * (DestinationRule). An endpoint belongs to the subset if it has every label with the same value.
 * Empty labels select all endpoints. Immutable and thread-safe.
 *
 * @param asMap the labels, sorted by key; immutable
 * @since 0.1.0
 */
@CheckReturnValue
public record Labels(Map<String, String> asMap) {

  private static final Labels EMPTY = new Labels(Map.of());
  private static final Pattern VALID = Pattern.compile("[-A-Za-z0-9_./]*");
  private static final int MAX_LENGTH = 253;

  /**
   * Creates labels from a map, which is copied.
   *
   * @throws NullPointerException if the map, a key or a value is null
   */
  public Labels {
    asMap.forEach(
        (key, value) -> {
          requireNonNull(key, "label key");
          requireNonNull(value, "label value");
        });
    asMap = Collections.unmodifiableMap(new TreeMap<>(asMap));
  }

  /**
   * Returns labels without entries, which select every endpoint.
   *
   * @return the empty labels
   */
  public static Labels none() {
    return EMPTY;
  }

  /**
   * Returns labels with one entry.
   *
   * @param key the label's key
   * @param value the label's value
   * @return the labels
   */
  public static Labels of(String key, String value) {
    return new Labels(Map.of(key, value));
  }

  /**
   * Returns labels with two entries.
   *
   * @param key1 the first label's key
   * @param value1 the first label's value
   * @param key2 the second label's key
   * @param value2 the second label's value
   * @return the labels
   * @throws IllegalArgumentException if both keys are the same
   */
  public static Labels of(String key1, String value1, String key2, String value2) {
    return new Labels(Map.of(key1, value1, key2, value2));
  }

  /**
   * Returns whether there are no labels.
   *
   * @return true if there are none
   */
  public boolean isEmpty() {
    return asMap.isEmpty();
  }

  /**
   * Returns whether these labels contain every label of a subset, with the same value.
   *
   * @param subset the labels to look for
   * @return true if every label of {@code subset} is among these
   */
  public boolean containsAll(Labels subset) {
    return asMap.entrySet().containsAll(subset.asMap.entrySet());
  }

  /**
   * Checks these labels by Istio's rules: non-empty keys, and keys and values of at most 253
   * characters {@code [-A-Za-z0-9_./]}.
   *
   * @param path the place of these labels in the configuration
   * @return the problems; empty if there are none
   */
  public List<Problem> problems(String path) {
    List<Problem> problems = new ArrayList<>();
    asMap.forEach(
        (key, value) -> {
          if (key.isEmpty() || !isValid(key)) {
            problems.add(
                Problem.ofText(path, key, "a label key of 1 to 253 characters [-A-Za-z0-9_./]"));
          }
          if (!isValid(value)) {
            problems.add(
                Problem.ofText(path + "." + key, value, "at most 253 characters [-A-Za-z0-9_./]"));
          }
        });
    return problems;
  }

  /** Returns the labels as {@code {key=value,key=value}}, or an empty string if there are none. */
  @Override
  public String toString() {
    return isEmpty()
        ? ""
        : asMap.entrySet().stream()
            .map(label -> label.getKey() + "=" + label.getValue())
            .collect(Collectors.joining(",", "{", "}"));
  }

  private static boolean isValid(String text) {
    return text.length() <= MAX_LENGTH && VALID.matcher(text).matches();
  }
}
