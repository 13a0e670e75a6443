package io.github.mirror4j.compare.diff;

import java.util.List;
import java.util.Map;

/**
 * A response as it was received.
 *
 * @param status the status code
 * @param headers the headers; the map finds names in any case, as {@code HttpHeaders.map()} does
 * @param body the body
 */
public record ReceivedResponse(int status, Map<String, List<String>> headers, ReceivedBody body) {}
