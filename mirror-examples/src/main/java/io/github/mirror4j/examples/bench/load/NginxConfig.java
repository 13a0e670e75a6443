package io.github.mirror4j.examples.bench.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/**
 * How nginx is set up: a port without a mirror, and one for each state of the mirror.
 *
 * <p>Connections are kept on both sides. The mirror has timeouts, without which nginx would wait a
 * minute for one that hangs.
 *
 * @param text the file
 * @param plainPort where nothing is mirrored
 * @param mirrorPorts where everything is
 */
record NginxConfig(String text, int plainPort, Map<MirrorState, Integer> mirrorPorts) {

  /** Longer than the slow mirror takes. */
  static final int TIMEOUT_MILLIS = 500;

  static NginxConfig of(Path folder, URI primary, Map<MirrorState, URI> mirrors)
      throws IOException {
    Map<MirrorState, Integer> ports = new EnumMap<>(MirrorState.class);
    StringBuilder servers = new StringBuilder();
    for (Map.Entry<MirrorState, URI> mirror : mirrors.entrySet()) {
      String name = mirror.getKey().word();
      int port = freePort();
      ports.put(mirror.getKey(), port);
      servers.append(mirroring(name, mirror.getValue(), port));
    }
    int plainPort = freePort();
    String text = file(folder, primary, plainPort, servers);
    return new NginxConfig(text, plainPort, ports);
  }

  private static String file(Path folder, URI primary, int plainPort, CharSequence mirrors) {
    return """
      daemon off;
      worker_processes auto;
      worker_rlimit_nofile 10000;
      pid %1$s/nginx.pid;
      error_log stderr crit;
      events { worker_connections 8192; }
      http {
        access_log off;
        keepalive_requests 1000000000;
        client_max_body_size 0;
        client_body_temp_path %1$s/body;
        proxy_temp_path %1$s/proxy;
        fastcgi_temp_path %1$s/fastcgi;
        uwsgi_temp_path %1$s/uwsgi;
        scgi_temp_path %1$s/scgi;
        proxy_http_version 1.1;
        proxy_set_header Connection "";
        upstream primary { server %2$s; keepalive 128; }
        server {
          listen 127.0.0.1:%3$d;
          location / { proxy_pass http://primary; }
        }
      %4$s}
      """
        .formatted(folder, primary.getAuthority(), plainPort, mirrors);
  }

  private static String mirroring(String name, URI mirror, int port) {
    return """
        upstream %1$s { server %2$s; keepalive 128; }
        server {
          listen 127.0.0.1:%3$d;
          location / { mirror /mirror; proxy_pass http://primary; }
          location = /mirror {
            internal;
            proxy_connect_timeout %4$dms;
            proxy_send_timeout %4$dms;
            proxy_read_timeout %4$dms;
            proxy_pass http://%1$s$request_uri;
          }
        }
      """
        .formatted(name, mirror.getAuthority(), port, TIMEOUT_MILLIS);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
