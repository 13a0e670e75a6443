package io.github.mirror4j.http.send;

import io.github.mirror4j.rule.CredentialHeaders;

/**
 * Which headers copies carry.
 *
 * @param copyHeader the header that marks copies
 * @param forwardedHost whether copies carry {@code X-Forwarded-Host}
 * @param credentialHeaders the headers that a mirror gets only if its {@code credentials} allow it
 * @param stripsTraceHeaders whether copies carry no headers of traces
 */
public record CopyPolicy(
    String copyHeader,
    boolean forwardedHost,
    CredentialHeaders credentialHeaders,
    boolean stripsTraceHeaders) {}
