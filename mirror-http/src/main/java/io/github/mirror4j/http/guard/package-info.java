/**
 * What keeps the library's own troubles, and those of foreign code, away from callers: threads,
 * room on the stack, log lines, internal errors, how often something is sent, and code that users
 * plug in. Not exported.
 */
@NullMarked
package io.github.mirror4j.http.guard;

import org.jspecify.annotations.NullMarked;
