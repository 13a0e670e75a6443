package io.github.mirror4j.rule;

import static java.util.Objects.requireNonNull;

import io.github.mirror4j.rule.PrimaryResult.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A condition on how a primary ended, for a mirror that gets copies of only some primaries ({@link
 * Mirror#onlyAfter}).
 *
 * <p>The text of a condition is what rule files contain, such as {@code 5xx or failed or
 * slower:500ms}. {@link #parse} reads it. Conditions are validated when the rule is built.
 * Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public sealed interface PrimaryOutcome {

  /**
   * Returns whether a primary ended like this.
   *
   * @param result how it ended
   * @return whether the condition holds
   */
  boolean includes(PrimaryResult result);

  /**
   * A response with a status in a range. Its text is {@code 404}, {@code 5xx} or {@code 500-503}.
   *
   * @param from the lowest status, 100 to 599
   * @param to the highest status, at least {@code from}
   * @since 0.1.0
   */
  record Status(int from, int to) implements PrimaryOutcome {

    @Override
    public boolean includes(PrimaryResult result) {
      return result.failure() == null && result.status() >= from && result.status() <= to;
    }

    @Override
    public String toString() {
      if (from == to) {
        return Integer.toString(from);
      }
      boolean isClass = from % 100 == 0 && to == from + 99;
      return isClass ? from / 100 + "xx" : from + "-" + to;
    }
  }

  /**
   * No response. Its text is {@code failed}, or {@code failed:timed-out,connect} for some kinds.
   *
   * @param kinds the kinds of failures; at least one
   * @since 0.1.0
   */
  record Failed(Set<Failure> kinds) implements PrimaryOutcome {

    /** Copies the set. */
    public Failed {
      EnumSet<Failure> sorted = EnumSet.noneOf(Failure.class);
      sorted.addAll(kinds);
      kinds = Collections.unmodifiableSet(sorted);
    }

    @Override
    public boolean includes(PrimaryResult result) {
      return result.failure() != null && kinds.contains(result.failure());
    }

    @Override
    public String toString() {
      return kinds.size() == Failure.values().length
          ? "failed"
          : kinds.stream()
              .map(PrimaryOutcomeReader::text)
              .collect(Collectors.joining(",", "failed:", ""));
    }
  }

  /**
   * A response or a failure that took longer than this. Its text is {@code slower:500ms}.
   *
   * @param time the longest time that is not slower; 1 ms to 1 h
   * @since 0.1.0
   */
  record SlowerThan(Duration time) implements PrimaryOutcome {

    /** Checks that there is a time. */
    public SlowerThan {
      requireNonNull(time, "time");
    }

    @Override
    public boolean includes(PrimaryResult result) {
      return result.time().compareTo(time) > 0;
    }

    @Override
    public String toString() {
      return "slower:" + PrimaryOutcomeReader.text(time);
    }
  }

  /**
   * All of several conditions. Its text joins theirs with {@code and}.
   *
   * @param all the conditions, at least two
   * @since 0.1.0
   */
  record AllOf(List<PrimaryOutcome> all) implements PrimaryOutcome {

    /** Copies the list. */
    public AllOf {
      all = List.copyOf(all);
    }

    @Override
    public boolean includes(PrimaryResult result) {
      return all.stream().allMatch(each -> each.includes(result));
    }

    @Override
    public String toString() {
      return PrimaryOutcomeReader.joined(all, " and ");
    }
  }

  /**
   * At least one of several conditions. Its text joins theirs with {@code or}, which binds less
   * than {@code and}.
   *
   * @param any the conditions, at least two
   * @since 0.1.0
   */
  record AnyOf(List<PrimaryOutcome> any) implements PrimaryOutcome {

    /** Copies the list. */
    public AnyOf {
      any = List.copyOf(any);
    }

    @Override
    public boolean includes(PrimaryResult result) {
      return any.stream().anyMatch(each -> each.includes(result));
    }

    @Override
    public String toString() {
      return PrimaryOutcomeReader.joined(any, " or ");
    }
  }

  /**
   * The opposite of a condition. Its text is {@code not 404}.
   *
   * @param outcome the condition that must not hold
   * @since 0.1.0
   */
  record Not(PrimaryOutcome outcome) implements PrimaryOutcome {

    /** Checks that there is a condition. */
    public Not {
      requireNonNull(outcome, "outcome");
    }

    @Override
    public boolean includes(PrimaryResult result) {
      return !outcome.includes(result);
    }

    @Override
    public String toString() {
      return "not " + PrimaryOutcomeReader.joined(List.of(outcome), "");
    }
  }

  /**
   * Returns the condition that the response has this status.
   *
   * @param status 100 to 599
   * @return the condition
   */
  static PrimaryOutcome status(int status) {
    return new Status(status, status);
  }

  /**
   * Returns the condition that the response has a status in this range.
   *
   * @param from the lowest status, 100 to 599
   * @param to the highest status, at least {@code from}
   * @return the condition
   */
  static PrimaryOutcome status(int from, int to) {
    return new Status(from, to);
  }

  /**
   * Returns the condition that the response has a status of this class.
   *
   * @param statusClass the first digit of the status, 1 to 5
   * @return the condition
   */
  static PrimaryOutcome statusClass(int statusClass) {
    return new Status(statusClass * 100, statusClass * 100 + 99);
  }

  /**
   * Returns the condition that the primary got no response.
   *
   * @param kinds the kinds of failures; all of them by default
   * @return the condition
   */
  static PrimaryOutcome failed(Failure... kinds) {
    return new Failed(kinds.length == 0 ? EnumSet.allOf(Failure.class) : Set.of(kinds));
  }

  /**
   * Returns the condition that the primary took longer than this, whether it got a response or
   * failed.
   *
   * @param time 1 ms to 1 h
   * @return the condition
   */
  static PrimaryOutcome slowerThan(Duration time) {
    return new SlowerThan(time);
  }

  /**
   * Reads a condition from its text, such as {@code (5xx or failed) and not 503}.
   *
   * @param text the text; names in lower case, times with the unit ns, ms, s, m or h
   * @return the condition
   * @throws IllegalArgumentException if the text is not a condition; the message says what was
   *     expected
   */
  static PrimaryOutcome parse(String text) {
    return new PrimaryOutcomeReader(requireNonNull(text, "text")).read();
  }

  /**
   * Returns the condition that this one and another one hold.
   *
   * @param other the other condition
   * @return the condition
   */
  @CheckReturnValue
  default PrimaryOutcome and(PrimaryOutcome other) {
    return new AllOf(this instanceof AllOf(var all) ? with(all, other) : List.of(this, other));
  }

  /**
   * Returns the condition that this one or another one holds.
   *
   * @param other the other condition
   * @return the condition
   */
  @CheckReturnValue
  default PrimaryOutcome or(PrimaryOutcome other) {
    return new AnyOf(this instanceof AnyOf(var any) ? with(any, other) : List.of(this, other));
  }

  /**
   * Returns the condition that this one does not hold.
   *
   * @return the condition
   */
  @CheckReturnValue
  default PrimaryOutcome not() {
    return new Not(this);
  }

  private static List<PrimaryOutcome> with(List<PrimaryOutcome> some, PrimaryOutcome other) {
    List<PrimaryOutcome> more = new ArrayList<>(some);
    more.add(other);
    return more;
  }
}
