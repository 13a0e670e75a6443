package io.github.mirror4j.http.account;

import io.github.mirror4j.http.send.RecentFailures;

/**
 * Where it is recorded how the copies of one engine end.
 *
 * @param total the counts of all copies
 * @param inFlight the copies that have not ended
 * @param listeners who is notified
 * @param failures the latest failures
 */
@SuppressWarnings("doclint:missing") // for this module only
public record CopyRecords(
    Counters total, InFlight inFlight, Listeners listeners, RecentFailures failures) {}
