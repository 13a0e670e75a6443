package io.github.mirror4j.text;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The syntax of HTTP that several rooms need. */
public final class HttpText {

  private static final int MAX_TOKEN = 256;
  private static final String SIGNS = "!#$%&'*+.^_`|~-";

  private HttpText() {}

  /**
   * Returns whether the text is an RFC 9110 token, as header names and methods are.
   *
   * @param text the text
   * @return whether it is a token of at most 256 characters
   */
  public static boolean isToken(String text) {
    return !text.isEmpty() && text.length() <= MAX_TOKEN && isPartOfToken(text);
  }

  /**
   * Returns whether the text is the name of a header in lower case.
   *
   * @param text the text
   * @return whether it is a token without capital letters
   */
  public static boolean isLowerCaseHeader(String text) {
    return isToken(text) && text.equals(text.toLowerCase(Locale.ROOT));
  }

  /**
   * Returns whether the text can be a part of an RFC 9110 token.
   *
   * @param text the text
   * @return whether it has only characters of tokens, or none at all
   */
  public static boolean isPartOfToken(String text) {
    return text.chars().allMatch(HttpText::isOfToken);
  }

  private static boolean isOfToken(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || SIGNS.indexOf(c) >= 0;
  }

  /**
   * Returns whether requests to the address are encrypted.
   *
   * @param uri the address
   * @return whether its scheme is https, in any case
   */
  public static boolean isHttps(URI uri) {
    return "https".equalsIgnoreCase(uri.getScheme());
  }

  /**
   * Returns a path as it is sent.
   *
   * @param rawPath the path of a URI, which may be missing or empty
   * @return the path, or a slash in place of none
   */
  public static String pathOf(@Nullable String rawPath) {
    return rawPath == null || rawPath.isEmpty() ? "/" : rawPath;
  }

  /**
   * Returns where the host of an authority ends.
   *
   * @param authority a host, perhaps with a port
   * @return the place of the colon before the port, or the length of a host alone
   */
  public static int hostEnd(String authority) {
    int colon = authority.lastIndexOf(':');
    return colon > authority.lastIndexOf(']') ? colon : authority.length();
  }

  /**
   * Returns a path without the slash at its end.
   *
   * @param path the path
   * @return the path, without its last character if that is a slash
   */
  public static String withoutTrailingSlash(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
