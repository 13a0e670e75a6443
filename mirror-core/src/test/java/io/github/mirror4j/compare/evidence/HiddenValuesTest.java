package io.github.mirror4j.compare.evidence;

import static io.github.mirror4j.compare.evidence.Traffic.atOnce;
import static io.github.mirror4j.compare.evidence.Traffic.json;
import static io.github.mirror4j.compare.evidence.Traffic.response;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mirror4j.compare.ComparisonReport;
import io.github.mirror4j.compare.files.SnapshotText;
import io.github.mirror4j.compare.names.EndpointNames;
import io.github.mirror4j.compare.pair.ComparedRequest;
import io.github.mirror4j.compare.pair.Leg;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No address, token or name gets from traffic into a report. */
class HiddenValuesTest {

  private static final List<String> SECRETS =
      List.of("ada@example.com", "tok-5f2a9c77e1", "Lovelace");

  @ParameterizedTest
  @ValueSource(strings = {"ada@example.com", "tok-5f2a9c77e1", "Lovelace"})
  void nothingShowsWhatIsSomebodys(String secret) {
    Traffic traffic = new Traffic(atOnce().build());
    traffic.same(60, "/orders");
    for (int i = 0; i < 15; i++) {
      Map<String, List<String>> headers = Traffic.headers();
      headers.put("Authorization", List.of("Bearer " + secret));
      headers.put("X-User", List.of(secret));
      ComparedRequest request =
          new ComparedRequest(
              "GET", "/orders/" + secret, secret + "=" + secret + i, headers, i, secret);
      traffic.triple(
          request,
          response(200, "{\"a\":\"" + secret + "\",\"" + secret + "\":1}", "etag", secret),
          response(
              200,
              "{\"a\":\"x" + secret + "\",\"" + secret + "\":2,\"b" + secret + "\":[]}",
              "location",
              "/" + secret),
          response(200, "{\"a\":\"" + secret + "\",\"" + secret + "\":1}", "etag", secret));
    }

    ComparisonReport report = traffic.report();

    StringBuilder file = new StringBuilder();
    traffic
        .evidence()
        .snapshots("process", 1)
        .forEach(snapshot -> SnapshotText.write(snapshot, file::append));
    assertTrue(file.toString().contains("\"check\":\"example\""));

    for (String output :
        List.of(report.toText(), report.toJson(), report.toString(), file.toString())) {
      for (String each : SECRETS) {
        assertFalse(output.contains(each), () -> each + " in " + output);
      }
    }
    assertTrue(report.toText().contains("$.{*}"), report::toText);
  }

  @Test
  void aFieldThatAllResponsesHaveIsNamedThoughItSeldomDiffers() {
    Traffic traffic = new Traffic(atOnce().build());
    Leg price = json("{\"total\":1}");
    traffic.triple("/orders", price, json("{\"total\":2}"), price);
    assertTrue(traffic.report().toText().contains("$.{*}"));

    for (int i = 0; i < 40; i++) {
      traffic.triple("/orders", price, price, price);
    }

    assertTrue(traffic.report().toText().contains("$.total"), () -> traffic.report().toText());
  }

  @ParameterizedTest
  @ValueSource(strings = {"@name-%d", "a-name-of-more-than-thirty-two-characters-%d", "once-%d"})
  void namesThatAreNeverShownDoNotKeepOthersFromBeingShown(String pattern) {
    Traffic traffic = new Traffic(atOnce().build());
    for (int i = 0; i < 30; i++) {
      String name = pattern.formatted(i);
      traffic.triple("/orders", json("{\"" + name + "\":1}"), json("{}"), json("{}"));
    }
    Leg price = json("{\"total\":1}");
    traffic.same(250, "/orders");
    traffic.triple("/orders", price, json("{\"total\":2}"), price);
    for (int i = 0; i < 40; i++) {
      traffic.triple("/orders", price, price, price);
    }

    assertTrue(traffic.report().toText().contains("$.total"), () -> traffic.report().toText());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "k3j4h5g6f7d8s9a0",
        "aB3dE6gH9jK2mN5pQ8sT1vW4",
        "aB3d-E6gH_9jK2mN",
        "01ARZ3NDEKTSV4RRFFQ69G5FAV"
      })
  void aTokenInAPathIsAValueHoweverOftenItIsSeen(String token) {
    EndpointNames names = new EndpointNames(List.of());
    String name = "";
    for (int i = 0; i < 200; i++) {
      name = names.of("/orders/" + token, (long) i << 32);
    }

    assertEquals("/orders/{…}", name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "internationalization",
        "customer-orders-v2-list",
        "getOrdersByCustomer",
        "oauth2"
      })
  void aWordInAPathIsShownOnceItIsSeenOften(String word) {
    EndpointNames names = new EndpointNames(List.of());
    String name = "";
    for (int i = 0; i < 200; i++) {
      name = names.of("/orders/" + word, (long) i << 32);
    }

    assertEquals("/orders/" + word, name);
  }

  @Test
  void aWordThatIsNoMediaTypeIsNotShown() {
    Traffic traffic = new Traffic(atOnce().build());
    traffic.triple("/a", json("1"), response(200, "1", "content-type", "lovelace"), json("1"));

    assertFalse(traffic.report().toText().contains("lovelace"), () -> traffic.report().toText());
  }

  @Test
  void aFieldThatTheSettingsNameIsNamedAtOnce() {
    Traffic traffic = new Traffic(atOnce().show("$.total").build());
    traffic.triple("/orders", json("{\"total\":1}"), json("{\"total\":2}"), json("{\"total\":1}"));

    String text = traffic.report().toText();
    assertTrue(text.contains("$.total"), text);
    assertTrue(text.contains("1  -> 2"), "a value that may be shown: " + text);
  }
}
