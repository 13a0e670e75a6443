package io.github.mirror4j.text;

import java.util.Optional;

/** How messages name a rule. */
public final class RulePlace {

  private RulePlace() {}

  /**
   * Returns the name of a rule, preceded by the place where it was written, if that is known.
   *
   * @param origin the place, such as {@code orders.yaml:7:5}
   * @param name the qualified name of the rule
   * @return a text such as {@code orders.yaml:7:5: rule "orders"}
   */
  public static String of(Optional<String> origin, String name) {
    return origin.map(place -> place + ": ").orElse("") + "rule \"" + name + '"';
  }
}
