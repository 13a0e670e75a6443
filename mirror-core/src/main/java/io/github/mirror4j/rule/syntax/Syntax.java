package io.github.mirror4j.rule.syntax;

import com.google.re2j.PatternSyntaxException;
import io.github.mirror4j.text.AddressBlock;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The syntax of names, as Kubernetes, Istio and HTTP define it. All patterns run in linear time.
 */
@SuppressWarnings("doclint:missing") // for our own modules only
public final class Syntax {

  public static final String DNS_LABEL_TEXT =
      "a DNS label: 1 to 63 characters [a-z0-9-], first and last not '-'";
  public static final String DOMAIN_TEXT =
      "a domain name: labels of [a-z0-9-] separated by dots, first and last not '-', at most 253"
          + " characters";

  /**
   * The longest pattern. RE2 programs grow with the pattern, and a pattern written by hand is
   * short.
   */
  public static final int MAX_REGEX_LENGTH = 4096;

  private static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final Pattern OBJECT_NAME =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
  private static final Pattern IPV4_CIDR =
      Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}(/[0-9]{1,2})?");
  private static final Pattern PORT = Pattern.compile(":[0-9]{1,5}$");

  private Syntax() {}

  /**
   * Returns whether the text is an RFC 1123 label, as Kubernetes uses it for names and namespaces.
   */
  public static boolean isDnsLabel(String text) {
    return text.length() <= 63 && DNS_LABEL.matcher(text).matches();
  }

  /**
   * Returns whether the text is the name of a Kubernetes object. The length of single labels is not
   * limited, only their total.
   */
  public static boolean isObjectName(String text) {
    return text.length() <= 253 && OBJECT_NAME.matcher(text).matches();
  }

  public static boolean isDomain(String text) {
    if (text.isEmpty() || text.length() > 253) {
      return false;
    }
    for (String label : text.split("\\.", -1)) {
      if (!isDnsLabel(label)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns whether the text is a service's host: a domain, {@code *}, {@code *.x}, {@code *-x},
   * {@code *x}, an IP or a CIDR.
   */
  public static boolean isServiceHost(String text) {
    if (text.startsWith("*")) {
      String rest = text.substring(1);
      return rest.isEmpty() || isDomain(rest.substring(rest.matches("[.-].*") ? 1 : 0));
    }
    if (IPV4_CIDR.matcher(text).matches()) {
      return AddressBlock.of(text).isPresent();
    }
    return isDomain(text) || Ipv6.isAddress(text);
  }

  /**
   * Returns whether the text is a host as a request carries it: a domain or an IP address,
   * optionally with a port.
   */
  public static boolean isAuthority(String text) {
    Matcher port = PORT.matcher(text);
    if (!port.find()) {
      return isHost(text);
    }
    int number = Integer.parseInt(port.group().substring(1));
    return number >= 1 && number <= 65_535 && isHost(text.substring(0, port.start()));
  }

  private static boolean isHost(String text) {
    String host = text.toLowerCase(Locale.ROOT);
    return isDomain(host) || (host.startsWith("[") && Ipv6.isAddress(host));
  }

  /**
   * Returns whether the text is an RFC 9110 field value: no control characters but tab, no white
   * space at the ends.
   */
  public static boolean isHeaderValue(String text) {
    return text.equals(text.strip())
        && text.chars().allMatch(c -> c == '\t' || (c >= 0x20 && c != 0x7f && c <= 0xff));
  }

  /**
   * Returns whether the text is a path as it is sent: ASCII, nothing that has to be encoded,
   * neither query nor fragment.
   */
  public static boolean isRawPath(String text) {
    try {
      return text.startsWith("/")
          && text.chars().allMatch(c -> c < 0x7f)
          && text.equals(new URI("http://host" + text).getRawPath());
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** Returns what is expected instead of this RE2 pattern; null if it is valid. */
  public static @Nullable String regexProblem(String regex) {
    if (regex.isEmpty()) {
      return "an RE2 pattern that is not empty";
    }
    if (regex.length() > MAX_REGEX_LENGTH) {
      return "an RE2 pattern of at most " + MAX_REGEX_LENGTH + " characters";
    }
    if (RegexSize.of(regex) - regex.length() > RegexSize.MAX_ADDED) {
      return "an RE2 pattern whose counted repeats add at most "
          + RegexSize.MAX_ADDED
          + " instructions, nested ones multiplied";
    }
    try {
      com.google.re2j.Pattern.compile(regex);
      return null;
    } catch (PatternSyntaxException e) {
      return "an RE2 pattern; " + e.getMessage();
    }
  }
}
