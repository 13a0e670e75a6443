package io.github.mirror4j.examples.bench.load;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The servers, as seen from the process that has them started. */
final class ServersProcess implements AutoCloseable {

  private final ChildProcess process;
  private final Servers.Addresses addresses;

  private ServersProcess(ChildProcess process, Servers.Addresses addresses) {
    this.process = process;
    this.addresses = addresses;
  }

  static ServersProcess start() throws IOException, InterruptedException {
    ChildProcess process = ChildProcess.start(Servers.class, List.of("-Xmx512m"), List.of());
    return new ServersProcess(process, Line.read(process.read(), Servers.Addresses.class));
  }

  URI primary() {
    return addresses.primary();
  }

  URI mirror(MirrorState state) {
    return Objects.requireNonNull(addresses.mirrors().get(state));
  }

  Map<MirrorState, URI> mirrors() {
    return addresses.mirrors();
  }

  /** How many requests a mirror got until now; black-holed and refusing ones get none. */
  long arrived(MirrorState state) throws IOException, InterruptedException {
    process.write("counts");
    return Line.read(process.read(), Servers.Counts.class).requests().getOrDefault(state, 0L);
  }

  @Override
  public void close() {
    process.close();
  }
}
