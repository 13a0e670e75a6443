/**
 * Accounts for copies: counts how each of them ended, notifies listeners, and logs what was lost.
 * Not exported.
 *
 * <p>Every selected copy is counted once: it was dropped, completed, failed, timed out or withheld,
 * or it waits for its primary or is in flight. Counting happens on callers' threads, so it takes no
 * lock, calls no foreign code and works without memory.
 */
@NullMarked
package io.github.mirror4j.http.account;

import org.jspecify.annotations.NullMarked;
