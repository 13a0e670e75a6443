package io.github.mirror4j.http;

import io.github.mirror4j.select.RequestFacts;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;

/** What rules look at, read off the caller's request. */
record HttpFacts(HttpRequest request) implements RequestFacts {

  @Override
  @SuppressWarnings("ConstantValue") // a subclass may well return null; the JDK takes it for GET
  public String method() {
    String method = request.method();
    return method == null ? "GET" : method;
  }

  @Override
  public URI uri() {
    return request.uri();
  }

  @Override
  public List<String> headerValues(String name) {
    return request.headers().allValues(name);
  }
}
