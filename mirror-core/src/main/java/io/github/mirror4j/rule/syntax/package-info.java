/**
 * How rules write names, addresses, patterns, substitutions and shares. Knows no rule. Not
 * exported.
 */
@NullMarked
package io.github.mirror4j.rule.syntax;

import org.jspecify.annotations.NullMarked;
