/**
 * Rules as files: reads, watches and writes the mesh's own documents.
 *
 * <p>What the documents' formats cannot say goes into their {@code metadata.annotations}, as texts.
 * A name holds for the whole document; with {@code .N} behind it for the document's rule (entry of
 * {@code http} or {@code rules}) number N, with {@code .N.M} for that rule's mirror number M, both
 * from 0. The most specific one wins.
 *
 * <table>
 * <caption>Annotations</caption>
 * <thead><tr><th>Name</th><th>Value</th><th>Meaning</th></tr></thead>
 * <tbody>
 * <tr><td>{@code mirror4j.io/mirror-percentage}</td><td>{@code 12.5}</td><td>the share that is
 *     copied; for {@code RouteRule} only, whose format has none</td></tr>
 * <tr><td>{@code mirror4j.io/mirror-name}</td><td>{@code v2}</td><td>{@link
 *     io.github.mirror4j.rule.Mirror#name(String)}</td></tr>
 * <tr><td>{@code mirror4j.io/sampling-key}</td><td>{@code header:x-user}, {@code cookie:sid} or
 *     {@code query:user}, perhaps with {@code ;missing=first} ({@code last}, {@code
 *     random})</td><td>{@link io.github.mirror4j.rule.SamplingKey}; for a rule</td></tr>
 * <tr><td>{@code mirror4j.io/methods}</td><td>{@code GET, HEAD}</td><td>{@link
 *     io.github.mirror4j.rule.Mirror#methods(String...)}</td></tr>
 * <tr><td>{@code mirror4j.io/copy-timeout}</td><td>{@code 2s}</td><td>{@link
 *     io.github.mirror4j.rule.Mirror#timeout(java.time.Duration)}</td></tr>
 * <tr><td>{@code mirror4j.io/body-limit}</td><td>{@code 65536}, {@code 64KiB}, {@code
 *     1MiB}</td><td>{@link io.github.mirror4j.rule.Mirror#bodyLimit(long)}</td></tr>
 * <tr><td>{@code mirror4j.io/header-edits}</td><td>lines of {@code set NAME: VALUE}, {@code add
 *     NAME: VALUE}, {@code remove NAME}</td><td>{@link io.github.mirror4j.rule.HeaderEdit}, in that
 *     order</td></tr>
 * <tr><td>{@code mirror4j.io/rewrite-path}</td><td>{@code full /v2}, {@code prefix /v1 /v2} or
 *     {@code regex PATTERN SUBSTITUTION}, where a substitution that is empty or has blanks is {@code to
 *     SUBSTITUTION} on a second line</td><td>{@link io.github.mirror4j.rule.PathRewrite}</td></tr>
 * <tr><td>{@code mirror4j.io/credentials}</td><td>{@code same-service}, {@code keep}, {@code
 *     strip}</td><td>{@link io.github.mirror4j.rule.Credentials}</td></tr>
 * <tr><td>{@code mirror4j.io/copy-host}</td><td>{@code mirror}, {@code shadow-suffix}, {@code
 *     original}</td><td>{@link io.github.mirror4j.rule.CopyHost}</td></tr>
 * <tr><td>{@code mirror4j.io/rule-name}</td><td>{@code orders-v2}</td><td>the rule's name instead of
 *     the generated one; not for {@code RouteRule}, whose name it is</td></tr>
 * <tr><td>{@code mirror4j.io/precedence}</td><td>{@code 11}</td><td>the rule's precedence instead of
 *     that of the document's order; not for {@code RouteRule}, which has a field</td></tr>
 * <tr><td>{@code mirror4j.io/order}</td><td>{@code orders.001}</td><td>what decides between rules of
 *     one precedence in place of the rule's name; not for {@code RouteRule}</td></tr>
 * <tr><td>{@code mirror4j.io/route}</td><td>{@code none}</td><td>primaries are not routed: they go
 *     where their URI says, whatever {@code route} says, which may be left out</td></tr>
 * </tbody>
 * </table>
 */
@NullMarked
package io.github.mirror4j.yaml;

import org.jspecify.annotations.NullMarked;
