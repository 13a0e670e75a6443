package io.github.mirror4j.select;

import io.github.mirror4j.select.pattern.Truth;
import io.github.mirror4j.select.pattern.Work;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The search for the rule of one request through lists of rules, each in the order of ranks.
 *
 * <p>Where the work of a request is used up, the rules whose patterns are left are not decided:
 * none of them applies, and what comes behind them may route the primary but gets no copies.
 */
final class Search {

  private final RequestFacts facts;
  private final Work work = new Work();
  private @Nullable CompiledRule best;
  private @Nullable CompiledRule undecided;

  Search(RequestFacts facts) {
    this.facts = facts;
  }

  /** Goes through one list, as far as it may hold a rule of a lower rank. */
  void in(@Nullable List<CompiledRule> rules) {
    if (rules == null) {
      return;
    }
    for (int i = 0; i < rules.size(); i++) {
      CompiledRule rule = rules.get(i);
      if (best != null && best.rank() < rule.rank()) {
        return;
      }
      Truth matches = rule.matches(facts, work);
      if (matches == Truth.YES) {
        best = rule;
        return;
      }
      if (matches == Truth.UNDECIDED && (undecided == null || rule.rank() < undecided.rank())) {
        undecided = rule;
      }
    }
  }

  /** The first rule that surely matches; null where there is none. */
  @Nullable CompiledRule best() {
    return best;
  }

  /** The first rule that comes before the best one and could not be decided; null for none. */
  @Nullable CompiledRule undecided() {
    CompiledRule first = undecided;
    return first == null || (best != null && best.rank() < first.rank()) ? null : first;
  }

  Work work() {
    return work;
  }
}
