package io.github.mirror4j.http.send;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Optional;

/** Finds the proxy through which a client sends, in order to say who is to blame for a failure. */
final class CopyProxy {

  private CopyProxy() {}

  /**
   * The proxy as {@code host:port}; empty where there is none. Asks the client's selector in the
   * same way as the JDK's client did when it made the request.
   */
  static Optional<String> of(HttpClient client, URI address) {
    try {
      ProxySelector selector = client.proxy().orElseGet(ProxySelector::getDefault);
      if (selector == null) {
        return Optional.empty();
      }
      List<Proxy> proxies = selector.select(address);
      boolean any = !proxies.isEmpty() && proxies.get(0).type() == Proxy.Type.HTTP;
      return any && proxies.get(0).address() instanceof InetSocketAddress proxy
          ? Optional.of(proxy.getHostString() + ":" + proxy.getPort())
          : Optional.empty();
    } catch (RuntimeException e) {
      return Optional.empty(); // A selector that fails names no proxy.
    }
  }
}
