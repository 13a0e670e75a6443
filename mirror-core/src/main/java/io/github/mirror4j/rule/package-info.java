/**
 * What a rule says: immutable values, their builders and their validation.
 *
 * <p>Values such as {@link io.github.mirror4j.rule.Labels} or {@link
 * io.github.mirror4j.rule.Mirror} take whatever text they are given; it is judged when the whole
 * they belong to is built, so that one {@link
 * io.github.mirror4j.rule.InvalidConfigurationException} names every problem at once.
 */
@NullMarked
package io.github.mirror4j.rule;

import org.jspecify.annotations.NullMarked;
