package io.github.mirror4j.compare.pair;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request whose responses are compared, as the caller sent it.
 *
 * @param method the method
 * @param path the raw path
 * @param query the raw query; null where there is none
 * @param headers the headers; the map finds names in any case
 * @param bodyHash a hash of the body; 0 where there is none
 * @param samplingKey what the rule's sampling key found in the request; null where there is none
 */
@SuppressWarnings("doclint:missing") // for our own modules only
public record ComparedRequest(
    String method,
    String path,
    @Nullable String query,
    Map<String, List<String>> headers,
    long bodyHash,
    @Nullable String samplingKey) {}
