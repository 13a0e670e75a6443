/**
 * Reads, watches and writes rules as the documents of a service mesh.
 *
 * <p>Settings for which a document's format has no field are strings in its {@code
 * metadata.annotations}. An annotation applies to the whole document. With the suffix {@code .N} it
 * applies to rule number N, an entry of {@code http} or {@code rules}. With the suffix {@code .N.M}
 * it applies to mirror number M of that rule. Both numbers start at 0. The most specific annotation
 * wins.
 *
 * <table>
 * <caption>Annotations</caption>
 * <thead><tr><th>Name</th><th>Value</th><th>Meaning</th></tr></thead>
 * <tbody>
 * <tr><td>{@code mirror4j.io/mirror-percentage}</td><td>{@code 12.5}</td><td>the percentage of
 *     requests to copy; only for {@code RouteRule}, whose format has no field for it</td></tr>
 * <tr><td>{@code mirror4j.io/mirror-name}</td><td>{@code v2}</td><td>{@link
 *     io.github.mirror4j.rule.Mirror#name(String)}</td></tr>
 * <tr><td>{@code mirror4j.io/sampling-key}</td><td>{@code header:x-user}, {@code cookie:sid} or
 *     {@code query:user}, optionally followed by {@code ;missing=first} ({@code last}, {@code
 *     random})</td><td>{@link io.github.mirror4j.rule.SamplingKey}; a setting of the rule</td></tr>
 * <tr><td>{@code mirror4j.io/methods}</td><td>{@code GET, HEAD}</td><td>{@link
 *     io.github.mirror4j.rule.Mirror#methods(String...)}</td></tr>
 * <tr><td>{@code mirror4j.io/copy-timeout}</td><td>{@code 2s}</td><td>{@link
 *     io.github.mirror4j.rule.Mirror#timeout(java.time.Duration)}</td></tr>
 * <tr><td>{@code mirror4j.io/body-limit}</td><td>{@code 65536}, {@code 64KiB}, {@code
 *     1MiB}</td><td>{@link io.github.mirror4j.rule.Mirror#bodyLimit(long)}</td></tr>
 * <tr><td>{@code mirror4j.io/max-per-second}</td><td>{@code 50}, optionally followed by {@code ;
 *     burst=200}</td><td>{@link io.github.mirror4j.rule.Mirror#maxPerSecond(double, int)}</td></tr>
 * <tr><td>{@code mirror4j.io/after-response}</td><td>{@code true}, {@code false}</td><td>{@link
 *     io.github.mirror4j.rule.Mirror#afterResponse()}</td></tr>
 * <tr><td>{@code mirror4j.io/only-after}</td><td>{@code 5xx or failed and slower:500ms}</td><td>{@link
 *     io.github.mirror4j.rule.Mirror#onlyAfter}</td></tr>
 * <tr><td>{@code mirror4j.io/primary-headers}</td><td>{@code true}, {@code false}</td><td>{@link
 *     io.github.mirror4j.rule.Mirror#primaryHeaders()}</td></tr>
 * <tr><td>{@code mirror4j.io/header-edits}</td><td>lines of {@code set NAME: VALUE}, {@code add
 *     NAME: VALUE}, {@code remove NAME}</td><td>{@link io.github.mirror4j.rule.HeaderEdit},
 *     applied in
 *     the order of the lines</td></tr>
 * <tr><td>{@code mirror4j.io/rewrite-path}</td><td>{@code full /v2}, {@code prefix /v1 /v2} or
 *     {@code regex PATTERN SUBSTITUTION}, where a substitution that is empty or contains blanks is
 *     written as
 *     {@code to SUBSTITUTION} on a second line</td><td>{@link
 *     io.github.mirror4j.rule.PathRewrite}</td></tr>
 * <tr><td>{@code mirror4j.io/credentials}</td><td>{@code same-service}, {@code keep}, {@code
 *     strip}</td><td>{@link io.github.mirror4j.rule.Credentials}</td></tr>
 * <tr><td>{@code mirror4j.io/copy-host}</td><td>{@code mirror}, {@code shadow-suffix}, {@code
 *     original}</td><td>{@link io.github.mirror4j.rule.CopyHost}</td></tr>
 * <tr><td>{@code mirror4j.io/compare}</td><td>the settings as YAML, in a text of several
 *     lines</td><td>{@link io.github.mirror4j.rule.Mirror#compare}</td></tr>
 * <tr><td>{@code mirror4j.io/rule-name}</td><td>{@code orders-v2}</td><td>the rule's name,
 *     in place of the generated one; not for {@code RouteRule}, whose own name is the
 *     rule's</td></tr>
 * <tr><td>{@code mirror4j.io/precedence}</td><td>{@code 11}</td><td>the rule's precedence,
 *     in place of the one that follows from the document's order; not for {@code RouteRule}, which
 *     has
 *     a field for it</td></tr>
 * <tr><td>{@code mirror4j.io/order}</td><td>{@code orders.001}</td><td>the key that orders rules of
 *     the same precedence, in place of the rule's name; not for {@code RouteRule}</td></tr>
 * <tr><td>{@code mirror4j.io/route}</td><td>{@code none}</td><td>primaries are not routed: each
 *     goes to the host of its URI, whatever {@code route} contains; {@code route} may be left
 *     out</td></tr>
 * </tbody>
 * </table>
 */
@NullMarked
package io.github.mirror4j.yaml;

import org.jspecify.annotations.NullMarked;
