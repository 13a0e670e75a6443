package io.github.mirror4j.examples.bench.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.Charset;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The process in which the primary's server and those of the mirrors run.
 *
 * <p>It prints where they are; to each line it reads it says how many requests each mirror got; it
 * ends with its input.
 */
final class Servers {

  private final SelectorServer primary = SelectorServer.start(MirrorState.HEALTHY);
  private final Map<MirrorState, SelectorServer> mirrors = new EnumMap<>(MirrorState.class);
  private final Map<MirrorState, URI> addresses = new EnumMap<>(MirrorState.class);
  private final BlackHole blackHole = new BlackHole();
  private final Socket refusing = new Socket();

  /** Where everything is. */
  record Addresses(URI primary, Map<MirrorState, URI> mirrors) {}

  /** How many requests each mirror got. */
  record Counts(Map<MirrorState, Long> requests) {}

  private Servers() throws IOException, InterruptedException {
    for (MirrorState state : MirrorState.values()) {
      addresses.put(state, start(state));
    }
  }

  /**
   * Runs until there is no more input.
   *
   * @param args none
   * @throws IOException if no server can be started
   * @throws InterruptedException never
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    Servers servers = new Servers();
    System.out.println(Line.of(new Addresses(servers.primary.uri(), servers.addresses)));
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
    while (in.readLine() != null) {
      System.out.println(Line.of(servers.counts()));
    }
    System.exit(0);
  }

  private URI start(MirrorState state) throws IOException {
    return switch (state) {
      case BLACK_HOLED -> blackHole.uri();
      case REFUSING -> {
        // Bound, so that nobody else gets the port, and never listening.
        refusing.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        yield URI.create("http://127.0.0.1:" + refusing.getLocalPort());
      }
      default -> {
        SelectorServer server = SelectorServer.start(state);
        mirrors.put(state, server);
        yield server.uri();
      }
    };
  }

  private Counts counts() {
    Map<MirrorState, Long> counts = new TreeMap<>();
    mirrors.forEach((state, server) -> counts.put(state, server.requests()));
    return new Counts(counts);
  }
}
