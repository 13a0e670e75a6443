package io.github.mirror4j.compare.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.mirror4j.compare.pair.ComparedRequest;
import io.github.mirror4j.compare.pair.Fingerprints;
import io.github.mirror4j.compare.pair.Leg;
import io.github.mirror4j.rule.CredentialHeaders;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which requests count as the same. */
class FingerprintsTest {

  private final Fingerprints fingerprints = new Fingerprints(42, CredentialHeaders.DEFAULT);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Accept",
        "accept-language",
        "Accept-Encoding",
        "Authorization",
        "Cookie",
        "X-Api-Key"
      })
  void headersThatTellRequestsApart(String header) {
    assertNotEquals(hash(header, "a"), hash(header, "b"));
    assertNotEquals(hash(header, "a"), hash("X-Other", "a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"User-Agent", "traceparent", "Date", "X-Request-Id"})
  void headersThatDoNot(String header) {
    assertEquals(hash(header, "a"), hash(header, "b"));
  }

  @Test
  void aHeaderThatTheEngineTakesForACredential() {
    CredentialHeaders own = CredentialHeaders.of(List.of("X-Guest-Pass"));
    Traffic traffic = new Traffic(Traffic.atOnce().build(), own);
    for (String pass : List.of("a", "b", "b")) {
      Map<String, List<String>> headers = Traffic.headers();
      headers.put("X-Guest-Pass", List.of(pass));
      Leg ok = Traffic.json("1");
      traffic.triple(new ComparedRequest("GET", "/a", null, headers, 0, null), ok, ok, ok);
    }

    assertEquals(2, traffic.report().key().distinct());
    assertEquals(1, traffic.report().key().repeated());
  }

  @Test
  void aHeaderThatVaryNames() {
    List<String> vary = List.of("Accept, X-Tenant");

    assertNotEquals(hash("x-tenant", "a", vary), hash("x-tenant", "b", vary));
  }

  @Test
  void everyOtherPartOfTheRequest() {
    long plain = hash(request("GET", "/a", null, 0, null));

    assertEquals(plain, hash(request("GET", "/a", null, 0, null)));
    assertNotEquals(plain, hash(request("HEAD", "/a", null, 0, null)));
    assertNotEquals(plain, hash(request("GET", "/b", null, 0, null)));
    assertNotEquals(plain, hash(request("GET", "/a", "", 0, null)));
    assertNotEquals(plain, hash(request("GET", "/a", "q", 0, null)));
    assertNotEquals(plain, hash(request("GET", "/a", null, 1, null)));
    assertNotEquals(plain, hash(request("GET", "/a", null, 0, "k")));
  }

  @Test
  void anotherSaltGivesAnotherHash() {
    ComparedRequest request = request("GET", "/a", null, 0, null);

    assertNotEquals(
        hash(request), new Fingerprints(43, CredentialHeaders.DEFAULT).of(request, List.of()));
  }

  private long hash(ComparedRequest request) {
    return fingerprints.of(request, List.of());
  }

  private long hash(String header, String value) {
    return hash(header, value, List.of());
  }

  private long hash(String header, String value, List<String> vary) {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.put(header, List.of(value));
    return fingerprints.of(new ComparedRequest("GET", "/a", null, headers, 0, null), vary);
  }

  private static ComparedRequest request(
      String method, String path, String query, long body, String samplingKey) {
    return new ComparedRequest(method, path, query, Map.of(), body, samplingKey);
  }
}
