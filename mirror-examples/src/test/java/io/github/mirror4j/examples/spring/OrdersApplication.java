package io.github.mirror4j.examples.spring;

import java.util.concurrent.CountDownLatch;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

/** A service as its developers write it; it has no word about mirroring. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class OrdersApplication {

  @RestController
  static class OrdersController {

    final CountDownLatch asked = new CountDownLatch(1);
    final CountDownLatch mayGoOn = new CountDownLatch(1);
    private final RestClient client;

    OrdersController(RestClient.Builder clients) {
      client = clients.build();
    }

    @GetMapping("/orders")
    String orders(@RequestParam("of") String of) {
      return client.get().uri(of + "/orders").retrieve().body(String.class);
    }

    /** Does not call the service behind it before it may. */
    @GetMapping("/late-orders")
    String lateOrders(@RequestParam("of") String of) throws InterruptedException {
      asked.countDown();
      mayGoOn.await();
      return client.get().uri(of + "/late-orders").retrieve().body(String.class);
    }
  }
}
