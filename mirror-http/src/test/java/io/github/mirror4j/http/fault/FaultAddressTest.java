package io.github.mirror4j.http.fault;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.mirror4j.http.fixture.FaultEcho;
import io.github.mirror4j.http.fixture.NothingIsLeft;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A mirror that cannot be reached at all costs copies only. */
class FaultAddressTest {

  /** Made here: as a module the tests do not open the package that it is in. */
  @RegisterExtension private static final NothingIsLeft NOTHING_IS_LEFT = new NothingIsLeft();

  @AutoClose private final FaultEcho primary = new FaultEcho();

  @Test
  void refused() throws Exception {
    new FaultRun(primary).against(URI.create("http://127.0.0.1:1"), Set.of("failed CONNECT"));
  }

  @Test
  void unknownName() throws Exception {
    new FaultRun(primary)
        .against(URI.create("http://mirror.invalid"), Set.of("failed UNKNOWN_HOST", "timed out"));
  }

  /** A full backlog: the system drops further attempts to connect, as a firewall would. */
  @Test
  void blackHole() throws Exception {
    List<Socket> fill = new ArrayList<>();
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assumeTrue(isFilled(full, fill), "This system does not drop attempts to connect");
      new FaultRun(primary)
          .against(URI.create("http://127.0.0.1:" + full.getLocalPort()), Set.of("timed out"));
    } finally {
      for (Socket socket : fill) {
        socket.close();
      }
    }
  }

  private static boolean isFilled(ServerSocket server, List<Socket> fill) throws IOException {
    for (int i = 0; i < 10; i++) {
      Socket socket = new Socket();
      fill.add(socket);
      try {
        socket.connect(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), 200);
      } catch (SocketTimeoutException e) {
        return true;
      }
    }
    return false;
  }
}
