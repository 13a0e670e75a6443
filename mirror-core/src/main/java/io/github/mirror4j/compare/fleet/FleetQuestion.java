package io.github.mirror4j.compare.fleet;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.rule.Check;
import io.github.mirror4j.rule.CheckReturnValue;
import io.github.mirror4j.rule.InvalidConfigurationException;
import io.github.mirror4j.rule.Problem;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which evidence of a fleet is judged, and by which margins. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class FleetQuestion {

  private final Optional<String> v1;
  private final Optional<String> v2;
  private final boolean anyBuild;
  private final Optional<Instant> since;
  private final Map<Check, Double> margins;

  private FleetQuestion(Builder builder) {
    v1 = builder.v1;
    v2 = builder.v2;
    anyBuild = builder.anyBuild;
    since = builder.since;
    Map<Check, Double> fractions = new EnumMap<>(Check.class);
    builder.margins.forEach(
        (check, percent) ->
            fractions.put(check, BigDecimal.valueOf(percent).movePointLeft(2).doubleValue()));
    margins = Collections.unmodifiableMap(fractions);
  }

  /**
   * Returns a new builder.
   *
   * @return a new builder
   */
  @CheckReturnValue
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns the old version's build that is judged.
   *
   * @return the build; empty if all are
   */
  public Optional<String> v1() {
    return v1;
  }

  /**
   * Returns the new version's build that is judged.
   *
   * @return the build; empty if the files are about one build only
   */
  public Optional<String> v2() {
    return v2;
  }

  /**
   * Returns whether evidence is judged that names no build of the new version, or several.
   *
   * @return false by default
   */
  public boolean anyBuild() {
    return anyBuild;
  }

  /**
   * Returns the time from which on evidence has to be written to be judged.
   *
   * @return the time; empty if all is
   */
  public Optional<Instant> since() {
    return since;
  }

  /**
   * Returns the margins in place of those of the files.
   *
   * @return an immutable map to fractions of requests
   */
  public Map<Check, Double> margins() {
    return margins;
  }

  /**
   * A builder of questions. Not thread-safe.
   *
   * @since 0.1.0
   */
  public static final class Builder {

    private final Map<Check, Double> margins = new EnumMap<>(Check.class);
    private Optional<String> v1 = Optional.empty();
    private Optional<String> v2 = Optional.empty();
    private Optional<Instant> since = Optional.empty();
    private boolean anyBuild;

    private Builder() {}

    /**
     * Judges only evidence about one build of the old version.
     *
     * @param build the build, as its response header or {@code startEpoch} names it
     * @return this builder
     */
    public Builder v1(String build) {
      v1 = Optional.of(build);
      return this;
    }

    /**
     * Judges only evidence about one build of the new version.
     *
     * @param build the build, as its response header or {@code startEpoch} names it
     * @return this builder
     */
    public Builder v2(String build) {
      v2 = Optional.of(build);
      return this;
    }

    /**
     * Judges evidence that names no build of the new version, or several of them. Evidence about
     * different builds is never added up: the worst of them decides. You have to know that all
     * evidence that names no build is about the same one.
     *
     * @return this builder
     */
    public Builder anyBuild() {
      anyBuild = true;
      return this;
    }

    /**
     * Leaves out what was written before a time.
     *
     * @param time the time, by the clock of the process that wrote
     * @return this builder
     */
    public Builder since(Instant time) {
      since = Optional.of(time);
      return this;
    }

    /**
     * Sets the margin of a check, in place of that in the files.
     *
     * @param check the check
     * @param percent the share of requests, more than 0, less than 100
     * @return this builder
     */
    public Builder margin(Check check, double percent) {
      margins.put(requireNonNull(check, "check"), percent);
      return this;
    }

    /**
     * Builds the question.
     *
     * @return the question
     * @throws InvalidConfigurationException if something is wrong; it names every problem
     */
    public FleetQuestion build() {
      List<Problem> problems = new ArrayList<>();
      margins.forEach(
          (check, percent) -> {
            if (!(percent > 0 && percent < 100)) {
              problems.add(
                  new Problem(
                      "margins." + check, percent.toString(), "more than 0, less than 100"));
            }
          });
      if (v2.isPresent() && anyBuild) {
        problems.add(Problem.ofText("v2", v2.get(), "none beside anyBuild"));
      }
      InvalidConfigurationException.throwIfAny("question", problems);
      return new FleetQuestion(this);
    }
  }
}
