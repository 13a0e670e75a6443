/** A {@link java.net.http.HttpClient} that mirrors requests by route rules. */
module io.github.mirror4j.http {
  requires transitive io.github.mirror4j.core;
  requires transitive java.net.http;
  requires io.github.resilience4j.bulkhead;
  requires io.github.resilience4j.circuitbreaker;
  requires io.github.resilience4j.core;
  requires org.slf4j;
  requires static micrometer.core;
  requires static org.jspecify;

  exports io.github.mirror4j.http;
  exports io.github.mirror4j.http.micrometer;
  exports io.github.mirror4j.http.stats;
  exports io.github.mirror4j.http.testkit;
}
