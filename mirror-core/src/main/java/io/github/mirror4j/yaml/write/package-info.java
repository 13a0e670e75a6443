/**
 * Rules written as documents of a mesh, with a report of what a document cannot express.
 *
 * <p>Knows no reader and no YAML library: writing works without Jackson. What is written here is
 * read back by {@code io.github.mirror4j.yaml} with the same meaning, unless the report says
 * otherwise.
 */
@NullMarked
package io.github.mirror4j.yaml.write;

import org.jspecify.annotations.NullMarked;
