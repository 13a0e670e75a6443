package io.github.mirror4j.select;

import io.github.mirror4j.select.pattern.Truth;
import io.github.mirror4j.select.pattern.WorkBudget;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The search for the rule of one request in lists of rules, each in the order of ranks.
 *
 * <p>Once the work of a request is used up, the rules with remaining patterns are undecided. None
 * of them applies. A later rule may route the primary, but there are no copies.
 */
final class RuleSearch {

  private final RequestFacts facts;
  private final WorkBudget work = new WorkBudget();
  private @Nullable CompiledRule best;
  private @Nullable CompiledRule undecided;

  RuleSearch(RequestFacts facts) {
    this.facts = facts;
  }

  /** Searches one list, as far as it may contain a rule of a lower rank. */
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

  /** Returns the first rule that certainly matches; null if there is none. */
  @Nullable CompiledRule best() {
    return best;
  }

  /** Returns the first undecided rule before the best one; null if there is none. */
  @Nullable CompiledRule undecided() {
    CompiledRule first = undecided;
    return first == null || (best != null && best.rank() < first.rank()) ? null : first;
  }

  WorkBudget work() {
    return work;
  }
}
