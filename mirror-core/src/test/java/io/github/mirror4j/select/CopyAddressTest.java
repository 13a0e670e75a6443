package io.github.mirror4j.select;

import static io.github.mirror4j.select.Given.rule;
import static io.github.mirror4j.select.Given.rules;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mirror4j.rule.Mirror;
import io.github.mirror4j.rule.PathRewrite;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Path and query of a copy are the request's own, byte for byte, unless the mirror rewrites. */
class CopyAddressTest {

  private static String address(Mirror mirror, String request) {
    RuleMirror compiled = rules(rule("rule").mirror(mirror).build()).mirrors().get(0);
    return compiled.address(URI.create(request)).map(URI::toString).orElse("");
  }

  @ParameterizedTest(name = "{1} at {0}")
  @CsvSource({
    "http://v2, http://httpbin/get, http://v2/get",
    "http://v2:8080, http://httpbin:8000/get?x=1, http://v2:8080/get?x=1",
    "https://v2, http://httpbin/get, https://v2/get",
    "http://v2, http://httpbin, http://v2/",
    "http://v2, http://httpbin/, http://v2/",
    "http://v2/, http://httpbin, http://v2/",
    "http://v2, http://httpbin?x=1, http://v2/?x=1",
    "http://v2, http://httpbin/get?, http://v2/get?",
    "http://v2, http://httpbin/a%2Fb?c=%2F%26, http://v2/a%2Fb?c=%2F%26",
    "http://v2, http://httpbin/a+b%20c?q=a+b%20c, http://v2/a+b%20c?q=a+b%20c",
    "http://v2, http://httpbin/a%e4b, http://v2/a%e4b",
    "http://v2, http://httpbin//double//slash/, http://v2//double//slash/",
    "http://v2, http://httpbin/a/../b/./c, http://v2/a/../b/./c",
    "http://v2, http://httpbin/;p=1/@:!$&'()*, http://v2/;p=1/@:!$&'()*",
    "http://v2, http://httpbin/get#fragment, http://v2/get",
    "http://v2, http://user:secret@httpbin/get, http://v2/get",
    "http://[::1]:8080, http://httpbin/get, http://[::1]:8080/get",
    "http://[2001:db8::1], http://[::1]:9/get?x, http://[2001:db8::1]/get?x",
    "http://v2/base, http://httpbin/get, http://v2/base/get",
    "http://v2/base/, http://httpbin/get, http://v2/base/get",
    "http://v2/base, http://httpbin, http://v2/base/",
    "http://v2/base%2Fx, http://httpbin/get, http://v2/base%2Fx/get",
    "HTTP://V2, http://httpbin/get, HTTP://V2/get"
  })
  void theCopyGoesToTheMirrorsBaseWithTheRequestsPathAndQuery(
      String base, String request, String expected) {
    assertThat(address(Mirror.to(URI.create(base)), request)).isEqualTo(expected);
  }

  @Test
  void aRewriteChangesThePathAndLeavesTheQuery() {
    Mirror mirror =
        Mirror.to(URI.create("http://v2/base")).rewritePath(PathRewrite.prefix("/v1", "/v2"));

    assertThat(address(mirror, "http://httpbin/v1/a%2Fb?next=/v1/x"))
        .isEqualTo("http://v2/base/v2/a%2Fb?next=/v1/x");
  }

  @Test
  void aRewriteSeesASlashWhereTheRequestHasNoPath() {
    Mirror mirror =
        Mirror.to(URI.create("http://v2")).rewritePath(PathRewrite.regex("^/$", "/index"));

    assertThat(address(mirror, "http://httpbin?x=1")).isEqualTo("http://v2/index?x=1");
  }

  @Test
  void aRewriteMayUseGroupsOfItsPattern() {
    Mirror mirror =
        Mirror.to(URI.create("http://v2"))
            .rewritePath(PathRewrite.regex("^/users/([^/]+)/orders", "/orders/by-user/\\1"));

    assertThat(address(mirror, "http://httpbin/users/7%2F8/orders"))
        .isEqualTo("http://v2/orders/by-user/7%2F8");
  }
}
