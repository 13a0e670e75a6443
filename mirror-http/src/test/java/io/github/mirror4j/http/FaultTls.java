package io.github.mirror4j.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Certificates made by the JDK's own tool, and what a server or a client does with them. */
enum FaultTls {
  GOOD("-ext", "san=ip:127.0.0.1"),
  WRONG_NAME("-ext", "san=dns:elsewhere.example"),
  EXPIRED("-ext", "san=ip:127.0.0.1", "-startdate", "-10d", "-validity", "5");

  private static final char[] PASSWORD = "changeit".toCharArray();

  private final List<String> arguments;

  FaultTls(String... arguments) {
    this.arguments = List.of(arguments);
  }

  /** A context with the key and with trust in it, for a server and for a client that trusts it. */
  SSLContext context() throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    Path folder = Files.createTempDirectory("mirror4j-tls");
    Path file = folder.resolve("keys.p12");
    try {
      generate(file, List.of("-alias", "ca", "-dname", "CN=mirror4j ca", "-ext", "bc:c"));
      List<String> key = new ArrayList<>(arguments);
      key.addAll(List.of("-alias", "a", "-dname", "CN=mirror4j test", "-signer", "ca"));
      generate(file, key);
      try (InputStream in = Files.newInputStream(file)) {
        keys.load(in, PASSWORD);
      }
    } finally {
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
    KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
    own.init(keys, PASSWORD);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("ca", keys.getCertificate("ca"));
    keys.deleteEntry("ca");
    TrustManagerFactory others = TrustManagerFactory.getInstance("PKIX");
    others.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), others.getTrustManagers(), null);
    return context;
  }

  /** A server that speaks TLS with this key and answers 200 to each request. */
  static RawServer server(SSLContext context) throws IOException {
    ServerSocketFactory sockets = context.getServerSocketFactory();
    return RawServer.on(
        sockets.createServerSocket(0, 512, InetAddress.getLoopbackAddress()),
        connection -> {
          while (FaultWire.readRequest(connection)) {
            RawServer.write(connection, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
          }
        });
  }

  private static void generate(Path file, List<String> more) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.add("-genkeypair");
    command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-storetype", "PKCS12"));
    command.addAll(List.of("-keystore", file.toString(), "-storepass", new String(PASSWORD)));
    command.addAll(more);
    Process tool = new ProcessBuilder(command).redirectErrorStream(true).start();
    byte[] said = tool.getInputStream().readAllBytes();
    if (!tool.waitFor(60, TimeUnit.SECONDS) || tool.exitValue() != 0) {
      throw new IOException("keytool: " + new String(said, Charset.defaultCharset()));
    }
  }
}
