package io.github.mirror4j.examples;

/**
 * What was known when the demo had ended.
 *
 * @param copies what became of all copies
 * @param inFlight copies that had not ended
 * @param internalErrors errors of the library itself
 * @param arrivedAsSent copies that v2 got with the method, target and body of their primaries
 * @param arrived copies that v2 responded to
 * @param stats the library's own counts, as text
 */
record Ending(
    CopyCounts copies,
    long inFlight,
    long internalErrors,
    int arrivedAsSent,
    int arrived,
    String stats) {}
