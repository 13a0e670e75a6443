package io.github.mirror4j.select;

import io.github.mirror4j.rule.StringMatch;
import org.jspecify.annotations.Nullable;

/** One condition of a match on one text of the request. */
record Condition(String subject, FactReader reader, StringMatch match, TextTest test) {

  static Condition of(String subject, FactReader reader, StringMatch match) {
    return new Condition(subject, reader, match, TextTest.compile(match));
  }

  boolean holds(RequestFacts facts) {
    return test.test(reader.read(facts));
  }

  /**
   * Why the condition does not hold, such as {@code header x-user is absent (expected: present)}.
   */
  String complaint(RequestFacts facts) {
    @Nullable String text = reader.read(facts);
    String actual = text == null ? "absent" : '"' + text + '"';
    return subject + " is " + actual + " (expected: " + match + ")";
  }
}
