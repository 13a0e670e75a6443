/**
 * What the kinds of documents mean, for those that read them and those that write them: names of
 * annotations, hosts, limits, precedence, rewrites and timeouts.
 *
 * <p>Knows neither readers nor writers, and of files only the tree of YAML. Whatever both must
 * agree on, so that a written rule is read back with the same meaning, belongs here.
 */
@NullMarked
package io.github.mirror4j.yaml.dialect;

import org.jspecify.annotations.NullMarked;
