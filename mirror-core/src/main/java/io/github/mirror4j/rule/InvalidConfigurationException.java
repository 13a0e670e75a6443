package io.github.mirror4j.rule;

import io.github.mirror4j.text.Printable;
import java.util.List;

/**
 * Thrown if a rule, a registry or a setting is invalid. One exception lists all problems.
 *
 * <p>The message lists one problem per line, each as {@code path: value (expected: …)}.
 *
 * @since 0.1.0
 */
public final class InvalidConfigurationException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /**
   * Creates an exception that lists these problems.
   *
   * @param subject what is invalid, such as {@code rule "orders-v2"}
   * @param problems at least one problem
   * @throws IllegalArgumentException if there is no problem
   */
  public InvalidConfigurationException(String subject, List<Problem> problems) {
    super(message(subject, problems));
    this.problems = List.copyOf(problems);
  }

  /**
   * Throws if there is a problem.
   *
   * @param subject what was checked, such as {@code rule "orders-v2"}
   * @param problems the problems found; may be empty
   * @throws InvalidConfigurationException if {@code problems} is not empty
   */
  public static void throwIfAny(String subject, List<Problem> problems) {
    if (!problems.isEmpty()) {
      throw new InvalidConfigurationException(subject, problems);
    }
  }

  /**
   * Returns the problems, in the order in which they were found.
   *
   * @return an immutable list; empty only on an instance that was deserialised
   */
  @SuppressWarnings("ConstantValue") // a transient field is null after deserialisation
  public List<Problem> problems() {
    return problems == null ? List.of() : problems;
  }

  private static String message(String subject, List<Problem> problems) {
    if (problems.isEmpty()) {
      throw new IllegalArgumentException("problems: empty (expected: at least one)");
    }
    StringBuilder text = new StringBuilder(Printable.oneLine(subject, 300));
    text.append(": ").append(problems.size());
    text.append(problems.size() == 1 ? " problem" : " problems");
    problems.forEach(problem -> text.append("\n  ").append(problem));
    return text.toString();
  }
}
