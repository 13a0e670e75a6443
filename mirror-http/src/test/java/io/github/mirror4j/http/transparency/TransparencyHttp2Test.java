package io.github.mirror4j.http.transparency;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.notFound;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.permanentRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** HTTP/2, over TLS and after an upgrade. */
class TransparencyHttp2Test {

  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance()
          .options(
              WireMockConfiguration.options()
                  .dynamicPort()
                  .dynamicHttpsPort()
                  .http2PlainDisabled(false))
          .build();

  private static final SSLContext TRUSTING = trusting();

  @BeforeEach
  void respond() {
    SERVER.stubFor(any(anyUrl()).willReturn(ok("two").withHeader("X-Two", "a", "b")));
    SERVER.stubFor(any(urlPathEqualTo("/moved")).willReturn(permanentRedirect("/end")));
    SERVER.stubFor(any(urlPathEqualTo("/missing")).willReturn(notFound()));
  }

  @TestFactory
  Stream<DynamicTest> requests() {
    return TransparencyRow.tests(
        Stream.concat(
            Stream.of("http", "https")
                .flatMap(
                    scheme ->
                        Stream.of(
                            row(scheme, "GET", "/", BodyPublishers::noBody),
                            row(scheme, "HEAD", "/", BodyPublishers::noBody),
                            row(scheme, "GET", "/missing", BodyPublishers::noBody),
                            row(scheme, "POST", "/", () -> BodyPublishers.ofString("hello")),
                            row(scheme, "POST", "/empty", () -> BodyPublishers.ofString("")))),
            // Servers stumble over an upgrade that comes with a long body.
            Stream.of(
                row("https", "PUT", "/large", () -> large(200_000)),
                row("https", "PUT", "/unknown", TransparencyHttp2Test::ofUnknownLength),
                row("https", "POST", "/moved", () -> large(50_000)))));
  }

  @TestFactory
  Stream<DynamicTest> pushes() {
    return TransparencyRow.tests(
        Stream.of(true, false)
            .map(
                welcome ->
                    settings(
                        TransparencyRow.of(
                            "pushes " + (welcome ? "welcome" : "rejected"),
                            exchange -> {},
                            (client, server, notes) -> {
                              HttpRequest request =
                                  HttpRequest.newBuilder(uri("https", "/"))
                                      .POST(BodyPublishers.ofString("hello"))
                                      .build();
                              var response =
                                  welcome
                                      ? client.sendAsync(
                                          request,
                                          BodyHandlers.ofString(),
                                          (initiating, push, acceptor) -> notes.add("pushed"))
                                      : client.sendAsync(request, BodyHandlers.ofString(), null);
                              notes.responded("response", response.get(20, TimeUnit.SECONDS));
                            }))));
  }

  private static TransparencyRow row(
      String scheme, String method, String path, Supplier<BodyPublisher> body) {
    return settings(
        TransparencyRow.of(
            scheme + " " + method + " " + path,
            exchange -> {},
            TransparencyCalls.all(
                server ->
                    HttpRequest.newBuilder(uri(scheme, path)).method(method, body.get()).build(),
                BodyHandlers::ofString)));
  }

  private static TransparencyRow settings(TransparencyRow row) {
    return row.with(
        builder ->
            builder
                .version(HttpClient.Version.HTTP_2)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .sslContext(TRUSTING));
  }

  private static URI uri(String scheme, String path) {
    int port = scheme.equals("http") ? SERVER.getPort() : SERVER.getHttpsPort();
    return URI.create(scheme + "://localhost:" + port + path);
  }

  private static BodyPublisher large(int length) {
    return BodyPublishers.ofByteArray(TransparencyBodyTest.bytes(length));
  }

  private static BodyPublisher ofUnknownLength() {
    return BodyPublishers.fromPublisher(large(30_000));
  }

  private static SSLContext trusting() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new TrustAll()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final class TrustAll extends X509ExtendedTrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
