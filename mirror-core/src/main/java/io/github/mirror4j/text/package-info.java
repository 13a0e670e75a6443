/**
 * Text as people and programs read it: tables, JSON, printable characters.
 *
 * <p>For the modules of Mirror4J only.
 */
@NullMarked
package io.github.mirror4j.text;

import org.jspecify.annotations.NullMarked;
