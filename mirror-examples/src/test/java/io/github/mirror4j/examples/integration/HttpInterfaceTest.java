package io.github.mirror4j.examples.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.examples.integration.Result.Calls;
import io.github.mirror4j.http.MirroringHttpClient;
import io.github.mirror4j.rule.RouteRule;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.annotation.PostExchange;
import org.springframework.web.service.annotation.PutExchange;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/** Spring's HTTP interfaces over a mirroring client. */
class HttpInterfaceTest extends HttpClientIntegration {

  interface Orders {

    @PutExchange("/orders/{id}")
    String put(@PathVariable("id") String id, @RequestBody String order);

    @PostExchange
    String post(URI uri, @RequestBody String body);
  }

  private Orders orders;

  @Override
  Calls mirrored() {
    RouteRule rule = servers.rule;
    URI base = servers.base();
    // @start region="http-interface"
    MirroringHttpClient client = MirroringHttpClient.wrap(HttpClient.newHttpClient(), rule);
    RestClient rest =
        RestClient.builder()
            .baseUrl(base)
            .requestFactory(new JdkClientHttpRequestFactory(client))
            .build();
    Orders orders =
        HttpServiceProxyFactory.builderFor(RestClientAdapter.create(rest))
            .build()
            .createClient(Orders.class);
    // @end
    this.client = client;
    this.orders = orders;
    return calls(orders);
  }

  @Override
  Calls over(HttpClient client, Duration timeout) {
    JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(client);
    requests.setReadTimeout(timeout);
    RestClient rest = RestClient.builder().requestFactory(requests).build();
    return calls(
        HttpServiceProxyFactory.builderFor(RestClientAdapter.create(rest))
            .build()
            .createClient(Orders.class));
  }

  private Calls calls(Orders orders) {
    return (target, body) -> orders.post(servers.uri(target), body);
  }

  @Test
  void aMethodOfTheInterfaceIsMirrored() throws Exception {
    assertThat(orders.put("7", "one")).isEqualTo("PUT /orders/7: one");

    assertThat(settled().completed(2)).isEqualTo(1);
    assertMirrored("PUT /orders/7", "one");
  }
}
