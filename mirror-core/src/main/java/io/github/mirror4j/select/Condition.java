package io.github.mirror4j.select;

import com.google.re2j.Pattern;
import io.github.mirror4j.rule.CredentialHeaders;
import io.github.mirror4j.rule.StringMatch;
import io.github.mirror4j.select.pattern.Truth;
import io.github.mirror4j.select.pattern.WorkBudget;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A condition of a match on one text of a request. */
record Condition(
    String subject,
    FactReader reader,
    StringMatch match,
    TextTest test,
    Predicate<CredentialHeaders> hidden,
    boolean scansQuery) {

  /**
   * The longest text that is searched for a hint. A hint is not worth the time that a longer text
   * may take.
   */
  private static final int MAX_SEARCHED = 1_000;

  static Condition of(String subject, FactReader reader, StringMatch match) {
    return new Condition(
        subject, reader, match, TextTest.compile(match), credentials -> false, false);
  }

  static Condition ofHeader(String name, StringMatch match) {
    return new Condition(
        "header " + name,
        FactReader.header(name),
        match,
        TextTest.compile(match),
        credentials -> credentials.include(name),
        false);
  }

  static Condition ofQueryParameter(String name, StringMatch match) {
    return new Condition(
        "query parameter " + name,
        FactReader.queryParameter(name),
        match,
        TextTest.compile(match),
        credentials -> credentials.includeParameter(name),
        true);
  }

  Truth holds(RequestFacts facts, WorkBudget work) {
    if (scansQuery && !work.take(queryLength(facts))) {
      return Truth.UNDECIDED;
    }
    return test.test(reader.read(facts), work);
  }

  /** Returns whether the condition may take work. */
  boolean isPattern() {
    StringMatch inner = match;
    while (inner instanceof StringMatch.Not(StringMatch negated)) {
      inner = negated;
    }
    return inner instanceof StringMatch.Regex;
  }

  /**
   * Returns why the condition does not hold, such as {@code header x-user is absent (expected:
   * present)}. For credentials, both the value and what was expected are masked.
   */
  String complaint(RequestFacts facts, CredentialHeaders credentials) {
    @Nullable String text = reader.read(facts);
    boolean isHidden = hidden.test(credentials);
    String shown = isHidden ? "***" : '"' + text + '"';
    String whole = !isHidden && isFoundIn(text) ? ", which the whole text must match" : "";
    String actual = text == null ? "absent" : shown;
    return subject + " is " + actual + " (expected: " + (isHidden ? "***" : match) + whole + ")";
  }

  private static int queryLength(RequestFacts facts) {
    String query = facts.uri().getRawQuery();
    return query == null ? 0 : query.length();
  }

  /**
   * Returns whether a pattern that does not match the whole text is found in it, which may be what
   * its author meant.
   */
  private boolean isFoundIn(@Nullable String text) {
    return match instanceof StringMatch.Regex(String pattern)
        && text != null
        && text.length() <= MAX_SEARCHED
        && Pattern.compile(pattern).matcher(text).find();
  }
}
