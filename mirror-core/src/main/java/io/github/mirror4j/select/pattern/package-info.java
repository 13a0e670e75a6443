/**
 * Regular expressions whose cost for a request has a limit: automata that read a text once, and
 * RE2/J for patterns that make none. Not exported.
 */
@NullMarked
package io.github.mirror4j.select.pattern;

import org.jspecify.annotations.NullMarked;
