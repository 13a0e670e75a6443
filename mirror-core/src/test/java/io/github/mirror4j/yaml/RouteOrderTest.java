package io.github.mirror4j.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Equally specific matches of HTTPRoutes go by age, then by namespace and name. */
class RouteOrderTest {

  private static final String HOST = "hostnames: [menu.example]";
  private static final String URI = "http://menu.example/a";

  private static String created(String name, String time) {
    String with = time.isEmpty() ? "" : "creationTimestamp: " + time + ", ";
    return Docs.route(name, HOST, "next").replace("metadata: {", "metadata: {" + with);
  }

  @ParameterizedTest
  @CsvSource({
    "aa/zoo, '', bb/ant, '', zoo",
    "bb/ant, '', aa/zoo, '', zoo",
    "aa/ant, '', aa/zoo, '', ant",
    "aa/zoo, '\"2026-01-02T00:00:00Z\"', bb/ant, '\"2026-01-01T00:00:00Z\"', ant",
    "bb/ant, '\"2026-01-02T00:00:00Z\"', aa/zoo, '\"2026-01-01T23:59:59Z\"', zoo",
    "aa/zoo, '', bb/ant, '\"2026-01-01T00:00:00Z\"', ant",
    "aa/zoo, 'null', bb/ant, '2026-01-01T00:00:00+01:00', ant",
  })
  void theOlderRouteWinsThenTheFirstInTheAlphabet(
      String one, String oneTime, String other, String otherTime, String winner) {
    RuleDocuments read = Docs.read(created(one, oneTime), created(other, otherTime));
    assertThat(Docs.winner(read, "", URI)).isEqualTo(winner);
  }

  @Test
  void aMoreSpecificMatchWinsWhateverTheAge() {
    String specific =
        created("zz/young", "\"2026-02-01T00:00:00Z\"")
            .replace("- filters", "- matches: [{path: {value: /a}}]\n    filters");
    RuleDocuments read = Docs.read(created("aa/old", "\"2026-01-01T00:00:00Z\""), specific);
    assertThat(Docs.winner(read, "", URI)).isEqualTo("young");
  }

  @Test
  void manyTiesKeepTheOrderOfAllAndOfWhatIsMoreSpecific() {
    String[] documents = new String[6];
    for (int i = 0; i < 5; i++) {
      documents[i] = created((char) ('a' + i) + "/r" + (9 - i), "");
    }
    documents[5] =
        Docs.route("z/query", HOST, "next")
            .replace("- filters", "- matches: [{queryParams: [{name: q, value: x}]}]\n    filters");
    RuleDocuments read = Docs.read(documents);
    assertThat(Docs.winner(read, "", URI + "?q=x")).isEqualTo("query");
    assertThat(Docs.winner(read, "", URI)).isEqualTo("r9");
  }

  @Test
  void aTimeThatIsNoneIsRefused() {
    assertThat(Docs.problems(created("aa/zoo", "yesterday")))
        .singleElement()
        .asString()
        .contains("metadata.creationTimestamp: \"yesterday\"");
  }
}
