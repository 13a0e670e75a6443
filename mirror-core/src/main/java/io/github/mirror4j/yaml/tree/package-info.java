/**
 * YAML texts as trees in which each value knows its place, and what reading a tree finds.
 *
 * <p>Knows no rule and no kind of document. Nothing else in this module knows Jackson.
 */
@NullMarked
package io.github.mirror4j.yaml.tree;

import org.jspecify.annotations.NullMarked;
