package io.github.mirror4j.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;

/** Servers that speak HTTP/2 over TLS and nothing else, frame by frame. */
final class Http2Server {

  private Http2Server() {}

  /** What a server does with a connection, once the preface has been read. */
  @FunctionalInterface
  interface Behaviour {
    void with(Http2Wire server) throws Exception;
  }

  static RawServer start(SSLContext context, Behaviour behaviour) throws IOException {
    SSLServerSocket socket =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 512, InetAddress.getLoopbackAddress());
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"h2"});
    socket.setSSLParameters(parameters);
    return RawServer.on(
        socket,
        connection -> {
          Http2Wire wire = new Http2Wire(connection);
          wire.readPreface();
          behaviour.with(wire);
        });
  }

  static URI uri(RawServer server) {
    return URI.create("https://127.0.0.1:" + server.uri().getPort());
  }
}
