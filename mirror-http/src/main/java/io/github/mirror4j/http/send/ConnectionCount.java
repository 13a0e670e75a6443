package io.github.mirror4j.http.send;

import java.util.HashMap;
import java.util.Map;

/**
 * The most connections that a client may have open, from what was in flight; not thread-safe.
 *
 * <p>The JDK's client does not tell how many connections it has. It opens one only where none is
 * idle, so to one origin it never has more than requests were in flight there at the same time, and
 * to an origin that speaks HTTP/2 it has one. Connections that were closed since are still counted.
 */
final class ConnectionCount {

  private final Map<String, Origin> origins = new HashMap<>();
  private int sum;

  private static final class Origin {

    private int inFlight;
    private int most;
    private boolean multiplexed;

    boolean opensConnection() {
      return most == 0 || (!multiplexed && inFlight == most);
    }
  }

  /** How many there may be once one more request to this origin is in flight. */
  int withOneMore(String origin) {
    Origin known = origins.get(origin);
    return sum + (known == null || known.opensConnection() ? 1 : 0);
  }

  void started(String origin) {
    Origin known = origins.computeIfAbsent(origin, name -> new Origin());
    if (known.opensConnection()) {
      known.most++;
      sum++;
    }
    known.inFlight++;
  }

  /** The request is over. */
  void ended(String origin, ClientLease.Use use) {
    Origin known = origins.get(origin);
    if (known == null) {
      return;
    }
    known.inFlight--;
    if (use == ClientLease.Use.HTTP_2) {
      multiplexed(known);
    } else if (use == ClientLease.Use.REFUSED) {
      refused(known);
    }
  }

  private void multiplexed(Origin origin) {
    if (!origin.multiplexed) {
      origin.multiplexed = true;
      sum -= origin.most - 1;
      origin.most = 1;
    }
  }

  /**
   * A connection that is refused by its first request, because the server admits no stream at all,
   * is not known to the JDK's client any more, and yet stays open.
   */
  private void refused(Origin origin) {
    if (origin.inFlight == 0) {
      origin.most++;
      sum++;
    }
  }
}
