package io.github.mirror4j.http.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.rule.Comparison;
import io.github.mirror4j.rule.InvalidConfigurationException;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import java.net.URI;
import java.net.http.HttpClient;
import org.junit.jupiter.api.Test;

/** Eight mirrors of an engine may be compared, so that their evidence takes at most 16 MB. */
class ComparedMirrorsLimitTest {

  @Test
  void eightAreCompared() {
    try (HttpClient plain = HttpClient.newHttpClient();
        MirroringHttpClient client = MirroringHttpClient.wrap(plain, mirrors(8))) {
      assertThat(client.engine().comparisons()).hasSize(8);
    }
  }

  @Test
  void moreAreRefused() {
    try (HttpClient plain = HttpClient.newHttpClient()) {
      assertThatThrownBy(() -> MirroringHttpClient.wrap(plain, mirrors(9)))
          .isInstanceOf(InvalidConfigurationException.class)
          .hasMessageContaining(
              "mirrors that are compared: 9 (expected: at most 8 of an engine: 2 MB of evidence"
                  + " each)");
    }
  }

  private static RouteRule mirrors(int number) {
    RouteRule.Builder rule = RouteRule.builder("orders-v2").destination("orders");
    for (int i = 0; i < number; i++) {
      Comparison comparison = Comparison.withoutBaseline().build();
      URI uri = URI.create("http://orders-v2-" + i + ".internal");
      rule = rule.mirror(Mirror.to(uri).name("v2-" + i).compare(comparison));
    }
    return rule.build();
  }
}
