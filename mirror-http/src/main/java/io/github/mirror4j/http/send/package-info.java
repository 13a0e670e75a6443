/**
 * Sends one copy: its request, the client and connection that it takes, its deadline, and how it
 * ended. Not exported.
 */
@NullMarked
package io.github.mirror4j.http.send;

import org.jspecify.annotations.NullMarked;
