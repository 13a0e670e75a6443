/** A {@link java.net.http.HttpClient} that mirrors requests by route rules. */
module io.github.mirror4j.http {
  requires transitive io.github.mirror4j.core;
  requires transitive java.net.http;
  requires io.github.resilience4j.bulkhead;
  requires org.slf4j;
  requires static context.propagation;
  requires static micrometer.core;
  requires static org.jspecify;
  requires static spring.beans;
  requires static spring.boot;
  requires static spring.boot.actuator;
  requires static spring.boot.actuator.autoconfigure;
  requires static spring.boot.autoconfigure;
  requires static spring.boot.health;
  requires static spring.boot.http.client;
  requires static spring.cloud.commons;
  requires static spring.context;
  requires static spring.core;
  requires static spring.web;

  exports io.github.mirror4j.http;
  exports io.github.mirror4j.http.micrometer;
  exports io.github.mirror4j.http.spring;
  exports io.github.mirror4j.http.stats;
  exports io.github.mirror4j.http.testkit;

  // Spring creates its beans by reflection.
  opens io.github.mirror4j.http.spring;
}
