/**
 * Regular expressions whose cost per request is limited. Automata read a text once; RE2/J matches
 * patterns without a small automaton. Not exported.
 */
@NullMarked
package io.github.mirror4j.select.pattern;

import org.jspecify.annotations.NullMarked;
