package io.github.mirror4j.select;

import io.github.mirror4j.rule.RouteRule;

/** A rule that won, with its changes to the primary. */
record AppliedRule(RouteRule rule, CompiledEdits edits) {}
