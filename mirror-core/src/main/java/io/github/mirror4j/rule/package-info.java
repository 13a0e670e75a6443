/**
 * Rules as immutable values, with their builders and their validation.
 *
 * <p>Values such as {@link io.github.mirror4j.rule.Labels} or {@link
 * io.github.mirror4j.rule.Mirror} accept any text. They are validated when the rule that contains
 * them is built, so that one {@link io.github.mirror4j.rule.InvalidConfigurationException} lists
 * every problem.
 */
@NullMarked
package io.github.mirror4j.rule;

import org.jspecify.annotations.NullMarked;
