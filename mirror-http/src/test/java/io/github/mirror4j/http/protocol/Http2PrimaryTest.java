package io.github.mirror4j.http.protocol;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.stats.FailureCause;
import io.github.mirror4j.rule.Mirror;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Random;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Primaries over TLS and HTTP/2 are mirrored like any other. */
class Http2PrimaryTest {

  @RegisterExtension static final WireMockExtension PRIMARY = server();
  @RegisterExtension static final WireMockExtension MIRROR = server();

  private final byte[] body = new byte[200_000];

  @BeforeEach
  void respond() {
    new Random(1).nextBytes(body);
    PRIMARY.stubFor(any(anyUrl()).willReturn(ok("primary")));
    MIRROR.stubFor(any(anyUrl()).willReturn(ok("mirror")));
  }

  @Test
  void theCopyGoesToAPlainMirrorOverHttp1() throws Exception {
    assertCopied(Mirror.to(URI.create("http://localhost:" + MIRROR.getPort())), "HTTP/1.1");
  }

  @Test
  void theCopyGoesToASecureMirrorOverHttp2() throws Exception {
    assertCopied(Mirror.to(https(MIRROR)), "HTTP/2.0");
  }

  @Test
  void aMirrorWhoseCertificateIsNotTrustedCostsTheCopyAlone() throws Exception {
    try (MirroringHttpClient client =
        MirroringHttpClient.wrap(trusting(), Fixtures.copyAll(https(MIRROR)))) {
      HttpResponse<String> response =
          client.send(Fixtures.get(https(PRIMARY)), BodyHandlers.ofString());

      assertThat(response.body()).isEqualTo("primary");
      assertThat(Fixtures.settled(client).failed(FailureCause.TLS)).isEqualTo(1);
    }
  }

  private void assertCopied(Mirror mirror, String protocol) throws Exception {
    try (HttpClient mirrorClient = trusting();
        MirroringHttpClient client =
            MirroringHttpClient.builder(trusting())
                .rules(Fixtures.copyAll(mirror))
                .mirrorClient(mirrorClient)
                .build()) {
      URI uri = https(PRIMARY).resolve("/upload?q=%2F");
      HttpResponse<String> response =
          client.send(
              Fixtures.post(uri, BodyPublishers.ofByteArray(body)), BodyHandlers.ofString());

      assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(response.body()).isEqualTo("primary");
      assertThat(Fixtures.settled(client).completedInTotal()).isEqualTo(1);
    }
    assertThat(requestAt(PRIMARY).getBody()).isEqualTo(body);
    LoggedRequest copy = requestAt(MIRROR);
    assertThat(copy.getBody()).isEqualTo(body);
    assertThat(copy.getProtocol()).isEqualTo(protocol);
    assertThat(copy.getHeader("X-Mirror4J")).isEqualTo(Fixtures.RULE);
  }

  private static LoggedRequest requestAt(WireMockExtension server) {
    var requests = server.findAll(postRequestedFor(urlEqualTo("/upload?q=%2F")));
    assertThat(requests).hasSize(1);
    return requests.get(0);
  }

  private static URI https(WireMockExtension server) {
    return URI.create("https://localhost:" + server.getHttpsPort() + "/");
  }

  private static WireMockExtension server() {
    return WireMockExtension.newInstance()
        .options(
            WireMockConfiguration.options()
                .dynamicPort()
                .dynamicHttpsPort()
                .http2PlainDisabled(true))
        .build();
  }

  private static HttpClient trusting() throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new TrustAll()}, new SecureRandom());
    return HttpClient.newBuilder().sslContext(context).build();
  }

  /** Trusts everybody, whatever the name: only a test may. */
  private static final class TrustAll extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
