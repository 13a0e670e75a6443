/**
 * Text as people and programs read it: tables, JSON, printable characters, blocks of addresses, the
 * syntax of HTTP.
 *
 * <p>For the modules of Mirror4J only.
 */
@NullMarked
package io.github.mirror4j.text;

import org.jspecify.annotations.NullMarked;
