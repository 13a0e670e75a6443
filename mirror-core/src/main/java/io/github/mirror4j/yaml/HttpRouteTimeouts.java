package io.github.mirror4j.yaml;

import io.github.mirror4j.yaml.dialect.RouteTimeout;
import io.github.mirror4j.yaml.tree.Fields;
import io.github.mirror4j.yaml.tree.Findings;
import io.github.mirror4j.yaml.tree.Node;
import io.github.mirror4j.yaml.tree.Scalars;
import java.time.Duration;
import java.util.regex.Pattern;

/** Reads {@code timeouts} of an HTTPRoute's rule, as strictly as the Gateway API. */
final class HttpRouteTimeouts {

  private static final Pattern DURATION = Pattern.compile("([0-9]{1,5}(h|m|s|ms)){1,4}");

  private HttpRouteTimeouts() {}

  static RouteTimeout read(Fields timeouts) {
    Findings findings = timeouts.findings();
    boolean isRequestRight = isRight(timeouts, "request");
    boolean isRight = isRight(timeouts, "backendRequest") && isRequestRight;
    RouteTimeout request = isRight ? RouteTimeout.ofRoute(timeouts, "request") : RouteTimeout.NONE;
    Node node = timeouts.get("backendRequest");
    Duration backend = isRight ? timeouts.duration("backendRequest") : null;
    timeouts.done();
    if (node != null && backend != null) {
      if (request.time() != null && backend.compareTo(request.time()) > 0) {
        findings.problem(node, "no longer than request");
      }
      findings.warning(node, "not applied");
    }
    return request;
  }

  private static boolean isRight(Fields timeouts, String name) {
    Node node = timeouts.get(name);
    // What is no duration at all is reported when it is read as one.
    boolean isRight =
        !(node instanceof Node.Text text)
            || Scalars.duration(text.text()) == null
            || DURATION.matcher(text.text()).matches();
    if (node != null && !isRight) {
      String expected = "up to four whole numbers with h, m, s or ms, such as 1s500ms";
      timeouts.findings().problem(node, expected);
    }
    return isRight;
  }
}
