package io.github.mirror4j.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.boot.test.context.SpringBootTest.WebEnvironment.RANDOM_PORT;

import io.github.mirror4j.http.testkit.RecordingMirror;
import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.RouteRule;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.web.client.RestClient;

/** A test of a service as its developers write it, with the test kit. */
// @start region="test"
@SpringBootTest(webEnvironment = RANDOM_PORT)
class OrdersServiceTest {

  static final RecordingMirror V1 = RecordingMirror.start().respond(200, "three orders");
  static final RecordingMirror V2 = RecordingMirror.start();

  @TestConfiguration
  static class Rules {
    @Bean
    RouteRule ordersV2() {
      return RouteRule.builder("orders-v2")
          .destination("127.0.0.1")
          .mirror(Mirror.to(V2.uri()))
          .build();
    }
  }

  @Test
  void ordersAreMirrored(@Autowired RestClient.Builder clients, @LocalServerPort int port)
      throws Exception {
    String service = "http://localhost:" + port + "/orders?of=" + V1.uri();
    String orders = clients.build().get().uri(service).retrieve().body(String.class);

    assertThat(orders).isEqualTo("three orders");
    V2.awaitRequest(copy -> copy.target().equals("/orders"), Duration.ofSeconds(10));
  }

  @AfterAll
  static void close() {
    V1.close();
    V2.close();
  }
}
// @end
