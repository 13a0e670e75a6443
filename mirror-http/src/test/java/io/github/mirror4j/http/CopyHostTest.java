package io.github.mirror4j.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.fixture.Fixtures;
import io.github.mirror4j.http.fixture.WireServer;
import io.github.mirror4j.http.send.HostHeader;
import io.github.mirror4j.registry.ServiceRegistry;
import io.github.mirror4j.rule.CopyHost;
import io.github.mirror4j.rule.Labels;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import java.io.File;
import java.net.URI;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the JVM allows it, a copy may carry the original host; the child JVM here does. */
class CopyHostTest {

  @Test
  void theOriginalHostWithAndWithoutSuffix() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String modules = System.getProperty("jdk.module.path", "");
    String classes = System.getProperty("java.class.path");
    Process child =
        new ProcessBuilder(
                java,
                HostHeader.PROPERTY,
                "-cp",
                String.join(File.pathSeparator, "target/test-classes", modules, classes),
                Child.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(child.waitFor(Fixtures.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(output.lines())
        .contains(
            "primary orders.example.com:8080",
            "ORIGINAL orders.example.com:8080 orders.example.com:8080",
            "SHADOW_SUFFIX orders.example.com-shadow:8080 orders.example.com:8080");
  }

  @ParameterizedTest
  @CsvSource({
    "orders,orders-shadow",
    "orders:8080,orders-shadow:8080",
    "[::1],[::1]-shadow",
    "[::1]:80,[::1]-shadow:80"
  })
  void theSuffixStandsBeforeThePort(String authority, String expected) {
    assertThat(HostHeader.withShadowSuffix(authority)).isEqualTo(expected);
  }

  /** Routes a primary and mirrors it twice; prints the hosts that arrived. */
  static final class Child {

    private Child() {}

    public static void main(String[] args) throws Exception {
      try (WireServer primary = WireServer.start()) {
        for (CopyHost host : new CopyHost[] {CopyHost.ORIGINAL, CopyHost.SHADOW_SUFFIX}) {
          try (WireServer mirror = WireServer.start()) {
            send(primary.uri(), Mirror.to(mirror.uri()).host(host));
            WireServer.Head copy = mirror.onlyHead();
            System.out.printf(
                "%s %s %s%n",
                host, copy.values("host").get(0), copy.values("x-forwarded-host").get(0));
          }
        }
        System.out.println("primary " + primary.heads.get(0).values("host").get(0));
      }
    }

    private static void send(URI primary, Mirror mirror) throws Exception {
      RouteRule rule =
          RouteRule.builder("r")
              .destination("orders.example.com")
              .route(Labels.none(), 100)
              .mirror(mirror)
              .build();
      ServiceRegistry registry =
          ServiceRegistry.builder().endpoint("orders.example.com", primary).build();
      try (MirroringHttpClient client =
          MirroringHttpClient.builder(Fixtures.plain()).rules(rule).registry(registry).build()) {
        URI uri = URI.create("http://orders.example.com:8080/");
        client.send(Fixtures.get(uri), BodyHandlers.discarding());
        Fixtures.settled(client);
      }
    }
  }
}
