package io.github.mirror4j.http.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.FaultWire;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.RawServer;
import io.github.mirror4j.http.fixture.RecordingServer;
import io.github.mirror4j.http.stats.FailureCause;
import io.github.mirror4j.http.stats.Outcome;
import io.github.mirror4j.http.stats.RecentFailure;
import io.github.mirror4j.rule.Mirror;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong at a proxy is not taken for a response of the mirror, and names the proxy. */
class ProxyFailureTest {

  private final RecordingServer primary = RecordingServer.responding("ok");

  @AfterEach
  void close() {
    primary.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void aProxyThatAsksForCredentials(String scheme) throws Exception {
    try (RawServer proxy = responding("407 Proxy Authentication Required")) {
      RecentFailure failure = failureThrough(address(proxy), scheme);

      assertThat(failure.outcome())
          .isEqualTo(new Outcome.Failed(FailureCause.PROXY_AUTHENTICATION));
      assertThat(failure.message()).isEqualTo("through proxy " + text(proxy) + ": 407");
    }
  }

  @ParameterizedTest
  @CsvSource({"403 Forbidden", "502 Bad Gateway", "503 Unavailable"})
  void aProxyThatOpensNoTunnel(String status) throws Exception {
    try (RawServer proxy = responding(status)) {
      RecentFailure failure = failureThrough(address(proxy), "https");

      assertThat(failure.outcome()).isEqualTo(new Outcome.Failed(FailureCause.PROXY));
      assertThat(failure.message())
          .isEqualTo(
              "through proxy " + text(proxy) + ": Tunnel failed, got: " + status.substring(0, 3));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void aProxyThatRefusesConnections(String scheme) throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    RecentFailure failure = failureThrough(new InetSocketAddress("127.0.0.1", port), scheme);

    assertThat(failure.outcome()).isEqualTo(new Outcome.Failed(FailureCause.PROXY));
    assertThat(failure.message()).startsWith("through proxy 127.0.0.1:" + port);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "https"})
  void aProxyWhoseNameIsUnknown(String scheme) throws Exception {
    RecentFailure failure =
        failureThrough(InetSocketAddress.createUnresolved("proxy.invalid", 3128), scheme);

    assertThat(failure.outcome()).isEqualTo(new Outcome.Failed(FailureCause.PROXY));
    assertThat(failure.message()).startsWith("through proxy proxy.invalid:3128");
  }

  @Test
  void aMirrorThatSays407WithoutAnyProxyHasResponded() throws Exception {
    try (RawServer mirror = responding("407 What");
        MirroringHttpClient client = Fixtures.mirroringTo(mirror.uri())) {
      client.send(Fixtures.get(primary.uri()), BodyHandlers.discarding());

      assertThat(Fixtures.settled(client).completed(4)).isEqualTo(1);
    }
  }

  private RecentFailure failureThrough(InetSocketAddress proxy, String scheme) throws Exception {
    URI mirror = URI.create(scheme + "://mirror.example:1234");
    HttpClient delegate =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(new ForHost("mirror.example", proxy))
            .build();
    try (delegate;
        MirroringHttpClient client =
            MirroringHttpClient.builder(delegate)
                .rules(Fixtures.copyAll(Mirror.to(mirror)))
                .build()) {
      client.send(Fixtures.get(primary.uri()), BodyHandlers.discarding());
      assertThat(Fixtures.settled(client).failedInTotal()).isEqualTo(1);
      return client.engine().status().recentFailures().get(0);
    }
  }

  private static RawServer responding(String status) {
    return RawServer.doing(
        connection -> {
          FaultWire.readRequest(connection);
          RawServer.write(
              connection,
              "HTTP/1.1 "
                  + status
                  + "\r\nProxy-Authenticate: Basic realm=\"a\"\r\n"
                  + "Content-Length: 0\r\n\r\n");
        });
  }

  private static InetSocketAddress address(RawServer proxy) {
    return new InetSocketAddress("127.0.0.1", proxy.uri().getPort());
  }

  private static String text(RawServer proxy) {
    return "127.0.0.1:" + proxy.uri().getPort();
  }

  /** A proxy for one host, as selectors of companies have it the other way round. */
  private static final class ForHost extends ProxySelector {

    private final String host;
    private final InetSocketAddress proxy;

    ForHost(String host, InetSocketAddress proxy) {
      this.host = host;
      this.proxy = proxy;
    }

    @Override
    public List<Proxy> select(URI uri) {
      return List.of(
          uri.getHost().equals(host) ? new Proxy(Proxy.Type.HTTP, proxy) : Proxy.NO_PROXY);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
      // Nothing to remember.
    }
  }
}
