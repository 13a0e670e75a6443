package io.github.mirror4j.examples.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** An nginx of our own in front of the primary's server: in the foreground, in its own folder. */
final class Nginx implements AutoCloseable {

  private static final int TRIES = 100;
  private static final int PAUSE_MILLIS = 50;

  private final Process process;
  private final NginxConfig config;
  private final Path folder;

  private Nginx(Process process, NginxConfig config, Path folder) {
    this.process = process;
    this.config = config;
    this.folder = folder;
  }

  /** Looks for the program: where it was said to be, else in the usual folders. */
  static Optional<Path> find(Optional<Path> given) {
    if (given.isPresent()) {
      return given.filter(Files::isExecutable);
    }
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.concat(
            Stream.of(path.split(File.pathSeparator)), Stream.of("/usr/sbin", "/usr/local/sbin"))
        .map(folder -> Path.of(folder, "nginx"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static Nginx start(Path program, URI primary, Map<MirrorState, URI> mirrors)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("mirror4j-nginx");
    // Started by root, its workers are somebody else and have to get in.
    boolean opened =
        folder.toFile().setExecutable(true, false) && folder.toFile().setReadable(true, false);
    if (!opened) {
      throw new IOException(folder + " cannot be opened for nginx");
    }
    NginxConfig config = NginxConfig.of(folder, primary, mirrors);
    Path file = Files.writeString(folder.resolve("nginx.conf"), config.text());
    ProcessBuilder builder =
        new ProcessBuilder(
            program.toString(), "-p", folder + "/", "-e", "stderr", "-c", file.toString());
    File log = folder.resolve("nginx.log").toFile();
    Process process = builder.redirectErrorStream(true).redirectOutput(log).start();
    Nginx nginx = new Nginx(process, config, folder);
    nginx.awaitReady();
    return nginx;
  }

  /** Which one it is, and what matters of how it is set up. */
  static String describe(Path program) {
    try {
      Process process =
          new ProcessBuilder(program.toString(), "-v").redirectErrorStream(true).start();
      String version = new String(process.getInputStream().readAllBytes(), US_ASCII).strip();
      return "%s, timeouts of %d ms for the mirror".formatted(version, NginxConfig.TIMEOUT_MILLIS);
    } catch (IOException e) {
      return program.toString();
    }
  }

  /** Where it hands requests on, without a mirror. */
  URI plain() {
    return uri(config.plainPort());
  }

  /** Where it hands requests on and copies them to a mirror of this state. */
  URI mirroring(MirrorState state) {
    return uri(Objects.requireNonNull(config.mirrorPorts().get(state)));
  }

  /** CPU that its processes have used, in microseconds. */
  double cpuMicros() {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .mapToDouble(CpuTime::micros)
        .sum();
  }

  private void awaitReady() throws IOException, InterruptedException {
    for (int i = 0; i < TRIES && process.isAlive(); i++) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), config.plainPort()));
        return;
      } catch (SocketException e) {
        Thread.sleep(PAUSE_MILLIS);
      }
    }
    String log = Files.readString(folder.resolve("nginx.log"));
    close();
    throw new IOException("nginx did not start: " + log.strip());
  }

  private static URI uri(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      boolean ended = process.waitFor(5, TimeUnit.SECONDS);
      if (!ended) {
        process.destroyForcibly();
      }
      Folders.delete(folder);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
