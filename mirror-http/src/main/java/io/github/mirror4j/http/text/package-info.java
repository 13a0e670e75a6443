/** Text as people and programs read it: tables, JSON, printable characters. Not exported. */
@NullMarked
package io.github.mirror4j.http.text;

import org.jspecify.annotations.NullMarked;
