package io.github.mirror4j.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.http.MirrorEngine;
import io.github.mirror4j.http.stats.FailureCause;
import io.github.mirror4j.http.stats.MirrorCounts;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.web.client.RestClient;

/** Copies trust whom the SSL bundle of their own trusts, and nobody else in private. */
class CopyTrustTest {

  private static MirrorCounts countsWith(String... properties) throws Exception {
    PrivateAuthority authority = PrivateAuthority.get();
    MirrorCounts[] counts = new MirrorCounts[1];
    try (Backend v1 = new Backend();
        Backend v2 = new Backend(authority.context())) {
      RouteRule rule =
          RouteRule.builder("all").destination("*").mirror(Mirror.to(v2.uri())).build();
      ApplicationContextRunner runner =
          BootApplication.withMirror4j().withBean(RouteRule.class, () -> rule);
      runner
          .withPropertyValues(authority.bundle("private"))
          .withPropertyValues(properties)
          .run(
              context -> {
                RestClient.Builder clients = context.getBean(RestClient.Builder.class);
                clients.build().get().uri(v1.uri() + "/orders").retrieve().toBodilessEntity();
                MirrorEngine engine = context.getBean(MirrorEngine.class);
                BootApplication.await(() -> engine.stats().total().selected() == 1);
                BootApplication.awaitIdle(engine);
                counts[0] = engine.stats().total();
              });
    }
    return counts[0];
  }

  @Test
  void aBundleForCopies() throws Exception {
    assertThat(countsWith("mirror4j.ssl.bundle=private").completed(2)).isEqualTo(1);
  }

  /** The bundle of primaries may present a certificate that v2 must not see. */
  @Test
  void theBundleOfPrimariesIsNotThatOfCopies() throws Exception {
    assertThat(countsWith("spring.http.clients.ssl.bundle=private").failed())
        .isEqualTo(Map.of(FailureCause.TLS, 1L));
  }
}
