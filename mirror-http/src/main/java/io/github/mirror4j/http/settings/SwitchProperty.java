package io.github.mirror4j.http.settings;

import io.github.mirror4j.rule.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The system property that sets whether a process mirrors at first. It is read once. */
@SuppressWarnings("doclint:missing") // for this module only
public final class SwitchProperty {

  public static final String NAME = "mirror4j.enabled";

  private static final @Nullable String VALUE = System.getProperty(NAME);

  private SwitchProperty() {}

  public static boolean isOn() {
    return isOn(VALUE);
  }

  public static boolean isOn(@Nullable String value) {
    return value == null || value.equalsIgnoreCase("true");
  }

  /** Returns what is wrong with the value. */
  public static List<Problem> problems() {
    return problems(VALUE);
  }

  public static List<Problem> problems(@Nullable String value) {
    return value == null || isOn(value) || value.equalsIgnoreCase("false")
        ? List.of()
        : List.of(Problem.ofText(NAME, value, "true or false"));
  }
}
