package io.github.mirror4j.select;

import static io.github.mirror4j.rule.StringMatch.exact;
import static io.github.mirror4j.rule.StringMatch.not;
import static io.github.mirror4j.rule.StringMatch.pathPrefix;
import static io.github.mirror4j.rule.StringMatch.prefix;
import static io.github.mirror4j.rule.StringMatch.regex;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.rule.Match;
import io.github.mirror4j.rule.StringMatch;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UriMatchTest {

  static Stream<Arguments> exactPaths() {
    return Stream.of(
        Arguments.of(exact("/api"), "/api", true),
        Arguments.of(exact("/api"), "/api?x=1", true),
        Arguments.of(exact("/api"), "/api/", false),
        Arguments.of(exact("/api"), "/API", false),
        Arguments.of(exact("/api").ignoringCase(), "/API", true),
        Arguments.of(exact("/a%2Fb"), "/a%2Fb", true),
        Arguments.of(exact("/a/b"), "/a%2Fb", false),
        Arguments.of(exact("/a+b"), "/a+b", true),
        Arguments.of(exact("/"), "", true),
        Arguments.of(exact("/"), "?x=1", true),
        Arguments.of(not(exact("/api")), "/apis", true),
        Arguments.of(not(exact("/api")), "/api", false));
  }

  static Stream<Arguments> prefixes() {
    return Stream.of(
        Arguments.of(prefix("/api"), "/api", true),
        Arguments.of(prefix("/api"), "/api/v1", true),
        Arguments.of(prefix("/api"), "/apis", true),
        Arguments.of(prefix("/api"), "/ap", false),
        Arguments.of(prefix("/api"), "/API/v1", false),
        Arguments.of(prefix("/api").ignoringCase(), "/API/v1", true),
        Arguments.of(prefix("/"), "/x", true),
        Arguments.of(prefix("/"), "", true));
  }

  static Stream<Arguments> pathPrefixes() {
    return Stream.of(
        Arguments.of(pathPrefix("/mirror"), "/mirror", true),
        Arguments.of(pathPrefix("/mirror"), "/mirror/", true),
        Arguments.of(pathPrefix("/mirror"), "/mirror/x", true),
        Arguments.of(pathPrefix("/mirror"), "/mirror?x=1", true),
        Arguments.of(pathPrefix("/mirror"), "/mirror-and-modify-headers", false),
        Arguments.of(pathPrefix("/mirror"), "/mirror%2Fx", false),
        Arguments.of(pathPrefix("/mirror"), "/x/mirror", false),
        Arguments.of(pathPrefix("/mirror"), "/Mirror/x", false),
        Arguments.of(pathPrefix("/mirror").ignoringCase(), "/Mirror/x", true),
        Arguments.of(pathPrefix("/mirror/"), "/mirror", true),
        Arguments.of(pathPrefix("/mirror/"), "/mirror/x", true),
        Arguments.of(pathPrefix("/mirror/"), "/mirrors", false),
        Arguments.of(pathPrefix("/"), "/x", true),
        Arguments.of(pathPrefix("/"), "", true));
  }

  static Stream<Arguments> patterns() {
    return Stream.of(
        Arguments.of(regex("/v[12]/.*"), "/v2/x", true),
        Arguments.of(regex("/v[12]/.*"), "/v3/x", false),
        Arguments.of(regex("/v1"), "/v1/x", false),
        Arguments.of(regex("/v1"), "/v1?x=1", true),
        Arguments.of(regex("/v1").ignoringCase(), "/V1", true));
  }

  @ParameterizedTest(name = "uri {0} and the path \"{1}\": {2}")
  @MethodSource({"exactPaths", "prefixes", "pathPrefixes", "patterns"})
  void theRawPathWithoutTheQueryMeetsACondition(
      StringMatch match, String pathAndQuery, boolean expected) {
    RequestFacts facts = Given.get("http://httpbin:8000" + pathAndQuery);

    assertThat(Given.matches(Match.builder().uri(match), facts)).isEqualTo(expected);
  }
}
