/** The command line tool: checks, explains and converts files of rules. */
@NullMarked
package io.github.mirror4j.examples.cli;

import org.jspecify.annotations.NullMarked;
